/**
 * What the attributes of a rule may measure.
 *
 * Lengths are those of the specification, in characters:
 * https://github.com/SigmaHQ/sigma-specification/blob/main/json-schema/sigma-detection-rule-schema.json
 */
export const MAX_TITLE_LENGTH = 256;
export const MAX_NAME_LENGTH = 256;
export const MAX_TAXONOMY_LENGTH = 256;
export const MAX_DESCRIPTION_LENGTH = 65_535;

/** In the list of a rule, each of which becomes a query. Public rules have one. */
export const MAX_CONDITIONS = 100;

/** Characters as the specification counts them: code points, not UTF-16 units. */
export function isLongerThan(text: string, limit: number): boolean {
  return text.length > limit && countCodePoints(text) > limit;
}

function countCodePoints(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) count++;
  return count;
}
