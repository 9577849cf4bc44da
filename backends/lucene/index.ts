/**
 * Lucene query strings, as Elasticsearch's `query_string`, Kibana's search bar and detection rules read them.
 *
 * https://www.elastic.co/docs/reference/query-languages/query-dsl/query-dsl-query-string-query
 */
import type { Backend } from '../../lib/backend/backend.ts';
import { printQuery } from '../../lib/backend/print.ts';
import { createTextBackend } from '../../lib/backend/text-backend.ts';
import { createDialects } from '../elastic/dialects.ts';
import { leaveOutExclusions } from '../elastic/exclusions.ts';
import { createTypeMerger, readTypes, type FieldType } from '../elastic/field-types.ts';
import { inferTypes } from '../elastic/infer-types.ts';
import { createDialect } from './dialect.ts';

export { FIELD_TYPES, type FieldType } from '../elastic/field-types.ts';

/** Settings of {@link createLucene}. */
export interface LuceneOptions {
  /**
   * Types of fields that are not text, by the name the rules use. A field that is not listed is taken for a
   * `keyword`, or for an `ip` where a rule matches it against a network.
   *
   * @example { 'process.pid': 'long', 'source.ip': 'ip' }
   */
  readonly fields?: Readonly<Record<string, FieldType>>;
  /**
   * Whether fields of text hold lower-cased values, by a normalizer with the filter `lowercase`. Queries are then plain
   * terms instead of regular expressions with both cases of every letter.
   *
   * https://www.elastic.co/docs/reference/elasticsearch/mapping-reference/normalizer
   *
   * @default false
   */
  readonly lowercased?: boolean;
}

/**
 * A backend for query strings with these settings.
 *
 * @throws RangeError for a field type that is not one of {@link FIELD_TYPES}
 *
 * @example
 * const lucene = createLucene({ fields: { 'process.pid': 'long' } });
 * // process.pid: 4           →  process.pid:4
 * // Image|endswith: '\a.exe' →  Image:/.*\\[Aa]\.[Ee][Xx][Ee]/
 */
export function createLucene(options: LuceneOptions = {}): Backend<string> {
  const { lowercased = false } = options;
  const types = readTypes(options.fields ?? {});
  const typesFor = createTypeMerger(types);
  const dialectFor = createDialects((known) => createDialect({ types: known, lowercased }));

  return createTextBackend({
    name: 'lucene',
    title: 'Lucene query string',
    assumptions: [...ASSUMPTIONS, lowercased ? LOWERCASED : AS_LOGGED],
    formats: { default: { description: 'One query string.', render: (query) => query } },
    dialect: dialectFor(types),
    print(query, policy, schema) {
      const suited = dialectFor(inferTypes(query, typesFor(schema), { cidr: 'ip' }));
      const whole = printQuery(query, suited, policy);
      if (policy === 'never' || whole.gaps.length === 0) return whole;
      const { query: rest, gaps } = leaveOutExclusions(query, suited);
      const printed = printQuery(rest, suited, policy);
      return { text: printed.text, gaps: [...gaps, ...printed.gaps] };
    },
  });
}

const ASSUMPTIONS: readonly string[] = [
  'A field is mapped as keyword or wildcard, or has such a sub-field, unless the settings give it another type; ' +
    'a field that a rule matches against a network is an ip field.',
  'Keywords are looked for in the fields of index.query.default_field, which are all of them unless an index says otherwise.',
];
const AS_LOGGED =
  'Values are indexed whole and as they were logged: no normalizer, and none longer than the ignore_above of its field.';
const LOWERCASED =
  'Values are indexed whole and in lower case, by a normalizer with the filter lowercase, and none is longer than the ' +
  'ignore_above of its field.';

/** {@link createLucene} with its defaults: fields of text, indexed as they were logged. */
export const lucene: Backend<string> = /* @__PURE__ */ createLucene();
