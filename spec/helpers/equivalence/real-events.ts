/** Hands each rule real events of its log source: those that it is known to match, and some others. */
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import { createRouter } from '../../../lib/events/index.ts';
import { readEvents, readExpectedPairs } from '../corpus.ts';
import type { FlatEvent } from './flat-event.ts';

/** Most code units of a value: the plain engine for Lucene's expressions takes its time over long texts. */
const MAX_LENGTH = 600;

export interface Recorded {
  readonly channel: string;
  readonly eventId: number | undefined;
}

/** An event under the names of the rules it is for, and as it was recorded. */
export interface RealEvent {
  readonly event: FlatEvent;
  readonly raw: FlatEvent;
  readonly recorded: Recorded;
}

/**
 * Real events for each of the rules, in their order. Rules share them.
 *
 * @param others most events of its log source that a rule gets besides those that it is known to match
 */
export function realEventsFor(
  corpus: string,
  rules: readonly SigmaRule[],
  others: number,
): readonly (readonly RealEvent[])[] {
  const router = createRouter(rules.map(({ logsource }) => logsource));
  const known = new Set(readExpectedPairs(corpus).map(({ event, ruleId }) => `${event} ${ruleId}`));
  const counts = new Array<number>(rules.length).fill(0);
  const found: RealEvent[][] = rules.map(() => []);
  for (const [index, { route, fields }] of readEvents(corpus).entries()) {
    for (const view of router.route({ shape: 'read', route, fields })) {
      let real: RealEvent | undefined;
      for (const source of view.sources) {
        if (!known.has(`${index} ${rules[source]!.id ?? ''}`) && ++counts[source]! > others) continue;
        real ??= {
          event: shorten(view.fields as FlatEvent),
          raw: shorten(fields as FlatEvent),
          recorded: route,
        };
        found[source]!.push(real);
      }
    }
  }
  return found;
}

function shorten(event: FlatEvent): FlatEvent {
  return Object.fromEntries(
    Object.entries(event).map(([field, value]) => [
      field,
      typeof value === 'string' ? value.slice(0, MAX_LENGTH) : value,
    ]),
  );
}
