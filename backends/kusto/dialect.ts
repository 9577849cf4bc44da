/** KQL as a dialect: the body of a `where` over a table with given columns. */
import type { LeafText, TextDialect } from '../../lib/backend/dialect.ts';
import type { AnyOfQuery, Leaf } from '../../lib/query/query.ts';
import { hasNoValue, hasValue, type Columns } from './columns.ts';
import { KEYWORD_LEAVES } from './keywords.ts';
import { createLeaves } from './leaves.ts';
import { createList } from './lists.ts';

/**
 * Microsoft's parser reads `a or b or c` as a tree as deep as the chain is long, and analyses none deeper than 500
 * (KS245). This leaves room for chains inside chains.
 */
const LONGEST_CHAIN = 100;

/**
 * Every leaf prints as an expression that is true or false and never null, so `not` needs no care:
 * https://learn.microsoft.com/kusto/query/scalar-data-types/null-values
 */
export function createDialect(columns: Columns): TextDialect {
  return {
    tokens: { and: ' and ', or: ' or ', not, open: '(', close: ')' },
    longestChain: LONGEST_CHAIN,
    kept: new WeakMap(),
    constant: { true: 'true', false: 'false' },
    leaf: createLeaves(columns),
    keyword: KEYWORD_LEAVES,
    fieldName: (field) => columns(field).reference,
    list: createList(columns),
    negatedLeaf: (query, text) => negate(query, text, columns),
  };
}

/** `not` is a function in KQL: an operand in brackets has those of the call already. */
function not(operand: string): string {
  return operand.startsWith('(') ? `not${operand}` : `not(${operand})`;
}

/** The two leaves that are each other's opposite have words of their own. */
function negate(query: Leaf | AnyOfQuery, text: LeafText, columns: Columns): LeafText {
  if (query.kind === 'leaf' && query.field !== null) {
    const { kind } = query.matcher;
    if (kind === 'exists') return hasNoValue(columns(query.field));
    if (kind === 'null') return hasValue(columns(query.field));
  }
  const operand = typeof text === 'string' ? text : text.text;
  return operand === 'false' ? 'true' : `not(${operand})`;
}
