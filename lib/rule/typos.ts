/** Misspelt names, told from names the author made up. */
import { closest } from '../diagnostics/suggest.ts';

/** `modified_by` is near `modified` and yet no misspelling of it: misspellings keep the length, or nearly. */
const MAX_LENGTH_DIFFERENCE = 2;

/** The known name that `name` most likely is a misspelling of. */
export function likelyMeant(name: string, known: readonly string[]): string | undefined {
  const near = closest(name, known);
  if (near === undefined || Math.abs(near.length - name.length) > MAX_LENGTH_DIFFERENCE) return undefined;
  return near;
}
