/** What runs in a matching thread: the rules are compiled once, then pieces are matched as they come. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Diagnostic } from '../../lib/diagnostics/diagnostic.ts';
import type { Piece } from '../events/pieces.ts';
import { createPieceReader } from '../events/read-piece.ts';
import { collectAgain, type GatheredSource } from '../gather.ts';
import { createPieceMatcher, type PieceResult, type PlainMatcherOptions } from './match-piece.ts';
import { createSetup } from './setup.ts';

export interface ThreadSetup {
  /** Read again, they give the same rules in the same order. */
  readonly sources: readonly GatheredSource[];
  readonly options: PlainMatcherOptions;
  readonly timeFields: readonly string[] | undefined;
}

export type ThreadAnswer =
  | { readonly kind: 'ready'; readonly diagnostics: readonly Diagnostic[]; readonly rulesInUse: number }
  | { readonly kind: 'result'; readonly result: PieceResult };

function serve(setup: ThreadSetup): void {
  const { sources, options, timeFields } = setup;
  const pieces = createPieceMatcher(createSetup(collectAgain(sources)), options, timeFields);
  const reader = createPieceReader();
  const answer = (message: ThreadAnswer): void => parentPort?.postMessage(message);
  parentPort?.on('message', (piece: Piece) =>
    answer({ kind: 'result', result: pieces.match(piece, reader) }),
  );
  answer({ kind: 'ready', diagnostics: pieces.matcher.diagnostics, rulesInUse: pieces.matcher.rules.length });
}

if (parentPort !== null) serve(workerData as ThreadSetup);
