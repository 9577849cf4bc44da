/**
 * Which searches a selector speaks of.
 *
 * Law: `them` is every name that does not start with `_`; a pattern is every name it matches as a whole, and
 * names that start with `_` are matched only by patterns that start with `_`.
 * Specification: https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html#condition
 */

/**
 * The selected names, in the order given.
 *
 * @example selectNames('filter_*', ['selection', 'filter_a', '_filter_b']) // ['filter_a']
 */
export function selectNames(pattern: string, names: Iterable<string>): readonly string[] {
  const selected: string[] = [];
  for (const name of names) {
    if (name.startsWith('_') && !pattern.startsWith('_')) continue;
    if (pattern === 'them' || matchesGlob(pattern, name)) selected.push(name);
  }
  return selected;
}

/** Whether the whole name matches, `*` being any run of characters. Goes back to the last star only: no blow-up. */
function matchesGlob(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let resume = 0;
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++;
      resume = n;
    } else if (pattern[p] === name[n]) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++resume;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
