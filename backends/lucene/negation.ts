/**
 * Gives every negation something to take away from.
 *
 * A group in which everything is negated matches nothing in Lucene, and `a OR NOT b` means `a` without `b`: a negation
 * only ever takes away from what its neighbours found. So it stands beside what is found, or beside `*:*`, which finds
 * everything.
 */
import { and, leaf, not, or, TRUE } from '../../lib/query/build.ts';
import type { AndQuery, NotQuery, Query } from '../../lib/query/query.ts';

/**
 * @example not a → everything and not a
 * @example a or not b → a or (everything and not b)
 * @example a and not b → unchanged
 */
export function anchorNegations(query: Query): Query {
  return anchor(spellNull(query));
}

/** That a field is missing is a negation too, and two of them cancel out. */
function spellNull(query: Query): Query {
  switch (query.kind) {
    case 'leaf':
      if (query.matcher.kind !== 'null') return query;
      return not(leaf(query.field, { kind: 'exists' }, query.span));
    case 'any-of':
    case 'constant':
      return query;
    case 'not':
      return not(spellNull(query.operand));
    case 'and':
      return and(query.operands.map(spellNull));
    case 'or':
      return or(query.operands.map(spellNull));
  }
}

function anchor(query: Query): Query {
  switch (query.kind) {
    case 'leaf':
    case 'any-of':
    case 'constant':
      return query;
    case 'not':
      return conjunction([TRUE, anchorInside(query)]);
    case 'or':
      return { ...query, operands: query.operands.map(anchor) };
    case 'and': {
      const operands = query.operands.map((operand) =>
        operand.kind === 'not' ? anchorInside(operand) : anchor(operand),
      );
      return conjunction(operands.every(({ kind }) => kind === 'not') ? [TRUE, ...operands] : operands);
    }
  }
}

function anchorInside(query: NotQuery): NotQuery {
  return { kind: 'not', operand: anchor(query.operand) };
}

/** Not by the builder, which would absorb the constant. */
function conjunction(operands: readonly Query[]): AndQuery {
  return { kind: 'and', operands };
}
