/** Pages of the diagnostics of loading filters; see `codes.ts`. */
import type { FilterCode } from '../codes.ts';
import type { CodeEntry } from './entry.ts';

export const filterCodes: Readonly<Record<FilterCode, CodeEntry>> = {
  'filter-section': {
    summary: 'The `filter` section is no map, or a document that was given as a filter has none.',
    reason: 'It holds the rules it is for, searches and a condition.',
    remedy: 'Write it as the specification of filters shows.',
  },
  'filter-rules': {
    summary: 'The filter does not say which rules it is for.',
    reason: 'A filter that applied to everything by accident could silence a whole rule set.',
    remedy: 'List ids or names below `rules`, or write `rules: any`.',
  },
  'filter-condition': {
    summary: 'The filter has several conditions, or one that leaves nothing out.',
    reason:
      'A filter is added to a rule with `and`, so that `condition: selection` keeps only what `selection` describes.',
    remedy: 'To leave events out, write `condition: not selection`.',
  },
};
