/**
 * Predicates: what a line of a search asks of a field, in the author's own terms.
 *
 * They are made from the rule, not from its query: a `regex_match` stays one even where a plain comparison does the
 * same, and `windash` stays a word instead of its spellings. What spelling alone changes is levelled: `*x*` is
 * `contains`, and a list of one value is that value.
 */
import type { DetectionItem, DetectionValue, SearchNode } from '../ast/detection.ts';
import { applyChain, buildChain, type Chain } from '../modifiers/chain.ts';
import type { Value } from '../modifiers/value.ts';
import { shapeOf } from '../resolve/text-shape.ts';
import type { Source } from '../source/source.ts';
import { printWildcards, type WildcardOnlyPart } from '../syntax/wildcard.ts';

export type PredicateKind =
  | 'equals'
  | 'in'
  | 'starts_with'
  | 'ends_with'
  | 'contains'
  | 'wildcard'
  | 'regex_match'
  | 'cidr_match'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'exists'
  | 'is_null'
  | 'keyword'
  | 'field_reference'
  | 'time_part';

/** Plain data. What is seldom true is there only when it is. */
export interface Predicate {
  /** Null for keywords, which may stand anywhere in the event. */
  readonly field: string | null;
  readonly kind: PredicateKind;
  /**
   * As text, in the order of the rule, each once: `4688` and `'4688'` are the same. Patterns are in Sigma's spelling.
   * `exists` has `true` or `false`, `is_null` has none, `time_part` has `hour gte 22`, `field_reference` the other field.
   */
  readonly values: readonly string[];
  /** Whether upper and lower case differ. */
  readonly cased: boolean;
  /** Every value has to match; otherwise any of them. */
  readonly all?: true;
  /** The line is negated by the modifier `neq`. */
  readonly negated?: true;
  /** Modifiers that change the values before they are compared: `windash`, `base64offset`, `expand` … */
  readonly transforms?: readonly string[];
  /** In a search that is a list of maps: which of them, from 1. One of the maps has to match. */
  readonly alternative?: number;
}

/** Modifiers that turn a value into others. Predicates keep the value, and name the modifier. */
const TRANSFORMS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...['windash', 'base64', 'base64offset', 'utf16', 'utf16le', 'utf16be', 'expand'],
]);

/** The predicates of a search, in the order of its lines. */
export function predicatesOf(body: SearchNode, source: Source): readonly Predicate[] {
  const predicates: Predicate[] = [];
  collect(body, source, undefined, predicates);
  return predicates;
}

function collect(node: SearchNode, source: Source, alternative: number | undefined, into: Predicate[]): void {
  switch (node.kind) {
    case 'item':
      addItem(node, source, alternative, into);
      return;
    case 'all-of':
      for (const each of node.nodes) collect(each, source, alternative, into);
      return;
    case 'any-of':
      // Of lists inside lists, the outermost counts.
      for (const [index, each] of node.nodes.entries()) collect(each, source, alternative ?? index + 1, into);
  }
}

/** What one value asks. */
interface Test {
  readonly kind: PredicateKind;
  readonly value?: string;
  readonly cased: boolean;
}

function addItem(
  item: DetectionItem,
  source: Source,
  alternative: number | undefined,
  into: Predicate[],
): void {
  const chain = buildChain(item, source);
  // Modifiers that do not go together: whoever resolves the rule reports it.
  if ('code' in chain) return;
  const transforms = chain.steps.filter(({ name }) => TRANSFORMS.has(name)).map(({ name }) => name);
  const plain: Chain = {
    ...chain,
    steps: chain.steps.filter(({ name }) => !TRANSFORMS.has(name)),
    expands: false,
  };
  for (const { kind, cased, values } of gather(testsOf(item, plain))) {
    into.push({
      field: item.field,
      kind: kind === 'equals' && values.length > 1 ? 'in' : kind,
      values,
      cased,
      ...(chain.all && values.length > 1 && { all: true }),
      ...(chain.negated && { negated: true }),
      ...(transforms.length > 0 && { transforms }),
      ...(alternative !== undefined && { alternative }),
    });
  }
}

function* testsOf({ field, values }: DetectionItem, chain: Chain): Generator<Test> {
  if (values.length === 0) yield { kind: 'is_null', cased: false };
  for (const origin of values) {
    const applied = applyChain(chain, origin, { placeholders: {} });
    if ('code' in applied) continue;
    for (const value of 'kind' in applied ? [applied] : applied) yield testOf(value, field, origin);
  }
}

/** The tests by kind and case, in the order in which each first appears. */
function gather(
  tests: Iterable<Test>,
): Iterable<{ readonly kind: PredicateKind; readonly cased: boolean; readonly values: readonly string[] }> {
  const groups = new Map<string, { kind: PredicateKind; cased: boolean; values: Set<string> }>();
  for (const { kind, cased, value } of tests) {
    const key = `${kind} ${cased}`;
    let group = groups.get(key);
    if (group === undefined) {
      group = { kind, cased, values: new Set() };
      groups.set(key, group);
    }
    if (value !== undefined) group.values.add(value);
  }
  return [...groups.values()].map((group) => ({ ...group, values: [...group.values] }));
}

function testOf(value: Value, field: string | null, origin: DetectionValue): Test {
  switch (value.kind) {
    case 'text':
      return textTest(value.parts as readonly WildcardOnlyPart[], value.cased, field);
    case 'expression':
      throw new RangeError('no rule has an expression of its own');
    case 'regex':
      return regexTest(value.text, value.flags.ignoreCase);
    case 'exists':
      return { kind: 'exists', value: String(value.present), cased: false };
    case 'number':
      return { kind: field === null ? 'keyword' : 'equals', value: value.text, cased: false };
    case 'boolean': {
      const kind = field === null ? 'keyword' : 'equals';
      return { kind, value: field === null ? origin.text : String(value.value), cased: false };
    }
    case 'null':
      return { kind: 'is_null', cased: false };
    case 'cidr':
      return { kind: 'cidr_match', value: value.network, cased: false };
    case 'compare':
      return { kind: value.operator, value: String(value.value), cased: false };
    case 'fieldRef': {
      const place = value.relation === 'equals' ? '' : `${value.relation} `;
      return { kind: 'field_reference', value: place + value.field, cased: value.cased };
    }
    case 'timePart':
      return { kind: 'time_part', value: `${value.part} ${value.operator} ${value.value}`, cased: false };
  }
}

function textTest(parts: readonly WildcardOnlyPart[], cased: boolean, field: string | null): Test {
  if (field === null) return { kind: 'keyword', value: printWildcards(withoutOuterStars(parts)), cased };
  const shape = shapeOf(parts, cased);
  switch (shape.kind) {
    case 'equals':
      return { kind: 'equals', value: shape.value, cased };
    case 'startsWith':
      return { kind: 'starts_with', value: shape.value, cased };
    case 'endsWith':
      return { kind: 'ends_with', value: shape.value, cased };
    case 'contains':
      return { kind: 'contains', value: shape.value, cased };
    case 'exists':
      return { kind: 'exists', value: 'true', cased: false };
    default:
      return { kind: 'wildcard', value: printWildcards(parts), cased };
  }
}

/** A keyword may stand anywhere as it is; stars around it say nothing. */
function withoutOuterStars(parts: readonly WildcardOnlyPart[]): readonly WildcardOnlyPart[] {
  const start = parts[0]?.kind === 'many' ? 1 : 0;
  const end = parts.length > 1 && parts.at(-1)?.kind === 'many' ? parts.length - 1 : parts.length;
  return parts.slice(start, end);
}

/** The modifier `i` and the flag in front say the same. */
function regexTest(text: string, ignoreCase: boolean): Test {
  const bare = text.startsWith('(?i)') ? text.slice('(?i)'.length) : text;
  return { kind: 'regex_match', value: text, cased: !ignoreCase && bare === text };
}
