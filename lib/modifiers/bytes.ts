/** Text to bytes and bytes to Base64, by hand: the library uses nothing that only some JavaScript hosts have. */

/** The UTF-8 bytes of a text; half a surrogate pair becomes U+FFFD, as in `TextEncoder`. */
export function utf8Bytes(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), continuation(code));
    else if (code >= 0xd800 && code <= 0xdfff) bytes.push(0xef, 0xbf, 0xbd);
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), continuation(code >> 6), continuation(code));
    else {
      bytes.push(0xf0 | (code >> 18), continuation(code >> 12), continuation(code >> 6), continuation(code));
    }
  }
  return bytes;
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f);
}

/** The UTF-16 bytes of a text, two for each code unit. */
export function utf16Bytes(text: string, order: 'little' | 'big'): readonly number[] {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (order === 'little') bytes.push(unit & 0xff, unit >> 8);
    else bytes.push(unit >> 8, unit & 0xff);
  }
  return bytes;
}

/** One character for each byte: how {@link TextValue} carries bytes. */
export function textOfBytes(bytes: readonly number[]): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** The opposite of {@link textOfBytes}. */
export function bytesOfText(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 with padding (RFC 4648, section 4). */
export function encodeBase64(bytes: readonly number[]): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(i, i + 3);
    const group = (a << 16) | (b << 8) | c;
    const digits = Math.min(4, bytes.length - i + 1);
    for (let j = 0; j < digits; j++) text += ALPHABET[(group >> (18 - 6 * j)) & 0x3f] as string;
    text += '='.repeat(4 - digits);
  }
  return text;
}

/** Digits at the start that depend on what stands before the value, by the number of bytes before it. */
const UNKNOWN_AT_START = [0, 2, 3] as const;
/** Digits at the end, padding counted, that depend on what follows, by the length of it all modulo 3. */
const UNKNOWN_AT_END = [0, 3, 2] as const;

/**
 * What is certain to be in the Base64 of a text that contains these bytes: one fragment for each of the three
 * places the bytes can have within a group of three.
 *
 * @example base64Fragments(utf8Bytes('foo')) // ['Zm9v', 'Zvb', 'mb2']
 */
export function base64Fragments(bytes: readonly number[]): readonly string[] {
  return UNKNOWN_AT_START.map((unknown, offset) => {
    const shifted = [...new Array<number>(offset).fill(0), ...bytes];
    const encoded = encodeBase64(shifted);
    return encoded.slice(unknown, encoded.length - (UNKNOWN_AT_END[shifted.length % 3] as number));
  });
}
