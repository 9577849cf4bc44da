/** What reading a regular expression says; see `codes.ts` for when. */
import type { Finding } from '../diagnostic.ts';

function syntax(message: string, hint?: string): Finding {
  return {
    code: 'regex-syntax',
    severity: 'error',
    message,
    ...(hint === undefined ? {} : { hints: [hint] }),
  };
}

export function regexTooLong(length: number, limit: number): Finding {
  return {
    code: 'regex-too-long',
    severity: 'error',
    message: `the regular expression has ${length} characters; at most ${limit} are read`,
  };
}

export function regexTooDeep(limit: number): Finding {
  return {
    code: 'regex-too-deep',
    severity: 'error',
    message: `the regular expression nests groups deeper than ${limit} levels`,
  };
}

/** Valid PCRE of a kind that no rule needs and few targets have. */
export function regexUnsupported(construct: string): Finding {
  return {
    code: 'regex-unsupported',
    severity: 'error',
    message: `${construct} cannot be used in a rule's regular expression`,
  };
}

export function groupNotClosed(): Finding {
  return syntax('this group is never closed', 'write `\\(` for a parenthesis as a character');
}

export function groupNotOpened(): Finding {
  return syntax('this parenthesis closes no group', 'write `\\)` for a parenthesis as a character');
}

export function unknownGroup(): Finding {
  return syntax('no kind of group starts like this', 'write `\\(` for a parenthesis as a character');
}

export function classNotClosed(): Finding {
  return syntax('this character class is never closed', 'write `\\[` for a bracket as a character');
}

export function unknownPosixClass(): Finding {
  return syntax('there is no POSIX class of this name');
}

export function posixClassOutside(text: string): Finding {
  return syntax('a POSIX class stands inside the brackets of a character class', `write \`[${text}]\``);
}

export function nothingToRepeat(): Finding {
  return syntax('this quantifier has nothing to repeat', 'write a backslash before it to mean the character');
}

export function unknownEscape(escape: string): Finding {
  return syntax(
    `the escape sequence \`${escape}\` has no meaning`,
    'write `\\\\` for a backslash as a character',
  );
}

export function trailingBackslash(): Finding {
  return syntax(
    'the pattern ends in the middle of an escape sequence',
    'write `\\\\` for a backslash as a character',
  );
}

export function quantifierOrder(min: number, max: number): Finding {
  return syntax(`the quantifier asks for at least ${min} and at most ${max}`);
}

export function quantifierTooLarge(limit: number): Finding {
  return syntax(`a quantifier counts to at most ${limit}`);
}

export function rangeOrder(): Finding {
  return syntax('the range ends before it starts', 'write `\\-` for a hyphen as a character');
}

export function lookbehindLength(): Finding {
  return syntax('a lookbehind needs a fixed length', 'write an alternative for each length, outermost');
}

export function notACharacter(): Finding {
  return syntax('there is no character with this code');
}

export function groupName(): Finding {
  return syntax('the name of a group is made of letters, digits and underscores, with no digit first');
}

export function groupNameTwice(name: string): Finding {
  return syntax(`two groups are called \`${name}\``);
}

export function unknownGroupReference(to: number | string): Finding {
  return syntax(`the pattern has no group ${typeof to === 'number' ? to : `\`${to}\``} to refer to`);
}

/** For what none of the others explains. */
export function unexpectedCharacter(): Finding {
  return syntax('the pattern cannot be read from here');
}
