/** An explanation as plain data. Lines count from 1 and are those of the text the rule was read from. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../source/source.ts';

export interface Explanation {
  /** Whether a matcher reports the event: it concerns the rule, one of the conditions holds, and all filters do. */
  readonly matches: boolean;
  /**
   * Whether the event is one of the rule's log source. The conditions are explained either way; where it is not,
   * they look at the event's own fields.
   */
  readonly concerned: boolean;
  /** One for each condition of the rule; none when a diagnostic says why the rule cannot be used. */
  readonly conditions: readonly ExplainedCondition[];
  /** One for each filter of the rule. */
  readonly filters: readonly ExplainedFilter[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface ExplainedCondition {
  /** As the rule has it. */
  readonly text: string;
  readonly verdict: boolean;
  readonly root: ExplainedNode;
  readonly span: Span;
  readonly line: number;
}

/** The condition of a filter: where it does not hold, the rule does not match. Places are in the filter's text. */
export interface ExplainedFilter extends ExplainedCondition {
  readonly title: string;
  /** The name of the filter's text. */
  readonly source: string;
}

export type ExplainedNode =
  ExplainedGroup | ExplainedNot | ExplainedSelector | ExplainedSearch | ExplainedTest | ExplainedConstant;

/** All of them, or any of them: of a condition, or of what stands in a search. */
export interface ExplainedGroup {
  readonly kind: 'and' | 'or';
  readonly verdict: boolean;
  readonly operands: readonly ExplainedNode[];
}

export interface ExplainedNot {
  readonly kind: 'not';
  readonly verdict: boolean;
  readonly operand: ExplainedNode;
}

/** Many searches at once: `1 of filter_*`. */
export interface ExplainedSelector {
  readonly kind: 'selector';
  /** As the rule has it. */
  readonly text: string;
  /** Whether all of the searches have to be true; otherwise one is enough. */
  readonly all: boolean;
  readonly verdict: boolean;
  readonly searches: readonly ExplainedSearch[];
}

/** A search by its name, with what it comes to. */
export interface ExplainedSearch {
  readonly kind: 'search';
  readonly name: string;
  readonly verdict: boolean;
  readonly body: ExplainedNode;
  readonly span: Span;
  readonly line: number;
}

/** One value of the rule against one field of the event. */
export interface ExplainedTest {
  readonly kind: 'test';
  /** Null for keywords, which may stand anywhere in the event. */
  readonly field: string | null;
  /** In words: `ends with`. */
  readonly test: string;
  /** What the rule looks for; null where the words say it all, as `is present` does. */
  readonly expected: string | null;
  readonly verdict: boolean;
  /** What the field holds, as text; none when it is absent. For keywords, the values that hold the word. */
  readonly values: readonly string[];
  /** The value in the rule. */
  readonly span: Span;
  readonly line: number;
}

/** True or false whatever the event: what is left of a test that every event passes. */
export interface ExplainedConstant {
  readonly kind: 'constant';
  readonly verdict: boolean;
}
