/** All events of an input at once, for commands that look at a few. */
import type { Finding } from '../../lib/diagnostics/diagnostic.ts';
import type { ReadEvent } from '../../lib/events/index.ts';
import { openFinding, type EventInput, type EventProblem } from './open.ts';
import { cutPieces } from './pieces.ts';
import { createPieceReader, type Skipped } from './read-piece.ts';

export interface InputContent {
  readonly events: readonly ReadEvent[];
  readonly skipped: readonly Skipped[];
  /** What stopped reading, if anything did. */
  readonly finding?: Finding;
}

export async function readAll(input: EventInput | EventProblem): Promise<InputContent> {
  const events: ReadEvent[] = [];
  const skipped: Skipped[] = [];
  if ('finding' in input) return { events, skipped, finding: input.finding };
  const read = createPieceReader();
  try {
    for await (const piece of cutPieces(input.bytes)) {
      const content = read(piece);
      for (const event of content.events) events.push(event);
      for (const each of content.skipped) skipped.push(each);
    }
  } catch (error) {
    const finding = openFinding(error);
    if (finding === undefined) throw error;
    return { events, skipped, finding };
  }
  return { events, skipped };
}
