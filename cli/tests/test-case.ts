/** Tests of rules: what should become of some events, and what did. */
import type { SigmaRule } from '../../lib/ast/rule.ts';
import type { LogSourceAttributes, ReadEvent } from '../../lib/events/index.ts';

/** Where a test stands and what it is called. */
export interface TestLabel {
  /** The file that holds the test. */
  readonly file: string;
  readonly name: string;
  /** Undefined when the rule that the test names is not there. */
  readonly rule: SigmaRule | undefined;
}

/** A test that can be run. */
export interface TestCase extends TestLabel {
  readonly kind: 'case';
  readonly rule: SigmaRule;
  readonly events: readonly ReadEvent[];
  /** How many of the events have to match. */
  readonly least: number;
  /** How many may. */
  readonly most: number;
  readonly hints?: LogSourceAttributes;
}

/** A test that cannot be run. */
export interface Obstacle extends TestLabel {
  /** `skip`: it is of a kind that is not run here. `defect`: something is missing or wrong. */
  readonly kind: 'skip' | 'defect';
  readonly message: string;
}

export type TestStatus = 'passed' | 'failed' | 'skipped' | 'error';

export interface TestOutcome extends TestLabel {
  readonly status: TestStatus;
  /** Empty when it passed. */
  readonly message: string;
  /** Why an event did not match, or did: the tree of the rule's condition, as lines. */
  readonly detail: string;
  readonly events: number;
  readonly matched: number;
  readonly seconds: number;
}

/** How many events have to match: all of them, or none. */
export function expectAll(match: boolean, events: readonly unknown[]): Pick<TestCase, 'least' | 'most'> {
  const count = match ? events.length : 0;
  return { least: count, most: count };
}
