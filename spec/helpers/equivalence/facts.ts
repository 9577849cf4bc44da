/** What assumptions ask about a query. */
import { compileQuery } from '../../../lib/match/compile.ts';
import type { Leaf, LeafOf, MatcherKind, Query } from '../../../lib/query/query.ts';
import { leavesOf } from '../../../lib/query/leaves.ts';
import type { FlatEvent } from './flat-event.ts';

export interface QueryFacts {
  readonly query: Query;
  readonly leaves: readonly Leaf[];
  /** All fields it speaks of, those that others are compared with included. */
  readonly fields: ReadonlySet<string>;
  /** The predicate: what the query means. */
  readonly matches: (event: FlatEvent) => boolean;
}

type Matches = QueryFacts['matches'];

/** The meaning of queries and their parts, each compiled once. */
export function createEvaluator(): (query: Query, event: FlatEvent) => boolean {
  const compiled = new WeakMap<Query, Matches>();
  return (query, event) => {
    let matches = compiled.get(query);
    if (matches === undefined) compiled.set(query, (matches = compileMatches(query)));
    return matches(event);
  };
}

/** Whether a query, or a part of one, matches the event. */
export const matchesPart: (query: Query, event: FlatEvent) => boolean = createEvaluator();

function compileMatches(query: Query): Matches {
  return compileQuery(query, { safe: false, linear: undefined }).predicate;
}

export function factsOf(query: Query): QueryFacts {
  const leaves = leavesOf(query);
  const fields = new Set<string>();
  for (const { field, matcher } of leaves) {
    if (field !== null) fields.add(field);
    if (matcher.kind === 'fieldRef') fields.add(matcher.field);
  }
  return { query, leaves, fields, matches: compileMatches(query) };
}

/** The leaves with matchers of this kind. */
export function leavesWith<K extends MatcherKind>({ leaves }: QueryFacts, kind: K): readonly LeafOf<K>[] {
  return leaves.filter((leaf): leaf is LeafOf<K> => leaf.matcher.kind === kind);
}
