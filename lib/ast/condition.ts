/**
 * A detection condition as the author wrote it.
 * Specification: https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html#condition
 */
import type { Span } from '../source/source.ts';

/** A condition or a part of one. Parentheses leave no node: they only decide which node is inside which. */
export type ConditionNode =
  ConditionAnd | ConditionOr | ConditionNot | ConditionIdentifier | ConditionSelector;

/** `a and b and c`: one node for the whole chain. */
export interface ConditionAnd {
  readonly kind: 'and';
  /** Two or more. */
  readonly operands: readonly ConditionNode[];
  readonly span: Span;
}

/** `a or b or c`: one node for the whole chain. */
export interface ConditionOr {
  readonly kind: 'or';
  /** Two or more. */
  readonly operands: readonly ConditionNode[];
  readonly span: Span;
}

/** `not a`. */
export interface ConditionNot {
  readonly kind: 'not';
  readonly operand: ConditionNode;
  readonly span: Span;
}

/** The name of one search: `selection`. */
export interface ConditionIdentifier {
  readonly kind: 'identifier';
  readonly name: string;
  readonly span: Span;
}

/** Many searches at once: `1 of filter_*`, `all of them`. */
export interface ConditionSelector {
  readonly kind: 'selector';
  /** `any` is the specification's other spelling of `1`; the tree keeps what was written. */
  readonly quantifier: '1' | 'any' | 'all';
  /** A name with `*` anywhere, or `them`. */
  readonly pattern: string;
  readonly patternSpan: Span;
  readonly span: Span;
}

/** One condition of a rule: its text and its tree. A rule with a list of conditions has several. */
export interface Condition {
  readonly text: string;
  readonly root: ConditionNode;
  readonly span: Span;
}
