/**
 * Queries as and / or over literals: negation normal form, lists unfolded, ready to be reasoned about.
 */
import type { Leaf, Query } from '../../query/query.ts';
import { leafImplies } from './leaf-implies.ts';

export type Formula = Literal | Junction;

/** A leaf or its opposite. */
export interface Literal {
  readonly kind: 'literal';
  readonly leaf: Leaf;
  readonly negated: boolean;
}

/** No part in an `and` is true, no part in an `or` is false. No part is of the junction's own kind. */
export interface Junction {
  readonly kind: 'and' | 'or';
  readonly parts: readonly Formula[];
}

/**
 * @param negated - Whether the opposite of the query is asked for.
 * @example not (A or any-of(B, C)) → not A and not B and not C
 */
export function toFormula(query: Query, negated = false): Formula {
  switch (query.kind) {
    case 'leaf':
      return { kind: 'literal', leaf: query, negated };
    case 'any-of':
      return junction(
        negated ? 'and' : 'or',
        query.leaves.map((leaf) => toFormula(leaf, negated)),
      );
    case 'not':
      return toFormula(query.operand, !negated);
    case 'and':
    case 'or':
      return junction(
        (query.kind === 'and') === negated ? 'or' : 'and',
        query.operands.map((operand) => toFormula(operand, negated)),
      );
    case 'constant':
      return { kind: query.value === negated ? 'or' : 'and', parts: [] };
  }
}

/** The parts together, flat. */
export function junction(kind: 'and' | 'or', parts: readonly Formula[]): Formula {
  const flat: Formula[] = [];
  for (const part of parts) {
    if (part.kind !== kind) flat.push(part);
    else for (const each of part.parts) flat.push(each);
  }
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { kind, parts: flat };
}

/** The parts that all have to hold; a formula of another kind is its own only part. */
export function partsOf(formula: Formula, kind: 'and' | 'or'): readonly Formula[] {
  return formula.kind === kind ? formula.parts : [formula];
}

/** Whether every event that satisfies `a` satisfies `b`. */
export function literalImplies(a: Literal, b: Literal): boolean {
  if (a.negated === b.negated) return a.negated ? leafImplies(b.leaf, a.leaf) : leafImplies(a.leaf, b.leaf);
  return a.negated ? absenceImplies(a.leaf, b.leaf) : presenceExcludes(a.leaf, b.leaf);
}

/** `not exists` is `null`, and the other way round. */
function absenceImplies(denied: Leaf, { field, matcher }: Leaf): boolean {
  if (denied.field !== field) return false;
  const pair = `${denied.matcher.kind} ${matcher.kind}`;
  return pair === 'exists null' || pair === 'null exists';
}

/** A field without a value satisfies nothing but `null`; a field with one does not satisfy `null`. */
function presenceExcludes(held: Leaf, denied: Leaf): boolean {
  if (held.field === null || held.field !== denied.field) return false;
  return (held.matcher.kind === 'null') !== (denied.matcher.kind === 'null');
}
