/**
 * Correlations of correlations, followed down to the rules whose events they are about.
 *
 * A match of an inner correlation is an event of some rule, with the values of the inner group in place of fields of these
 * names. So whatever an outer correlation groups by or counts is a field of that rule's events.
 */
import type { RuleReference } from '../ast/correlation.ts';
import { isRule, type CorrelationRequest, type RuleInput } from './correlation.ts';

/** How events of a rule come to a correlation: as they are, or as matches of correlations in between. */
export interface CorrelationPath {
  /** The number of the input that the events come through. */
  readonly input: number;
  readonly rule: RuleInput;
  /** The correlations in between, the outermost first: an event is a match of each of them. None for a rule among the inputs. */
  readonly through: readonly Passage[];
  /** For each `group-by` of the correlation the field of the rule's events; undefined where it has no single name. */
  readonly groupBy: readonly (string | undefined)[];
  /** The same for what is counted. */
  readonly fields: readonly (string | undefined)[];
}

/** A correlation on the way, and where it finds its groups and what it counts in the events that take this way. */
export interface Passage extends Pick<CorrelationPath, 'groupBy' | 'fields'> {
  readonly request: CorrelationRequest;
}

/**
 * All paths from a correlation to rules, in the order of its `rules`.
 *
 * @example
 * // outer: rules [many, c], group-by [Host]; many: rules [a, b], group-by [User]
 * // a and b through many, then c by itself: each with its field for Host, a and b with theirs for User as well
 */
export function pathsOf({ inputs }: CorrelationRequest): readonly CorrelationPath[] {
  return inputs.flatMap(({ of, groupBy, fields }, input): readonly CorrelationPath[] => {
    if (isRule(of)) return [{ input, rule: of, through: [], groupBy, fields }];
    const groups = of.correlation.correlation.groupBy.map(({ name }) => name);
    return pathsOf(of).map((path) => {
      const fieldOf = (name: string | undefined): string | undefined => {
        if (name === undefined) return undefined;
        const group = groups.indexOf(name);
        return group < 0 ? path.rule.nameOf(name) : path.groupBy[group];
      };
      const passage = { request: of, groupBy: path.groupBy, fields: path.fields };
      return {
        input,
        rule: path.rule,
        through: [passage, ...path.through],
        groupBy: groupBy.map(fieldOf),
        fields: fields.map(fieldOf),
      };
    });
  });
}

/** The correlations that another one is about, each once and behind those that it is about itself. */
export function innerCorrelations(request: CorrelationRequest): readonly CorrelationRequest[] {
  const found = new Map<CorrelationRequest['correlation'], CorrelationRequest>();
  const visit = ({ inputs }: CorrelationRequest): void => {
    for (const { of } of inputs) {
      if (isRule(of) || found.has(of.correlation)) continue;
      visit(of);
      found.set(of.correlation, of);
    }
  };
  visit(request);
  return [...found.values()];
}

/** Correlations between a rule and the outermost one: above it, a target that writes each of them out refuses. */
const MAX_PASSAGES = 16;

/** The reference through which a chain has more correlations in between than targets write out; undefined for none. */
export function tooDeep(request: CorrelationRequest): RuleReference | undefined {
  const path = pathsOf(request).find(({ through }) => through.length > MAX_PASSAGES);
  return path && request.inputs[path.input]?.reference;
}
