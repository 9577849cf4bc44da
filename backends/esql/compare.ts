/**
 * Comparisons with a number, a part of a date or another column.
 *
 * https://www.elastic.co/docs/reference/query-languages/esql/functions-operators/date-time-functions
 */
import type { LeafText, Unsupported } from '../../lib/backend/dialect.ts';
import type {
  CompareMatcher,
  FieldReferenceMatcher,
  TimePart,
  TimePartMatcher,
} from '../../lib/query/query.ts';
import { isNumeric } from '../elastic/field-types.ts';
import { OPERATORS, type Column } from './column.ts';
import { isText } from './matchers.ts';
import { quoteText } from './quoting.ts';
import { compareElements } from './several.ts';

/** `to_double` reads more than decimals, such as `1e3` and `NaN`. */
const IS_DECIMAL = /* @__PURE__ */ quoteText('-?([0-9]+(\\.[0-9]+)?|\\.[0-9]+)');

export function printCompare(matcher: CompareMatcher, column: Column): LeafText | Unsupported {
  if (column.several) return compareElements(matcher, column);
  const { operator, value } = matcher;
  const { name, type } = column;
  const comparison = `${OPERATORS[operator]} ${value}`;
  if (isNumeric(type)) return `${name} ${comparison}`;
  if (isText(type)) {
    return { text: `${name} rlike ${IS_DECIMAL} and to_double(${name}) ${comparison}`, level: 'and' };
  }
  return { unsupported: `a field of type ${type} holds no numbers to compare`, feature: 'comparison' };
}

const PARTS: Readonly<Record<Exclude<TimePart, 'week'>, string>> = {
  minute: 'minute_of_hour',
  hour: 'hour_of_day',
  day: 'day_of_month',
  month: 'month_of_year',
  year: 'year',
};

export function printTimePart(
  matcher: TimePartMatcher,
  { name, type, several }: Column,
): LeafText | Unsupported {
  if (several) return SEVERAL_TIMES;
  if (type !== 'date') {
    return {
      unsupported: `a field of type ${type} holds no point in time`,
      feature: 'time-part',
      hints: ['declare the field as date in the settings if the mapping has it so'],
    };
  }
  const { part, operator, value } = matcher;
  const taken = part === 'week' ? isoWeek(name) : `date_extract("${PARTS[part]}", ${name})`;
  return `${taken} ${OPERATORS[operator]} ${value}`;
}

/** The week's Thursday decides its year, and so its number: there is no part of a date that counts this way. */
function isoWeek(name: string): string {
  return `1 + (date_extract("day_of_year", date_trunc(1 week, ${name}) + 3 days) - 1) / 7`;
}

export function printFieldReference(
  { relation, cased }: FieldReferenceMatcher,
  column: Column,
  other: Column,
): LeafText | Unsupported {
  if (column.several || other.several) return SEVERAL_PARTNERS;
  if (!isText(column.type) || !isText(other.type)) {
    const isSame = column.type === other.type || (isNumeric(column.type) && isNumeric(other.type));
    if (relation === 'equals' && isSame) return `${column.name} == ${other.name}`;
    return {
      unsupported: `ES|QL does not compare a field of type ${column.type} with one of type ${other.type} as texts`,
      feature: 'field-reference',
    };
  }
  const [left, right] = [column.name, other.name].map((name) => (cased ? name : `to_lower(${name})`));
  switch (relation) {
    case 'equals':
      return `${left} == ${right}`;
    case 'startsWith':
      return `starts_with(${left}, ${right})`;
    case 'endsWith':
      return `ends_with(${left}, ${right})`;
    case 'contains':
      return `locate(${left}, ${right}) > 0`;
  }
}

const SEVERAL_TIMES: Unsupported = {
  unsupported: 'date_extract is null for a field with several values',
  feature: 'time-part',
};

const SEVERAL_PARTNERS: Unsupported = {
  unsupported: 'ES|QL compares no field with several values with another field',
  feature: 'field-reference',
};
