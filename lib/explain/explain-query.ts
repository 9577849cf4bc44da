/** A query and an event to a tree of verdicts. Every leaf is asked, also where one of them settles the matter. */
import { compileQuery } from '../match/compile.ts';
import { compileMatcher, isValueMatcher } from '../match/leaf.ts';
import { allValues, fieldPath, lookUp } from '../match/lookup.ts';
import { createSlots } from '../match/reading.ts';
import type { RegexSettings } from '../match/regex.ts';
import type { EventRecord } from '../query/event.ts';
import type { Leaf, Query } from '../query/query.ts';
import { locate } from '../source/locate.ts';
import type { Source } from '../source/source.ts';
import type { ExplainedNode, ExplainedTest } from './explanation.ts';
import { describeMatcher } from './words.ts';

/** What is asked, and of which rule. */
export interface Inspection {
  readonly event: EventRecord;
  readonly source: Source;
  readonly regex: RegexSettings;
}

export function explainQuery(query: Query, inspection: Inspection): ExplainedNode {
  switch (query.kind) {
    case 'and':
    case 'or':
      return group(
        query.kind,
        query.operands.map((operand) => explainQuery(operand, inspection)),
      );
    case 'any-of':
      return group(
        'or',
        query.leaves.map((leaf) => explainLeaf(leaf, inspection)),
      );
    case 'not':
      return negate(explainQuery(query.operand, inspection));
    case 'constant':
      return { kind: 'constant', verdict: query.value };
    case 'leaf':
      return explainLeaf(query, inspection);
  }
}

export function group(kind: 'and' | 'or', operands: readonly ExplainedNode[]): ExplainedNode {
  return { kind, verdict: isTrue(kind === 'and', operands), operands };
}

export function negate(operand: ExplainedNode): ExplainedNode {
  return { kind: 'not', verdict: !operand.verdict, operand };
}

/** Whether all of them hold, or any of them. */
export function isTrue(all: boolean, nodes: readonly { readonly verdict: boolean }[]): boolean {
  return all ? nodes.every(({ verdict }) => verdict) : nodes.some(({ verdict }) => verdict);
}

function explainLeaf(leaf: Leaf, { event, source, regex }: Inspection): ExplainedTest {
  const { field, matcher, span } = leaf;
  return {
    kind: 'test',
    field,
    ...describeMatcher(matcher),
    verdict: compileQuery(leaf, regex).predicate(event),
    values: field === null ? valuesWith(leaf, event, regex) : textsOf(event, field),
    span,
    line: locate(source, span.start).line,
  };
}

function textsOf(event: EventRecord, field: string): readonly string[] {
  return lookUp(event, fieldPath(field)).map(({ text }) => text);
}

/** The values anywhere in the event that a keyword is found in. */
function valuesWith({ matcher }: Leaf, event: EventRecord, regex: RegexSettings): readonly string[] {
  // Keywords are texts and regular expressions; the others ask about a field.
  if (!isValueMatcher(matcher)) return [];
  const test = compileMatcher(matcher, { slots: createSlots(), regex, gaps: [] });
  return allValues(event)
    .filter(test)
    .map(({ text }) => text);
}
