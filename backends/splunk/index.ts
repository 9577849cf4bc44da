/**
 * Splunk SPL: a search for each condition of a rule, over events or over a data model that a pipeline names, for Splunk Enterprise and Splunk Cloud Platform 8 and later.
 *
 * What maps to what, and why, is in the README of this folder.
 */
import type { Backend, Gap } from '../../lib/backend/backend.ts';
import { createTextBackend } from '../../lib/backend/text-backend.ts';
import { printSearch } from './assemble.ts';
import { searchDialect } from './search.ts';
import type { DataModels } from './data-models.ts';

/** Settings of {@link createSplunk}. */
export interface SplunkOptions {
  /**
   * Search terms that stand first in every query, in SPL: an index, a source type, a macro. They are copied as
   * they are and must be valid terms of the `search` command without a pipe.
   * @default ''
   */
  readonly prefix?: string;
  /**
   * What writes queries over a data model, which a pipeline such as `splunk-cim` names: `dataModels` of
   * `sigmaq/backends/splunk/data-models`. It stands apart, so that a program that searches events does not carry it.
   * @default none: rules that a pipeline brings to a data model are refused
   */
  readonly dataModels?: DataModels;
}

/**
 * A backend for Splunk with settings of its own.
 *
 * @example
 * convert(rule, createSplunk({ prefix: 'index=windows' })).queries;
 * // Image|endswith: '\cmd.exe' → ['index=windows Image="*\\\\cmd.exe"'] as a JavaScript literal
 */
export function createSplunk(options: SplunkOptions = {}): Backend<string> {
  const { prefix = '', dataModels } = options;
  return createTextBackend({
    name: 'splunk',
    title: 'Splunk SPL',
    assumptions: [
      'Fields are extracted as text under the names that the rule uses.',
      'Values consist of whole terms of the index (INDEXED_VALUE in fields.conf is true).',
      'Numbers are in plain decimal of at most 15 digits, and fields compared by size hold numbers.',
      'Keywords are looked for in _raw, the event as indexed.',
      'The regex command keeps an event if any value of the field matches.',
      'Fields compared with each other have one value.',
      'A field compared with a network holds an address, without prefix length, IPv4 in its dotted form.',
      'A data model has one value in each field, and unknown or nothing in one that the event lacks.',
      'The query runs as a search or an alert; in a dashboard each $ is doubled.',
    ],
    formats: {
      default: { description: 'A search on one line.', render: (query) => query },
    },
    dialect: searchDialect,
    print(query, policy, schema) {
      const [source] = schema?.sources ?? [];
      if (schema === undefined || source === undefined) return printSearch(query, policy, prefix);
      return dataModels === undefined
        ? { text: '', gaps: [NO_MODELS] }
        : dataModels(query, policy, prefix, source, schema);
    },
  });
}

const NO_MODELS: Gap = {
  feature: 'field-name',
  reason: 'the backend was made without data models, and a pipeline puts these events into one',
  hints: ['make it with createSplunk({ dataModels })'],
  span: { start: 0, end: 0 },
  outcome: 'refused',
};

/** Splunk without settings. */
export const splunk: Backend<string> = /* @__PURE__ */ createSplunk();
