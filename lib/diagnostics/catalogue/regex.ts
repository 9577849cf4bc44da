/** Pages of the diagnostics about regular expressions; see `codes.ts`. */
import type { RegexCode } from '../codes.ts';
import type { CodeEntry } from './entry.ts';

export const regexCodes: Readonly<Record<RegexCode, CodeEntry>> = {
  'regex-syntax': {
    summary: 'A value under the modifier `re` is not a valid regular expression.',
    reason:
      'Expressions are read as PCRE and then written in the dialect of the target, so one that cannot be read ' +
      'cannot be converted. The position points into the expression.',
    remedy:
      'Put a backslash before characters that are meant literally: `\\ . [ ( ) * + ? ^ $ |`. Check that brackets ' +
      'and parentheses come in pairs.',
  },
  'regex-unsupported': {
    summary: 'A regular expression uses a construct of PCRE that rules cannot use.',
    reason:
      'Recursion, conditions, Unicode properties, `\\K`, extended syntax and the like exist in few other dialects, ' +
      'and what they match depends on the version of the engine.',
    remedy:
      'Write the expression without the construct, for example with a character class in place of `\\p{…}`.',
  },
  'regex-too-long': {
    summary: 'A regular expression is longer than will be read.',
    reason:
      'Rules come from others. A limit keeps the cost of a single value small; targets have limits as well.',
    remedy: 'Split the expression into several values: a list of values matches if any of them does.',
  },
  'regex-too-deep': {
    summary: 'A regular expression nests groups deeper than will be read.',
    reason: 'Rules come from others. A limit keeps hostile patterns from exhausting the stack.',
    remedy:
      'Remove groups that enclose nothing but another group, or split the expression into several values.',
  },
};
