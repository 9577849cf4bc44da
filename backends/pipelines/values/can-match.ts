/** Whether a pattern could match a text of which not every character is known. */
import { foldCase } from '../../../lib/query/fold.ts';
import type { WildcardPart } from '../../../lib/query/query.ts';

/**
 * Whether the pattern matches the text in some case.
 *
 * @param text in small letters, each `_` a hexadecimal digit
 * @example canMatch([{ kind: 'text', text: 'DWORD (0x000000' }, { kind: 'many' }], 'dword (0x________)') // true
 */
export function canMatch(parts: readonly WildcardPart[], text: string): boolean {
  let ends = new Set([0]);
  for (const part of parts) {
    ends = new Set([...ends].flatMap((end) => endsAfter(part, text, end)));
  }
  return ends.has(text.length);
}

function endsAfter(part: WildcardPart, text: string, start: number): readonly number[] {
  switch (part.kind) {
    case 'many':
      return Array.from({ length: text.length - start + 1 }, (_, index) => start + index);
    case 'one':
      return start < text.length ? [start + 1] : [];
    case 'text': {
      const end = start + part.text.length;
      return fits(foldCase(part.text), text.slice(start, end)) ? [end] : [];
    }
  }
}

function fits(asked: string, text: string): boolean {
  if (asked.length !== text.length) return false;
  for (let index = 0; index < asked.length; index++) {
    const character = asked.charAt(index);
    const place = text.charAt(index);
    if (place === '_' ? !/[0-9a-f]/.test(character) : place !== character) return false;
  }
  return true;
}
