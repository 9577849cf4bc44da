/**
 * Moves every `not` down to a leaf or a list, by De Morgan's laws: negation normal form.
 *
 * Law: the rewritten query gives the same verdict on every event, since evaluation is two-valued. Targets whose
 * `not` is three-valued need this form to say at each leaf what a missing field means.
 */
import { and, not, or } from '../build.ts';
import type { Query } from '../query.ts';
import { isShared, rememberShared, share } from '../shared.ts';

/**
 * @example not (A and not (B or C)) → not A or B or C
 */
export function pushNegation(query: Query): Query {
  return push(query, false);
}

function pushPart(operand: Query): Query {
  return isShared(operand) ? pushedShared(operand) : push(operand, false);
}

/** What is shared stays so. */
const pushedShared = /* @__PURE__ */ rememberShared((shared) => share(push(shared, false)));

function push(query: Query, negated: boolean): Query {
  switch (query.kind) {
    case 'leaf':
    case 'any-of':
    case 'constant':
      return negated ? not(query) : query;
    case 'not':
      return push(query.operand, !negated);
    case 'and': {
      if (!negated) return and(query.operands.map(pushPart));
      return or(query.operands.map((operand) => push(operand, true)));
    }
    case 'or': {
      const operands = query.operands.map((operand) => push(operand, negated));
      return negated ? and(operands) : or(operands);
    }
  }
}
