/** Rules against one piece of a stream of events: what a thread does, and all that it tells the others. */
import { createMatcher, type Matcher, type MatcherOptions } from '../../lib/engine/index.ts';
import { createProjection, type MatchedRule } from '../../lib/correlate/matched-event.ts';
import { createTimeReader } from '../../lib/correlate/time.ts';
import type { PieceReader, Skipped } from '../events/read-piece.ts';
import type { Piece } from '../events/pieces.ts';
import type { MatchingSetup } from './setup.ts';

/** A rule and an event that matched. */
export interface Hit {
  /** Among the events of the piece that could be read, from 0. */
  readonly event: number;
  /** Among all the rules, in their order. */
  readonly rule: number;
  readonly searches: readonly string[];
  readonly fields: readonly string[];
}

/** An event that correlations have to know of. */
export interface Matched {
  /** Among the events of the piece that could be read, from 0. */
  readonly event: number;
  /** Milliseconds since 1970; undefined for an event that has no time. */
  readonly time: number | undefined;
  readonly matches: readonly MatchedRule[];
}

export interface PieceResult {
  readonly events: number;
  /** Of rules whose matches are alerts. */
  readonly hits: readonly Hit[];
  /** In the order of the events; empty where there are no correlations. */
  readonly matched: readonly Matched[];
  readonly skipped: readonly Skipped[];
}

/** Options that a message to another thread can carry. */
export type PlainMatcherOptions = Omit<MatcherOptions, 'linearRegex'>;

export interface PieceMatcher {
  readonly matcher: Matcher;
  /** The same runs may be under way at once, each with a reader of its own. */
  match(piece: Piece, reader: PieceReader): PieceResult;
}

/** @param timeFields - Fields that hold the time of an event; without any, those that usually do. */
export function createPieceMatcher(
  { rules, alerts, plan }: MatchingSetup,
  options: PlainMatcherOptions,
  timeFields?: readonly string[],
): PieceMatcher {
  const matcher = createMatcher(rules, options);
  const numbers = new Map(rules.map((rule, index) => [rule, index]));
  const project = createProjection(plan);
  const timeOf = createTimeReader(timeFields);
  return {
    matcher,
    match(piece, reader) {
      const { events, skipped } = reader(piece);
      const hits: Hit[] = [];
      const matched: Matched[] = [];
      for (const [event, read] of events.entries()) {
        const found = matcher.match(read);
        for (const each of found) {
          const rule = numbers.get(each.rule) as number;
          if (alerts[rule] === true) {
            hits.push({ event, rule, searches: each.searches, fields: each.fields });
          }
        }
        const matches = project(found);
        if (matches.length > 0) matched.push({ event, time: timeOf(read.fields), matches });
      }
      return { events: events.length, hits, matched, skipped };
    },
  };
}
