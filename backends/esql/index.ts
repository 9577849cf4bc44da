/**
 * Elastic ES|QL: queries of the `_query` API, of Discover and of detection rules of that kind.
 *
 * https://www.elastic.co/docs/reference/query-languages/esql
 */
import type { Backend } from '../../lib/backend/backend.ts';
import { printQuery } from '../../lib/backend/print.ts';
import { createTextBackend } from '../../lib/backend/text-backend.ts';
import { isWritable } from '../elastic/characters.ts';
import { createDialects } from '../elastic/dialects.ts';
import { leaveOutExclusions } from '../elastic/exclusions.ts';
import { createTypeMerger, readTypes, type FieldType } from '../elastic/field-types.ts';
import { inferTypes } from '../elastic/infer-types.ts';
import { createDialect } from './dialect.ts';
import { quoteSource } from './quoting.ts';

export { FIELD_TYPES, type FieldType } from '../elastic/field-types.ts';

/** Settings of {@link createEsql}. */
export interface EsqlOptions {
  /**
   * Index patterns to look at, between commas: what stands behind `from`.
   *
   * @default '*'
   */
  readonly index?: string;
  /**
   * Types of fields that are not text, by the name the rules use. A field that is not listed is taken for text, or
   * for a `date` where a rule asks for a part of its time.
   *
   * @example { 'process.pid': 'long', 'source.ip': 'ip' }
   */
  readonly fields?: Readonly<Record<string, FieldType>>;
  /**
   * Fields that may hold several values, by the name the rules use. A rule asks that one of them matches; in ES|QL
   * every comparison with several is null, so that conditions on these fields are written in a longer form.
   *
   * @example ['process.args', 'tags']
   */
  readonly multivalued?: readonly string[];
}

/**
 * A backend for ES|QL with these settings.
 *
 * @throws RangeError for a field type that is not one of {@link FIELD_TYPES}, and for an index without a name
 *
 * @example
 * const esql = createEsql({ index: 'logs-*', fields: { 'process.pid': 'long' } });
 * // process.pid: 4  →  from logs-* metadata _id, _index, _version | where process.pid == 4
 */
export function createEsql(options: EsqlOptions = {}): Backend<string> {
  const { index = '*' } = options;
  const types = readTypes(options.fields ?? {});
  const sources = index.split(',').map((pattern) => pattern.trim());
  if (!sources.every((source) => source !== '' && isWritable(source))) {
    throw new RangeError(`'${index}' is no list of index patterns`);
  }
  const typesFor = createTypeMerger(types);
  const { multivalued = [] } = options;
  const dialectFor = createDialects((known, lists) =>
    createDialect(known, new Set([...lists, ...multivalued])),
  );

  return createTextBackend({
    name: 'esql',
    title: 'Elastic ES|QL',
    assumptions: ASSUMPTIONS,
    formats: {
      default: {
        description: 'A whole query, `from * metadata … | where …`, whose rows are the documents that match.',
        render: (query, _rule, schema) => {
          const from = schema?.sources.length ? schema.sources : sources;
          return `from ${from.map(quoteSource).join(', ')} metadata _id, _index, _version | where ${query}`;
        },
      },
      condition: { description: 'What stands behind `where`.', render: (query) => query },
    },
    dialect: dialectFor(types),
    print(query, policy, schema) {
      const inferred = inferTypes(query, typesFor(schema), { timePart: 'date' });
      const suited = dialectFor(inferred, schema?.lists);
      const whole = printQuery(query, suited, policy);
      if (policy === 'never' || whole.gaps.length === 0) return whole;
      const { query: rest, gaps } = leaveOutExclusions(query, suited);
      const printed = printQuery(rest, suited, policy);
      return { text: printed.text, gaps: [...gaps, ...printed.gaps] };
    },
  });
}

const ASSUMPTIONS: readonly string[] = [
  'Elasticsearch is 9.1 or later, which knows lists of patterns.',
  'A field is mapped as keyword, wildcard or text, unless the settings give it another type; a field of which a rule ' +
    'asks for a part of the time is a date, in UTC.',
  'Every field is mapped in at least one of the searched indices.',
  'A field holds one value, unless the settings name it as multivalued; values of such fields have no line breaks.',
  'Keywords are looked for in the fields of index.query.default_field, which are all of them unless an index says otherwise.',
  'Values are indexed whole and as they were logged: no normalizer, and none longer than the ignore_above of its field.',
  'No value holds İ or the Kelvin sign (U+212A), which lower-cased become i and k; of two fields that are compared ' +
    'with each other, none holds letters whose lower case is not one letter with the same upper case.',
];

/** {@link createEsql} with its defaults: all indices, fields of text. */
export const esql: Backend<string> = /* @__PURE__ */ createEsql();
