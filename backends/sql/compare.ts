/** Comparisons with a number, a part of a date or another field. */
import type { LeafText, Unsupported } from '../../lib/backend/dialect.ts';
import type {
  CompareMatcher,
  CompareOperator,
  FieldReferenceMatcher,
  TimePartMatcher,
} from '../../lib/query/query.ts';
import { isNumeric, type Column } from './columns.ts';
import { numberLiteral } from './numbers.ts';
import type { Session } from './session.ts';

const OPERATORS: Readonly<Record<CompareOperator | 'eq', string>> = {
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  eq: '=',
};

export function printCompare(
  { operator, value }: CompareMatcher,
  { reference, text, type }: Column,
  session: Session,
): LeafText | Unsupported {
  const comparison = `${OPERATORS[operator]} ${numberLiteral(value)}`;
  if (isNumeric(type)) return { text: `${reference} ${comparison}`, level: 'not' };
  if (type === 'boolean' || type === 'timestamp') {
    return { unsupported: `a column of type ${type} holds no numbers to compare`, feature: 'comparison' };
  }
  const { engine } = session;
  return guarded(session, engine.isDecimal(text), `${engine.toNumber(text)} ${comparison}`);
}

function guarded({ engine }: Session, guard: LeafText, condition: string): LeafText {
  const first = typeof guard === 'string' ? guard : guard.text;
  return engine.guard?.(first, condition) ?? { text: `${first} AND ${condition}`, level: 'and' };
}

/** Where each part stands in a text of ISO 8601, and how many digits it has. */
const PLACES = {
  year: [1, 4],
  month: [6, 2],
  day: [9, 2],
  hour: [12, 2],
  minute: [15, 2],
} as const;

export function printTimePart(
  matcher: TimePartMatcher,
  { reference, text, type }: Column,
  session: Session,
): LeafText | Unsupported {
  const { engine } = session;
  const { part, operator, value } = matcher;
  const comparison = `${OPERATORS[operator]} ${numberLiteral(value)}`;
  if (type === 'timestamp')
    return { text: `${engine.datePart(part, reference)} ${comparison}`, level: 'not' };
  if (isNumeric(type) || type === 'boolean') {
    return { unsupported: `a column of type ${type} holds no point in time`, feature: 'time-part' };
  }
  if (part === 'week') {
    const week = engine.datePart('week', engine.toDate(`substr(${text}, 1, 10)`));
    return guarded(session, engine.isDate(text, 'real'), `${week} ${comparison}`);
  }
  // As written, without a look at the zone.
  const [start, length] = PLACES[part];
  const number = engine.toNumber(`substr(${text}, ${start}, ${length})`);
  const isThere = engine.isDate(text, part === 'hour' || part === 'minute' ? 'time' : 'day');
  return guarded(session, isThere, `${number} ${comparison}`);
}

/** A missing value makes it null. Every text starts with, ends with and contains the empty one. */
export function printFieldReference(
  { relation, cased }: FieldReferenceMatcher,
  column: Column,
  other: Column,
  { engine, emptyIsMissing }: Session,
): LeafText {
  if (relation === 'equals' && isNumeric(column.type) && isNumeric(other.type)) {
    return { text: `${column.reference} = ${other.reference}`, level: 'not' };
  }
  const fold = cased ? (text: string): string => text : engine.fold;
  const [left, right] = [fold(column.text), fold(other.text)];
  const text = relate(relation, left, right, engine.contains);
  return emptyIsMissing
    ? { text: `${other.text} <> '' AND ${text}`, level: 'and' }
    : { text, level: relation === 'endsWith' ? 'and' : 'not' };
}

function relate(
  relation: FieldReferenceMatcher['relation'],
  left: string,
  right: string,
  contains: (text: string, part: string) => string,
): string {
  switch (relation) {
    case 'equals':
      return `${left} = ${right}`;
    case 'contains':
      return contains(left, right);
    case 'startsWith':
      return `substr(${left}, 1, length(${right})) = ${right}`;
    case 'endsWith':
      // Where the other is longer there would be no such place.
      return (
        `length(${left}) >= length(${right}) AND ` +
        `substr(${left}, length(${left}) - length(${right}) + 1) = ${right}`
      );
  }
}
