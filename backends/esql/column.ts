/** A column of a query, and the operators that compare it. */
import type { CompareOperator } from '../../lib/query/query.ts';
import type { FieldType } from '../elastic/field-types.ts';

export interface Column {
  /** As a query names it. */
  readonly name: string;
  readonly type: FieldType;
  /** Whether it may hold several values. */
  readonly several: boolean;
}

export const OPERATORS: Readonly<Record<CompareOperator | 'eq', string>> = {
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  eq: '==',
};
