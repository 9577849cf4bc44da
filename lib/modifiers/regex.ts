/** The regular expression modifier and its flags. */
import { valueType } from '../diagnostics/messages/modifier.ts';
import type { RegexFlags } from '../regex/ast.ts';
import type { Steps, ValueModifier } from './modifier.ts';
import { typeOf } from './value.ts';

const ACCEPTS = ['text', 'number'] as const;

const NO_FLAGS: RegexFlags = { ignoreCase: false, multiline: false, dotAll: false };

export const re: ValueModifier = {
  kind: 'value',
  name: 're',
  summary: 'The value is a regular expression (PCRE), found anywhere in the field, case-sensitive.',
  accepts: ACCEPTS,
  steps: { plain: 'regex' },
  apply(_value, origin) {
    const type = typeOf(origin);
    if (type !== 'text' && type !== 'number') return valueType('re', ACCEPTS, type);
    // The text of the rule: backslashes and stars are the expression's own.
    return { kind: 'regex', text: origin.text, flags: NO_FLAGS, atStart: false, atEnd: false };
  },
};

const FLAG_STEPS: Steps = { regex: 'regex' };

export const ignoreCase: ValueModifier = {
  kind: 'value',
  name: 'i',
  aliases: ['ignorecase'],
  summary: 'After `re`: upper and lower case are the same.',
  accepts: ACCEPTS,
  steps: FLAG_STEPS,
  apply: (value) =>
    value.kind === 'regex' ? { ...value, flags: { ...value.flags, ignoreCase: true } } : value,
};

export const multiline: ValueModifier = {
  kind: 'value',
  name: 'm',
  aliases: ['multiline'],
  summary: 'After `re`: `^` and `$` stand at the start and end of each line.',
  accepts: ACCEPTS,
  steps: FLAG_STEPS,
  apply: (value) =>
    value.kind === 'regex' ? { ...value, flags: { ...value.flags, multiline: true } } : value,
};

export const dotAll: ValueModifier = {
  kind: 'value',
  name: 's',
  aliases: ['dotall'],
  summary: 'After `re`: `.` is any character, the line break included.',
  accepts: ACCEPTS,
  steps: FLAG_STEPS,
  apply: (value) => (value.kind === 'regex' ? { ...value, flags: { ...value.flags, dotAll: true } } : value),
};
