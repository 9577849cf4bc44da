/** SQL as a dialect: the condition of a `WHERE`. */
import type { LeafText, TextDialect } from '../../lib/backend/dialect.ts';
import type { AnyOfQuery, Leaf } from '../../lib/query/query.ts';
import { createKeywords, createLeaves, createList, hasNoValue, hasValue } from './leaves.ts';
import type { Session } from './session.ts';

/**
 * SQLite parses no expression that is nested deeper than 1,000, and counts each operand of a chain; Java's stack ends
 * the parsers of Spark and Trino at some thousands. https://www.sqlite.org/limits.html
 */
const LONGEST_CHAIN = 100;

/**
 * A condition on a missing value is null, which AND and OR treat as a condition that does not hold, and so does WHERE
 * in the end. Only the opposite of null is null as well, so every `not` is written as a test that is never null; then
 * the whole selects what the rule says, however deep a negation stands.
 */
export function createDialect(session: Session): TextDialect {
  const { engine } = session;
  return {
    tokens: {
      and: ' AND ',
      or: ' OR ',
      not: (operand) => engine.not(isGroup(operand) ? operand.slice(1, -1) : operand),
      open: '(',
      close: ')',
    },
    longestChain: LONGEST_CHAIN,
    constant: { true: 'TRUE', false: 'FALSE' },
    leaf: createLeaves(session),
    keyword: createKeywords(session),
    list: createList(session),
    fieldName: (field) => session.columns(field)?.reference,
    negatedLeaf: (query, text) => negate(query, text, session),
  };
}

/** What is negated is a chain, which arrives in brackets, unless it is a leaf. */
function isGroup(operand: string): boolean {
  return operand.startsWith('(') && operand.endsWith(')');
}

/** The two leaves that are each other's opposite have words of their own. */
function negate(query: Leaf | AnyOfQuery, printed: LeafText, session: Session): LeafText {
  const text = typeof printed === 'string' ? printed : printed.text;
  if (text === 'FALSE') return 'TRUE';
  if (query.kind === 'leaf' && query.field !== null) {
    const { kind } = query.matcher;
    const column = kind === 'exists' || kind === 'null' ? session.columns(query.field) : undefined;
    if (column !== undefined && column.type !== 'texts') {
      return kind === 'exists' ? hasNoValue(column, session) : hasValue(column, session);
    }
  }
  return { text: session.engine.not(text), level: 'not' };
}
