/** Pages of the diagnostics of loading correlations; see `codes.ts`. */
import type { CorrelationCode } from '../codes.ts';
import type { CodeEntry } from './entry.ts';

export const correlationCodes: Readonly<Record<CorrelationCode, CodeEntry>> = {
  'correlation-section': {
    summary: 'The `correlation` section is no map, or has a part that no correlation has.',
    reason: 'A part that is not understood could change what is counted, so it is not passed over.',
    remedy:
      'Correct its name. The parts are `type`, `rules`, `group-by`, `aliases`, `timespan` and `condition`.',
  },
  'correlation-type': {
    summary: 'The correlation has no type, or one that does not exist.',
    reason: 'The type says what is computed over the events of a window.',
    remedy: 'Choose one of the types in the message.',
  },
  'correlation-rules': {
    summary: 'The correlation refers to no rule, to one twice, to too many, or by something that is no name.',
    reason: 'A correlation is about the matches of other rules, found by their `id` or `name`.',
    remedy: 'List each rule once below `rules`.',
  },
  'correlation-group-by': {
    summary: '`group-by` holds something that is no name of a field, or one name twice.',
    reason: 'Windows are kept for each combination of the values of these fields.',
    remedy: 'List the fields, each once, or leave `group-by` out to have one group.',
  },
  'correlation-aliases': {
    summary: 'An alias names a rule that the correlation does not refer to, lacks one, or is not used.',
    reason:
      'An alias stands for a field of each rule, and a rule without one would be grouped by another field than meant.',
    remedy: 'Name in each alias every rule of `rules`, spelt the same, and use the alias in `group-by`.',
  },
  'correlation-timespan': {
    summary: '`timespan` is missing or is not a number with a unit.',
    reason: 'It is the length of the window, and months and years have no fixed length.',
    remedy: 'Write a whole number and one of `s`, `m`, `h`, `d`: `90m`.',
  },
  'correlation-condition': {
    summary:
      'The condition of a correlation is missing, compares with nothing, with too much, or with what no window can reach.',
    reason:
      'It decides when the correlation matches. A condition that a single event meets is a warning, since windows slide and each starts with one event.',
    remedy: 'Write one comparison, or a lower and an upper bound for a range.',
  },
  'correlation-expression': {
    summary:
      'An expression over rules names other rules than the correlation, has a selector, or holds where nothing happens.',
    reason: 'A rule that is listed and not named, or named and not listed, is most likely a slip.',
    remedy: 'Name each of the `rules` in it, combined with `and`, `or` and `not`.',
  },
  'correlation-field': {
    summary: 'The condition names no field where the type counts one, or names one where it does not.',
    reason:
      '`value_count` counts the values of one field or several, the other `value_` types compute with the numbers of one.',
    remedy: 'Add or remove `field` below `condition`.',
  },
  'correlation-percentile': {
    summary: '`value_percentile` does not say which percentile, or another type does.',
    reason: "The specification's example leaves it out, and without it there is nothing to compute.",
    remedy: 'Write `percentile: 95` below `condition`, next to `field`.',
  },
  'correlation-generate': {
    summary: '`generate` is neither true nor false.',
    reason: 'It decides whether the rules that a correlation refers to are results of their own as well.',
    remedy: 'Write `generate: true`, or leave it out.',
  },
};
