/** Ranges of numbers as digits and classes of digits: what regular expressions and `GLOB` have in common. */

/**
 * Decimal numbers from one to another, 255 at most.
 *
 * @example decimals(16, 31) // ['1[6-9]', '2[0-9]', '3[01]']
 */
export function decimals(from: number, to: number): readonly string[] {
  const pieces: string[] = [];
  for (let tens = Math.trunc(from / 10); tens <= Math.trunc(to / 10); tens++) {
    const first = Math.max(from - tens * 10, 0);
    const last = Math.min(to - tens * 10, 9);
    // Neighbours that take every last digit are one piece: 10 to 99, 100 to 199.
    let until = tens;
    if (first === 0 && last === 9 && tens > 0) {
      while ((until + 1) % 10 !== 0 && until * 10 + 19 <= to) until++;
    }
    pieces.push(prefixOf(tens, until) + digits(first, last));
    tens = until;
  }
  return pieces;
}

function prefixOf(from: number, to: number): string {
  if (to === 0) return '';
  const hundreds = Math.trunc(from / 10);
  return (hundreds === 0 ? '' : String(hundreds)) + digits(from % 10, to % 10);
}

function digits(from: number, to: number): string {
  if (from === to) return String(from);
  return to === from + 1 ? `[${from}${to}]` : `[${from}-${to}]`;
}

const HEX = '[0-9a-fA-F]';

/** Hexadecimal digits from one to another, in either case. */
function hexDigits(from: number, to: number): string {
  if (from === 0 && to === 15) return HEX;
  let members = '';
  for (let digit = from; digit <= to; digit++) {
    const text = digit.toString(16);
    members += text === text.toUpperCase() ? text : text + text.toUpperCase();
  }
  return members.length === 1 ? members : `[${members}]`;
}

/** @example fixedGroup(0x1a) // 0{0,2}1[aA] */
function fixedGroup(value: number): string {
  if (value === 0) return '0{1,4}';
  const digitsOfValue = Array.from(value.toString(16), (digit) => parseInt(digit, 16));
  const zeros = 4 - digitsOfValue.length;
  const text = digitsOfValue.map((digit) => hexDigits(digit, digit)).join('');
  return zeros === 0 ? text : `${zeros === 1 ? '0?' : `0{0,${zeros}}`}${text}`;
}

/**
 * The numbers of 16 bits whose first bits are those of another, in hexadecimal, with or without zeros in front.
 *
 * @example hexGroup(0xfe80, 10) // [fF][eE][89aAbB][0-9a-fA-F]
 * @example hexGroup(0, 16) // 0{1,4}
 */
export function hexGroup(value: number, bits: number): string {
  if (bits <= 0) return `${HEX}{1,4}`;
  if (bits >= 16) return fixedGroup(value);
  const places = [12, 8, 4, 0].map((shift) => {
    const digit = (value >> shift) & 15;
    const free = Math.min(4, Math.max(0, 16 - bits - shift));
    const low = digit & ~((1 << free) - 1);
    return { low, text: hexDigits(low, low + (1 << free) - 1) };
  });
  // A zero in front may be left out, and then the places behind it are all there is.
  const forms: string[] = [];
  for (let from = 0; from < 4; from++) {
    forms.push(
      places
        .slice(from)
        .map(({ text }) => text)
        .join(''),
    );
    if ((places[from] as { readonly low: number }).low > 0) break;
  }
  return forms.length === 1 ? (forms[0] as string) : `(?:${forms.join('|')})`;
}
