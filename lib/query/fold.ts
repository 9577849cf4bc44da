/**
 * Case folding: the one definition of "case-insensitive" for matching and for printing.
 *
 * Simple, one code unit at a time, and only where lower and upper case are each other's inverse: `Ä` folds with
 * `ä`, while `İ` (whose lower case is two characters), the Kelvin sign and `ß` stay what they are. That is what
 * the targets do too (ordinal comparison that ignores case), and it keeps the length of a text.
 */

/** The text with every letter that has a lower-case partner replaced by it; same length as the input. */
export function foldCase(text: string): string {
  // ASCII alone, nearly every value there is, is what the engine's own lower-casing does at full speed.
  // eslint-disable-next-line no-control-regex
  if (!/[^\x00-\x7f]/.test(text)) return text.toLowerCase();
  let folded = '';
  for (let i = 0; i < text.length; i++) folded += foldUnit(text[i] as string);
  return folded;
}

function foldUnit(unit: string): string {
  const lower = unit.toLowerCase();
  return lower !== unit && lower.length === 1 && lower.toUpperCase() === unit ? lower : unit;
}

/** Both cases of a letter that has two, otherwise the letter alone. */
export function caseVariants(unit: string): readonly string[] {
  const lower = foldUnit(unit);
  if (lower !== unit) return [lower, unit];
  const upper = unit.toUpperCase();
  return upper !== unit && upper.length === 1 && foldUnit(upper) === unit ? [unit, upper] : [unit];
}
