/**
 * Elastic EQL: event queries of the Elasticsearch EQL search API and of detection rules of that kind.
 *
 * https://www.elastic.co/docs/reference/query-languages/eql
 */
import type { Backend } from '../../lib/backend/backend.ts';
import { printQuery } from '../../lib/backend/print.ts';
import { createTextBackend } from '../../lib/backend/text-backend.ts';
import { isWritable } from '../elastic/characters.ts';
import { leaveOutExclusions } from '../elastic/exclusions.ts';
import { createTypeMerger, readTypes, type FieldType } from '../elastic/field-types.ts';
import { inferTypes } from '../elastic/infer-types.ts';
import { createDialect } from './dialect.ts';
import { quoteCategory } from './quoting.ts';

export { FIELD_TYPES, type FieldType } from '../elastic/field-types.ts';

/** Settings of {@link createEql}. */
export interface EqlOptions {
  /**
   * Event category to look at, a value of `event.category`: the word before `where`. By default events of any
   * category, those without one included.
   */
  readonly category?: string;
  /**
   * Types of fields that are not text, by the name the rules use. A field that is not listed is taken for a
   * `keyword`, or for an `ip` where a rule matches it against a network.
   *
   * @example { 'process.pid': 'long', 'source.ip': 'ip' }
   */
  readonly fields?: Readonly<Record<string, FieldType>>;
  /**
   * Whether every field is written as optional (`?field`), so that a field which no searched index maps counts as
   * missing. Without it queries are shorter, and such a field is an error of the whole query.
   *
   * @default true
   */
  readonly optional?: boolean;
}

/**
 * A backend for EQL with these settings.
 *
 * @throws RangeError for a field type that is not one of {@link FIELD_TYPES}, and for a category that no string
 * of EQL can hold.
 *
 * @example
 * const eql = createEql({ category: 'process', fields: { 'process.pid': 'long' } });
 * // process.pid: 4          →  process where ?process.pid == 4
 * // Image|endswith: '\a.exe' →  process where ?Image : "*\\a.exe"
 */
export function createEql(options: EqlOptions = {}): Backend<string> {
  const { category, optional = true } = options;
  const types = readTypes(options.fields ?? {});
  const head = category === undefined ? 'any' : readCategory(category);
  const dialect = createDialect({ types, optional });
  const typesFor = createTypeMerger(types);

  return createTextBackend({
    name: 'eql',
    title: 'Elastic EQL',
    assumptions: [...ASSUMPTIONS, optional ? OPTIONAL_FIELDS : MAPPED_FIELDS],
    formats: {
      default: {
        description: 'One event query, `any where …`.',
        render: (query) => `${head} where ${query}`,
      },
    },
    dialect,
    print(query, policy, schema) {
      const inferred = inferTypes(query, typesFor(schema), { cidr: 'ip' });
      const suited = inferred === types ? dialect : createDialect({ types: inferred, optional });
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
  'Values are indexed whole and as they were logged: no normalizer, and none longer than the ignore_above of its field.',
];

const OPTIONAL_FIELDS = 'Elasticsearch is 7.16 or later, which knows optional fields (`?field`).';
const MAPPED_FIELDS = 'Every field is mapped in at least one of the searched indices.';

function readCategory(category: string): string {
  if (!isWritable(category)) throw new RangeError('an event category cannot hold half of a surrogate pair');
  return quoteCategory(category);
}

/** {@link createEql} with its defaults: events of any category, text fields, all of them optional. */
export const eql: Backend<string> = /* @__PURE__ */ createEql();
