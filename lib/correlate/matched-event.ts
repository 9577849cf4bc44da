/**
 * What correlations need to know of an event that matched rules: its time, the rules, and a few values. Plain data, so
 * that it can be made in one thread and correlated in another.
 */
import type { RuleMatch } from '../engine/matcher.ts';
import { fieldPath, lookUp, type FieldPath } from '../match/lookup.ts';
import type { EventRecord } from '../query/event.ts';
import type { Plan } from './plan.ts';
import type { Json } from './windows/kind.ts';

/** An event and the rules it matched. */
export interface MatchedEvent {
  /** Milliseconds since 1970, with fractions. */
  readonly time: number;
  readonly matches: readonly MatchedRule[];
  /** Whatever says which event it is; comes back with the results. */
  readonly reference: Json;
}

/** A rule that an event matched. */
export interface MatchedRule {
  /** The rule's place in the plan. */
  readonly rule: number;
  /** The texts of each field that the plan has for the rule; null for a field without a value. */
  readonly values: readonly (readonly string[] | null)[];
}

/** The values of the event that the rules' correlations look at; none for rules that no correlation is about. */
export type Projection = (matches: readonly RuleMatch[]) => readonly MatchedRule[];

const NOTHING: readonly MatchedRule[] = [];

export function createProjection({ rules, ruleIndex }: Plan): Projection {
  const paths = rules.map(({ fields }) => fields.map(fieldPath));
  return (matches) => {
    let matched: MatchedRule[] | undefined;
    for (const { rule, event } of matches) {
      const index = ruleIndex.get(rule);
      if (index === undefined) continue;
      const values = (paths[index] as readonly FieldPath[]).map((path) => textsOf(event, path));
      (matched ??= []).push({ rule: index, values });
    }
    return matched ?? NOTHING;
  };
}

/** Values of one field that count: the first so many, so that one event cannot be in thousands of groups. */
const MAX_VALUES = 16;

/** An empty text says as little as no field: KQL and Splunk know no difference either. */
function textsOf(event: EventRecord, path: FieldPath): readonly string[] | null {
  const values = lookUp(event, path);
  if (values.length === 0) return null;
  const [first] = values;
  if (values.length === 1) return first === undefined || first.text === '' ? null : [first.text];
  const texts = [...new Set(values.map(({ text }) => text))].filter((text) => text !== '');
  return texts.length === 0 ? null : texts.slice(0, MAX_VALUES);
}
