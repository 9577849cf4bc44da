/** What Sysmon writes in place of the data of registry values, and which patterns could be about it. */
import type { Matcher, WildcardPart } from '../../../../lib/query/query.ts';
import { foldCase } from '../../../../lib/query/fold.ts';
import type { TextPattern } from '../../values/pattern.ts';

/** Each with `_` for a digit of a hexadecimal number. */
const TEXTS: readonly string[] = [
  'dword (0x________)',
  'qword (0x________-0x________)',
  'binary data',
  '(empty)',
];

/** Whether there is a text of Sysmon’s making that the pattern matches, in some case. */
export function canBeOfSysmon({ parts }: TextPattern): boolean {
  return TEXTS.some((places) => canMatch(parts, places));
}

/** Whether there is a number in decimals that the pattern matches. */
export function canBeDecimal({ parts }: TextPattern): boolean {
  return parts.every((part) => part.kind !== 'text' || /^[0-9]*$/.test(part.text));
}

/** Whether an expression holds a text that is in none of the two, so that it matches none of them. */
export function isAboutOtherText({ literals }: Extract<Matcher, { readonly kind: 'regex' }>): boolean {
  return literals.some(({ text, cased }) => {
    const pattern: TextPattern = {
      parts: [{ kind: 'many' }, { kind: 'text', text }, { kind: 'many' }],
      cased,
    };
    return !canBeOfSysmon(pattern) && !canBeDecimal(pattern);
  });
}

function canMatch(parts: readonly WildcardPart[], text: string): boolean {
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
