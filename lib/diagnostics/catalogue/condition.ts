/** Pages of the diagnostics of parsing and resolving conditions. */
import type { ConditionCode } from '../codes.ts';
import type { CodeEntry } from './entry.ts';

export const conditionCodes: Readonly<Record<ConditionCode, CodeEntry>> = {
  'condition-syntax': {
    summary: 'The condition cannot be read: a word is missing, or is not where it can be.',
    reason:
      'A condition is made of search identifiers, `and`, `or`, `not`, `1 of`, `any of`, `all of` and parentheses. ' +
      'Identifiers are letters, digits, `_`, `-` and `.`.',
    remedy: 'Correct the condition at the place shown.',
  },
  'condition-too-long': {
    summary: 'The condition, or all conditions of the text together, have more characters than are read.',
    reason:
      'The limits, 65,536 characters for a condition and 100,000 for all different ones of a text, keep hostile ' +
      'input from taking much time; public rules need 600, all of them together 21,000.',
    remedy:
      'Use selectors such as `1 of selection_*` in place of long lists of names, and several files for many rules.',
  },
  'condition-too-deep': {
    summary: 'Parentheses and negations are nested too deep.',
    reason: 'The limit, 64 levels, keeps hostile input from exhausting the stack; public rules need 3.',
    remedy: 'Remove parentheses that are not needed, or split the rule.',
  },
  'condition-aggregation': {
    summary: 'The condition has an aggregation after `|`, such as `| count() by User > 5`.',
    reason:
      'Aggregations were removed from the specification. Leaving one out would turn a rule about many events into a ' +
      'rule about each of them.',
    remedy:
      'Keep the part before `|` as a rule, and count its matches in a correlation rule of type `event_count`.',
  },
  'condition-unknown-identifier': {
    summary: 'The condition names a search that the rule does not have.',
    reason: 'Names are compared letter by letter, upper and lower case told apart.',
    remedy: 'Correct the name, or add the search to the detection section.',
  },
  'condition-selector-no-match': {
    summary: 'A selector such as `1 of filter_*` speaks of no search of the rule.',
    reason:
      'Dropping the selector would change what the rule means, for example by losing an exclusion. Names that start ' +
      'with `_` are left out unless the pattern starts with `_`.',
    remedy: 'Correct the pattern, or remove the selector.',
  },
  'condition-quantifier': {
    summary: 'A pattern has no quantifier, or one that Sigma does not have.',
    reason:
      'There are three: `1 of` and `any of`, which mean the same, and `all of`. Numbers above 1 do not exist.',
    remedy: 'Write one of the three, or spell the combinations out with `and` and `or`.',
  },
  'condition-keyword-case': {
    summary: 'A keyword is written in upper case.',
    reason: 'The keywords of conditions are lower case; `AND` would be the name of a search.',
    remedy: 'Write the keyword in lower case.',
  },
  'query-too-large': {
    summary: 'The rule makes more comparisons than can sensibly be converted.',
    reason:
      'A short condition can repeat long lists thousands of times. The limits are 1,000 searches, 250,000 comparisons ' +
      'and 20,000 characters of regular expressions.',
    remedy: 'Name each search once, and put values of one field into one list.',
  },
};
