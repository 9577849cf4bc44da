/**
 * Comparisons with a number, a part of a date or another field.
 *
 * Each form is true or false for every row and never null, so that `not` of it is exact. `==` with a constant
 * gives false for a null, `<` and its like give null: https://learn.microsoft.com/kusto/query/scalar-data-types/null-values
 */
import type { LeafText, Unsupported } from '../../lib/backend/dialect.ts';
import type {
  CompareMatcher,
  CompareOperator,
  FieldReferenceMatcher,
  TimePartMatcher,
} from '../../lib/query/query.ts';
import { isNumeric, type Column, type ColumnType } from './columns.ts';
import { numberLiteral } from './numbers.ts';
import { textOperator } from './operators.ts';

const OPERATORS: Readonly<Record<CompareOperator | 'eq', string>> = {
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  eq: '==',
};

/** `toreal` reads more than decimals, which of them is not documented. */
const IS_DECIMAL = '@"\\A-?(?:[0-9]+(?:\\.[0-9]+)?|\\.[0-9]+)\\z"';

/** Types whose values may be numbers when text is read as such. */
function mayHoldText(type: ColumnType): boolean {
  return type === 'string' || type === 'dynamic';
}

export function printCompare({ operator, value }: CompareMatcher, column: Column): LeafText | Unsupported {
  const { reference, type } = column;
  if (isNumeric(type)) return total(reference, operator, numberLiteral(String(value), type));
  if (!mayHoldText(type)) {
    return { unsupported: `a column of type ${type} holds no numbers to compare`, feature: 'comparison' };
  }
  const text = column.text;
  const compared = `toreal(${text}) ${OPERATORS[operator]} ${numberLiteral(String(value), 'real')}`;
  return { text: `${text} matches regex ${IS_DECIMAL} and ${compared}`, level: 'and' };
}

export function printTimePart(matcher: TimePartMatcher, column: Column): LeafText | Unsupported {
  const { type } = column;
  if (type !== 'datetime' && !mayHoldText(type)) {
    return { unsupported: `a column of type ${type} holds no point in time`, feature: 'time-part' };
  }
  const time = type === 'datetime' ? column.reference : `todatetime(${column.reference})`;
  // By its name alone, week counts otherwise: https://learn.microsoft.com/kusto/query/datetime-part-function
  const part = matcher.part === 'week' ? 'week_of_year' : matcher.part;
  return total(`datetime_part("${part}", ${time})`, matcher.operator, String(matcher.value));
}

function total(left: string, operator: CompareOperator | 'eq', right: string): string {
  const comparison = `${left} ${OPERATORS[operator]} ${right}`;
  return operator === 'eq' ? comparison : `coalesce(${comparison}, false)`;
}

/** Every text starts with, ends with and contains the empty one, and equals itself: a missing value must not. */
export function printFieldReference(
  { relation, cased }: FieldReferenceMatcher,
  column: Column,
  other: Column,
): LeafText {
  if (relation === 'equals' && isNumeric(column.type) && isNumeric(other.type)) {
    return `coalesce(${column.reference} == ${other.reference}, false)`;
  }
  const right = other.text;
  const test = `${column.text} ${textOperator(relation, cased)} ${right}`;
  return { text: `isnotempty(${right}) and ${test}`, level: 'and' };
}
