/**
 * Splunk SPL: a search for each condition of a rule, for Splunk Enterprise and Splunk Cloud Platform 8 and later.
 *
 * What maps to what, and why, is in the README of this folder.
 */
import type { Backend } from '../../lib/backend/backend.ts';
import { createTextBackend } from '../../lib/backend/text-backend.ts';
import { printSearch } from './assemble.ts';
import { searchDialect } from './search.ts';

export interface SplunkOptions {
  /**
   * Search terms that stand first in every query, in SPL: an index, a source type, a macro. They are copied as
   * they are and must be valid terms of the `search` command without a pipe.
   * @default ''
   */
  readonly prefix?: string;
}

/**
 * A backend for Splunk with settings of its own.
 *
 * @example
 * convert(rule, createSplunk({ prefix: 'index=windows' })).queries;
 * // Image|endswith: '\cmd.exe' → ['index=windows Image="*\\\\cmd.exe"'] as a JavaScript literal
 */
export function createSplunk(options: SplunkOptions = {}): Backend<string> {
  const { prefix = '' } = options;
  return createTextBackend({
    name: 'splunk',
    title: 'Splunk SPL',
    assumptions: [
      'Fields are extracted at search time under the names that the rule uses, as text, and a field that an event lacks has no value.',
      'A value is made of whole terms of the event (the default of INDEXED_VALUE in fields.conf), since the search command looks terms up in the index before it compares.',
      'Numbers are extracted in plain decimal of at most 15 digits, since the search command compares what looks like a number by its value, and a field that a rule compares by size holds numbers.',
      'The search command ignores case outside ASCII as well.',
      'Keywords are looked for in _raw, the text of the event as it was indexed, escapes of JSON or XML included.',
      'The regex command keeps an event if any value of a multivalue field matches.',
      'A field that a rule compares with another field has one value.',
      'The query runs as a search or alert; in the source of a dashboard each $ has to be doubled.',
    ],
    formats: {
      default: { description: 'A search on one line.', render: (query) => query },
    },
    dialect: searchDialect,
    print: (query, policy) => printSearch(query, policy, prefix),
  });
}

/** Splunk without settings. */
export const splunk: Backend<string> = /* @__PURE__ */ createSplunk();
