/** Streams of bytes in UTF-16, as PowerShell and Windows tools write them, to UTF-8; all others pass as they are. */

/**
 * By the byte order mark, or by the zero that is in the first character of a JSON text in ASCII: no JSON has one.
 * https://www.rfc-editor.org/rfc/rfc4627#section-3
 */
function orderOf([first, second]: Uint8Array): 'little' | 'big' | undefined {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'little';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'big';
  return undefined;
}

/** Stands in UTF-8 for half a character: it is in no text, so readers find it and say so. */
const NO_CHARACTER: Uint8Array = Buffer.from([0xff]);

/** The stream in UTF-8. */
export async function* toUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let order: ReturnType<typeof orderOf>;
  let isKnown = false;
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    rest = new Uint8Array();
    if (!isKnown && bytes.length < 2) {
      rest = bytes;
      continue;
    }
    if (!isKnown) {
      order = orderOf(bytes);
      isKnown = true;
    }
    if (order === undefined) yield bytes;
    else {
      const end = wholeCharacters(bytes, order);
      rest = bytes.subarray(end);
      yield decode(bytes.subarray(0, end), order);
    }
  }
  if (rest.length > 0) yield order === undefined ? rest : NO_CHARACTER;
}

/** How many of the bytes end with a character: a pair of surrogates is one. */
function wholeCharacters(bytes: Uint8Array, order: 'little' | 'big'): number {
  const even = bytes.length - (bytes.length % 2);
  const high = bytes[even - (order === 'little' ? 1 : 2)];
  return high !== undefined && (high & 0xfc) === 0xd8 ? even - 2 : even;
}

function decode(bytes: Uint8Array, order: 'little' | 'big'): Uint8Array {
  // Swapping changes bytes in place, and these are somebody else's.
  const units =
    order === 'little'
      ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
      : Buffer.from(bytes).swap16();
  const [first = '', ...others] = units.toString('utf16le').split(/\p{Cs}/u);
  if (others.length === 0) return Buffer.from(first);
  return Buffer.concat([Buffer.from(first), ...others.flatMap((part) => [NO_CHARACTER, Buffer.from(part)])]);
}
