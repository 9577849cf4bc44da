/** What the languages of `search` and `where` have in common. */
import type { LeafText } from '../../lib/backend/dialect.ts';
import type { CompareOperator } from '../../lib/query/query.ts';

export const OPERATORS: Readonly<Record<CompareOperator, string>> = {
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
};

export const TOKENS = {
  or: ' OR ',
  not: (operand: string): string => `NOT ${operand}`,
  open: '(',
  close: ')',
} as const;

/** NOT of it, in brackets unless it stands by itself. */
export function negate(text: LeafText): LeafText {
  const { text: operand, level } = typeof text === 'string' ? { text, level: 'atom' } : text;
  return { text: TOKENS.not(level === 'atom' ? operand : `(${operand})`), level: 'not' };
}

/** A number in plain decimal: the manuals show no other notation. */
export function decimalOf(value: number): string | undefined {
  const text = String(value);
  return /^-?\d+(\.\d+)?$/.test(text) ? text : undefined;
}
