/** Rules against one piece of a stream of events: what a thread does, and all that it tells the others. */
import { createMatcher, type Matcher, type MatcherOptions } from '../../lib/engine/index.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import type { PieceReader, Skipped } from '../events/read-piece.ts';
import type { Piece } from '../events/pieces.ts';

/** A rule and an event that matched. */
export interface Hit {
  /** Among the events of the piece that could be read, from 0. */
  readonly event: number;
  /** Among all the rules, in their order. */
  readonly rule: number;
  readonly searches: readonly string[];
  readonly fields: readonly string[];
}

export interface PieceResult {
  readonly events: number;
  readonly hits: readonly Hit[];
  readonly skipped: readonly Skipped[];
}

/** Options that a message to another thread can carry. */
export type PlainMatcherOptions = Omit<MatcherOptions, 'linearRegex'>;

export interface PieceMatcher {
  readonly matcher: Matcher;
  /** The same runs may be under way at once, each with a reader of its own. */
  match(piece: Piece, reader: PieceReader): PieceResult;
}

export function createPieceMatcher(rules: readonly SigmaRule[], options: PlainMatcherOptions): PieceMatcher {
  const matcher = createMatcher(rules, options);
  const numbers = new Map(rules.map((rule, index) => [rule, index]));
  return {
    matcher,
    match(piece, reader) {
      const { events, skipped } = reader(piece);
      const hits: Hit[] = [];
      for (const [event, read] of events.entries()) {
        for (const { rule, searches, fields } of matcher.match(read)) {
          hits.push({ event, rule: numbers.get(rule) as number, searches, fields });
        }
      }
      return { events: events.length, hits, skipped };
    },
  };
}
