/** What reading YAML says; see `codes.ts` for when. */
import type { Finding } from '../diagnostic.ts';
import { closest } from '../suggest.ts';
import { quoteText } from './quote-text.ts';

// Limits

export function emptyText(): Finding {
  return { code: 'yaml-empty', severity: 'error', message: 'there is no document to read' };
}

export function textTooLong(length: number, limit: number): Finding {
  return {
    code: 'yaml-too-large',
    severity: 'error',
    message: `the text has ${length} characters, more than the ${limit} that are read`,
    hints: ['divide the rules among several files'],
  };
}

export function documentTooLong(length: number, limit: number): Finding {
  return {
    code: 'yaml-too-large',
    severity: 'error',
    message: `the document has ${length} characters, more than the ${limit} that are read`,
    hints: ['a rule this long is better as a lookup of its values in the target system'],
  };
}

export function tooManyDocuments(limit: number): Finding {
  return {
    code: 'yaml-too-large',
    severity: 'error',
    message: `the text has more than the ${limit} documents that are read`,
    hints: ['divide the rules among several files'],
  };
}

export function tooDeep(limit: number): Finding {
  return {
    code: 'yaml-too-deep',
    severity: 'error',
    message: `maps and lists stand inside each other more than ${limit} deep`,
  };
}

export function tooManyNodes(limit: number): Finding {
  return {
    code: 'yaml-too-many-nodes',
    severity: 'error',
    message: `the text has more than the ${limit} keys, values and lists that are read`,
    hints: ['divide the rules among several files'],
  };
}

export function tooManyAliasedNodes(limit: number): Finding {
  return {
    code: 'yaml-alias-limit',
    severity: 'error',
    message: `the aliases of the document stand for more than ${limit} keys, values and lists`,
  };
}

// Keys, aliases, tags

export function duplicateKey(key: string): Finding {
  return {
    code: 'yaml-duplicate-key',
    severity: 'error',
    message: `the key ${quoteText(key)} is already there`,
    hints: [
      'to look for several values, give one key a list; for a second condition on a field, a second search',
    ],
  };
}

export function firstOfDuplicates(): string {
  return 'first given here';
}

export function keyNotScalar(): Finding {
  return {
    code: 'yaml-key-not-scalar',
    severity: 'error',
    message: 'a map or list cannot be a key',
    hints: ['a value that starts with `{` or `[` must be quoted'],
  };
}

export function unknownAlias(name: string, known: Iterable<string>): Finding {
  const near = closest(name, known);
  const quote = "a value that starts with `*` must be quoted, for example '*.exe'";
  return {
    code: 'yaml-unknown-alias',
    severity: 'error',
    message: `${quoteText(`*${name}`)} without quotes is an alias, and no anchor before it has that name`,
    hints: near === undefined ? [quote] : [`did you mean \`*${near}\`?`, quote],
  };
}

export function recursiveAlias(name: string): Finding {
  return {
    code: 'yaml-unknown-alias',
    severity: 'error',
    message: `${quoteText(`*${name}`)} stands inside the very node that it stands for`,
  };
}

export function unusedAnchor(name: string): Finding {
  return {
    code: 'yaml-unused-anchor',
    severity: 'warning',
    message: `${quoteText(`&${name}`)} names the value behind it, and no alias uses the name`,
    hints: ['if the `&` is part of the value, quote the value'],
  };
}

export function unknownTag(tag: string): Finding {
  return {
    code: 'yaml-unknown-tag',
    severity: 'error',
    message: `the tag ${quoteText(tag)} is not known, or does not fit its value`,
    hints: ['a value that starts with `!` must be quoted'],
  };
}

export function mergeValue(): Finding {
  return {
    code: 'yaml-merge-value',
    severity: 'error',
    message: 'only a map, or a list of maps, can be merged with `<<`',
  };
}

// Syntax

function syntax(message: string, ...hints: readonly string[]): Finding {
  return { code: 'yaml-syntax', severity: 'error', message, hints };
}

export function otherSyntaxError(reason: string): Finding {
  return syntax(`this is not YAML: ${reason}`);
}

export function tabIndentation(): Finding {
  return syntax('a tab indents this line', 'indent with spaces: YAML does not allow tabs');
}

export function controlCharacter(character: string): Finding {
  const code = character.charCodeAt(0).toString(16).toUpperCase();
  const hints =
    code.length > 2 ? [] : [`write it as an escape in double quotes: "\\x${code.padStart(2, '0')}"`];
  return syntax(`the control character U+${code.padStart(4, '0')} cannot stand in YAML`, ...hints);
}

export function badEscape(escape: string): Finding {
  return syntax(
    `${quoteText(escape)} is not an escape sequence`,
    'use single quotes: a backslash has no meaning inside them',
  );
}

export function unquotedStar(): Finding {
  return syntax(
    'a value that starts with `*` must be quoted',
    "for example '*.exe': without quotes it is an alias",
  );
}

export function unquotedAmpersand(): Finding {
  return syntax('a value that starts with `&` must be quoted', 'without quotes it names an anchor');
}

export function unquotedIndicator(character: string): Finding {
  return syntax(`a value that starts with ${quoteText(character)} must be quoted`);
}

export function textAfterQuote(quote: string): Finding {
  const hints =
    quote === "'"
      ? ["a single quote inside single quotes is written twice: 'it''s'", 'or put the whole value in quotes']
      : ['a double quote inside double quotes is written `\\"`', 'or put the whole value in quotes'];
  return syntax('text follows the closing quote', ...hints);
}

export function textAfterBracket(bracket: string): Finding {
  return syntax(
    `text follows the closing ${quoteText(bracket)}`,
    'a value that starts with `[` or `{` must be quoted',
  );
}

export function secondColon(): Finding {
  return syntax('a second `: ` stands in this line', 'a value that has `: ` in it must be quoted');
}

export function unclosed(opening: string): Finding {
  return syntax(`nothing closes this ${quoteText(opening)}`);
}

export function unclosedSomewhere(): Finding {
  return syntax('a quote or bracket before this is not closed');
}

export function missingSpace(): Finding {
  return syntax('a space must follow the colon', 'write `key: value`');
}

export function notAPair(): Finding {
  return syntax('this line of a map is not a `key: value`');
}

export function misaligned(): Finding {
  return syntax('this does not line up with what is around it', 'the keys of a map start in the same column');
}
