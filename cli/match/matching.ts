/** Where pieces are matched: in this thread, or in as many others as are asked for. */
import type { Diagnostic } from '../../lib/diagnostics/diagnostic.ts';
import type { Piece } from '../events/pieces.ts';
import { createPieceReader } from '../events/read-piece.ts';
import { createPieceMatcher, type PieceResult, type PlainMatcherOptions } from './match-piece.ts';
import type { MatchingSetup } from './setup.ts';

export interface Matching {
  /** Why rules are not in use. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many rules are. */
  readonly rulesInUse: number;
  /** How many pieces keep all threads busy. */
  readonly capacity: number;
  /**
   * Matches a piece. Pieces are handed over in their order, those of one stream one after the other, without waiting
   * for results.
   */
  match(piece: Piece): Promise<PieceResult>;
  close(): Promise<void>;
}

/** Matching in this thread. */
export function createLocalMatching(
  setup: MatchingSetup,
  options: PlainMatcherOptions,
  timeFields?: readonly string[],
): Matching {
  const pieces = createPieceMatcher(setup, options, timeFields);
  const reader = createPieceReader();
  return {
    diagnostics: pieces.matcher.diagnostics,
    rulesInUse: pieces.matcher.rules.length,
    capacity: 1,
    match: (piece) => Promise.resolve(pieces.match(piece, reader)),
    close: () => Promise.resolve(),
  };
}
