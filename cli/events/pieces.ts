/**
 * A stream of bytes cut into pieces that can be read apart from each other, by several threads if there are any.
 *
 * Law: a piece that ends a run is cut between two events. In JSON, `}` and `{` with nothing but a line break between
 * them stand between two values and nowhere else: inside a value there would be a comma, and a text holds no line
 * break. Where no such place is found, as in a list, a run goes on over several pieces.
 */

/** Large enough that handing a piece over costs nothing, small enough that pieces in flight need little memory. */
const PIECE_BYTES = 1024 * 1024;

export interface Piece {
  readonly bytes: Uint8Array;
  /** The line on which it starts, from 1. */
  readonly line: number;
  /** Whether what follows can be read without this piece. */
  readonly endsRun: boolean;
}

const [LINE_FEED, CARRIAGE_RETURN, OPEN, CLOSE] = [0x0a, 0x0d, 0x7b, 0x7d];

/**
 * The pieces of a stream; where they are cut depends on its bytes alone, not on how they arrive. When reading the
 * stream fails, what was read is given first.
 */
export async function* cutPieces(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Piece> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  let line = 1;

  function take(bytes: Uint8Array, endsRun: boolean): Piece {
    const piece = { bytes, line, endsRun };
    line += countLines(bytes);
    return piece;
  }

  let failure: { readonly error: unknown } | undefined;
  try {
    for await (const chunk of chunks) {
      waiting.push(chunk);
      length += chunk.length;
      while (length >= PIECE_BYTES) {
        const buffer = Buffer.concat(waiting);
        const cut = findCut(buffer.subarray(0, PIECE_BYTES));
        yield take(buffer.subarray(0, cut.at), cut.endsRun);
        waiting = [buffer.subarray(cut.at)];
        length -= cut.at;
      }
    }
  } catch (error) {
    failure = { error };
  }
  // Also when it is empty: a run may be open.
  yield take(Buffer.concat(waiting), true);
  if (failure !== undefined) throw failure.error;
}

function findCut(bytes: Buffer): { readonly at: number; readonly endsRun: boolean } {
  for (let at = bytes.lastIndexOf(LINE_FEED, -2); at > 0; at = bytes.lastIndexOf(LINE_FEED, at - 1)) {
    if (bytes[at + 1] !== OPEN) continue;
    const before = bytes[at - 1] === CARRIAGE_RETURN ? at - 2 : at - 1;
    if (bytes[before] === CLOSE) return { at: at + 1, endsRun: true };
  }
  return { at: lastCharacterStart(bytes), endsRun: false };
}

/** No character is cut: a byte `10xxxxxx` goes on with the one before it, at most three times. */
function lastCharacterStart(bytes: Uint8Array): number {
  for (let at = bytes.length - 1; at >= bytes.length - 4; at--) {
    if (((bytes[at] as number) & 0xc0) !== 0x80) return at;
  }
  return bytes.length;
}

function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}
