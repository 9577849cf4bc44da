/** What Sysmon writes in place of the data of registry values, and which patterns could be about it. */
import type { Matcher } from '../../../../lib/query/query.ts';
import { canMatch } from '../../values/can-match.ts';
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
