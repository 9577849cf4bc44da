/**
 * Text that a target keeps in two halves: what is asked of the whole, asked of the halves.
 *
 * The halves are what stands on either side of one backslash. The second half has none, so if a pattern has the
 * backslash at all, it is the last one of the value.
 */
import type { WildcardPart } from '../../../lib/query/query.ts';
import { MANY, textParts } from './pattern.ts';

const SEPARATOR = '\\';

/** What the halves of a value must match. */
export type Halves = readonly [before: readonly WildcardPart[], after: readonly WildcardPart[]];

/** Each way in which the backslash between the halves can fall into the pattern. */
export function waysToSplit(parts: readonly WildcardPart[]): readonly Halves[] {
  return parts.flatMap((part, index): readonly Halves[] => {
    const [before, after] = [parts.slice(0, index), parts.slice(index + 1)];
    if (after.some(hasBackslash)) return [];
    if (part.kind === 'many')
      return [
        [
          [...before, MANY],
          [MANY, ...after],
        ],
      ];
    if (part.kind === 'one') return [[before, after]];
    const at = part.text.lastIndexOf(SEPARATOR);
    if (at < 0) return [];
    return [
      [
        [...before, ...textParts(part.text.slice(0, at))],
        [...textParts(part.text.slice(at + 1)), ...after],
      ],
    ];
  });
}

/** Whether the pattern names a backslash. */
export function hasBackslash(part: WildcardPart): boolean {
  return part.kind === 'text' && part.text.includes(SEPARATOR);
}
