/**
 * What a rule says where a target does not keep the values that Windows writes for “nothing”: Winlogbeat leaves out
 * empty values, and the ingest pipeline of Sysmon leaves out `-` too, so that these and a missing field are one.
 */
import type { Leaf, Query } from '../../../lib/query/query.ts';
import { mapLeaves } from '../../../lib/query/rewrite/map-leaves.ts';
import { matchesPart } from './facts.ts';
import type { FlatEvent } from './flat-event.ts';

const rewritten = new WeakMap<Query, Map<boolean, Query>>();

/** The verdict on the event without such values, of the query that asks for nothing in place of them. */
export function withoutDropped(query: Query, event: FlatEvent, channel: string): boolean {
  const isSysmon = channel.endsWith('Sysmon/Operational');
  const isNothing = (value: unknown): boolean => value === '' || (isSysmon && value === '-');
  const kept = Object.entries(event).filter(([, value]) => !isNothing(value));
  return matchesPart(askForNothing(query, isSysmon, isNothing), Object.fromEntries(kept));
}

function askForNothing(query: Query, isSysmon: boolean, isNothing: (value: unknown) => boolean): Query {
  const known = rewritten.get(query) ?? new Map<boolean, Query>();
  rewritten.set(query, known);
  let asked = known.get(isSysmon);
  if (asked === undefined) {
    const replace = (leaf: Leaf): Leaf =>
      leaf.matcher.kind === 'equals' && isNothing(leaf.matcher.value)
        ? { ...leaf, matcher: { kind: 'null' } }
        : leaf;
    known.set(isSysmon, (asked = mapLeaves(query, replace)));
  }
  return asked;
}
