/** Patterns as specs write them. */
import { parseRegex } from '../../lib/regex/parse.ts';
import type { RegexFlags, RegexPattern } from '../../lib/regex/ast.ts';
import { NO_FLAGS } from '../../lib/regex/shape.ts';
import { embed } from './embedded.ts';

/** `ims` as the flags that modifiers set. */
export function flagsOf(letters: string): RegexFlags {
  return {
    ignoreCase: letters.includes('i'),
    multiline: letters.includes('m'),
    dotAll: letters.includes('s'),
  };
}

/**
 * The pattern of a text that has no errors.
 * @throws Error with the diagnostics of a text that has
 */
export function patternOf(text: string, flags: RegexFlags = NO_FLAGS): RegexPattern {
  const { pattern, diagnostics } = parseRegex(embed(text), flags);
  if (pattern === undefined)
    throw new Error(`${text}: ${diagnostics.map(({ message }) => message).join('; ')}`);
  return pattern;
}
