/**
 * Says at every negation what it means for an event without the field.
 *
 * A field that no index maps is an error for the whole query unless it is written optional, `?f`; and then it
 * stands for null, of which every comparison is null, and so is the `not` of it: no event is selected, where the
 * rule selects all. `?f == null or not …` says what the rule says, mapped or not.
 * https://www.elastic.co/docs/reference/query-languages/eql/eql-syntax#eql-syntax-optional-fields
 *
 * Law: the rewritten query gives the same verdict on every event. Its negations must be at the leaves.
 */
import { and, leaf, or } from '../../lib/query/build.ts';
import { eachLeaf } from '../../lib/query/leaves.ts';
import type { AnyOfQuery, Leaf, Query } from '../../lib/query/query.ts';
import { isShared, rememberShared, share } from '../../lib/query/shared.ts';
import type { Span } from '../../lib/source/source.ts';

/**
 * @example not Image = 'a' → Image is null or not Image = 'a'
 * @example Image endsWith 'b' and not Image = 'a' → unchanged: an event without Image is out already
 */
export function guardNegations(query: Query): Query {
  return guard(query, NO_FIELDS);
}

type Fields = ReadonlySet<string>;
const NO_FIELDS: Fields = /* @__PURE__ */ new Set();

/** `present`: fields without which an event is decided before it gets to this part of the query. */
function guard(query: Query, present: Fields): Query {
  switch (query.kind) {
    case 'leaf':
    case 'any-of':
    case 'constant':
      return query;
    case 'not': {
      const field = fieldToGuard(query.operand);
      if (field === undefined || present.has(field)) return query;
      return or([leaf(field, { kind: 'null' }, spanOf(query.operand)), query]);
    }
    case 'and': {
      if (query.operands.every(isPositive)) return query;
      const known = new Set(present);
      for (const operand of query.operands) {
        if (isPositive(operand) && operand.field !== null && !matchesNull(operand)) known.add(operand.field);
      }
      return and(
        query.operands.map((operand) =>
          isShared(operand) ? guardShared(operand, known) : guard(operand, known),
        ),
      );
    }
    case 'or': {
      if (query.operands.every(isPositive)) return query;
      // One guard serves all that the `or` says of a field.
      const known = new Set(present);
      return or(
        query.operands.map((operand) => {
          const guarded = guard(operand, known);
          const field = operand.kind === 'not' ? fieldToGuard(operand.operand) : undefined;
          if (field !== undefined) known.add(field);
          return guarded;
        }),
      );
    }
  }
}

/** By itself, and the same wherever none of its fields is known to be there. */
const guardedAlone = /* @__PURE__ */ rememberShared((shared) => {
  const fields = new Set<string | null>();
  eachLeaf(shared, ({ field }) => fields.add(field));
  return { query: share(guard(shared, NO_FIELDS)), fields };
});

function guardShared(shared: Query, present: Fields): Query {
  const alone = guardedAlone(shared);
  for (const field of alone.fields) {
    if (field !== null && present.has(field)) return guard(shared, present);
  }
  return alone.query;
}

function isPositive(query: Query): query is Leaf | AnyOfQuery {
  return query.kind === 'leaf' || query.kind === 'any-of';
}

/** The field whose absence has to be spelled out where this is negated; none where it speaks of absence itself. */
function fieldToGuard(negated: Query): string | undefined {
  if (!isPositive(negated) || negated.field === null || matchesNull(negated)) return undefined;
  if (negated.kind === 'leaf' && negated.matcher.kind === 'exists') return undefined;
  return negated.field;
}

function matchesNull(query: Leaf | AnyOfQuery): boolean {
  if (query.kind === 'leaf') return query.matcher.kind === 'null';
  return query.leaves.some(({ matcher }) => matcher.kind === 'null');
}

function spanOf(query: Query): Span {
  return query.kind === 'any-of' ? (query.leaves[0] as Leaf).span : (query as Leaf).span;
}
