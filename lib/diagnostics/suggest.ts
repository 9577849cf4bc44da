/** Did-you-mean: the known name closest to a misspelt one. */

/** Longer inputs get no suggestion: comparing takes the product of the lengths, and names are words. */
const MAX_NAME_LENGTH = 64;

/** How many known names are looked at: a guess among thousands helps nobody and costs much. */
const MAX_KNOWN = 500;

/**
 * The known name nearest to `input`, or undefined when none is near enough.
 *
 * Near enough is one edit for every three characters, with at least one allowed, so that `contain` finds
 * `contains` and `xyz` finds nothing. A swap of two neighbours is one edit.
 *
 * @example closest('startwith', ['startswith', 'endswith']) // 'startswith'
 */
export function closest(input: string, known: Iterable<string>): string | undefined {
  if (input.length > MAX_NAME_LENGTH) return undefined;
  const wanted = input.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  let looked = 0;
  for (const name of known) {
    if (++looked > MAX_KNOWN) break;
    if (Math.abs(name.length - wanted.length) >= bestDistance) continue;
    const distance = editDistance(wanted, name.toLowerCase());
    // What has no character in common is no misspelling, be it ever so short.
    if (distance < bestDistance && distance < Math.max(name.length, wanted.length)) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** Restricted Damerau–Levenshtein distance; inputs are names, so quadratic time is fine. */
function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforePrevious[j - 2] ?? 0) + 1);
      }
      current.push(cost);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
