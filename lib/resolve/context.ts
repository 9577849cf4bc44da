/** What resolving one rule shares: where to report, and what the caller gave. */
import type { Collector } from '../diagnostics/collector.ts';
import type { ModifierOptions } from '../modifiers/modifier.ts';

export interface ResolveContext {
  readonly collector: Collector;
  readonly modifierOptions: ModifierOptions;
  /** Comparisons made so far by all searches together. */
  leaves: number;
  /** Characters of regular expressions parsed so far. */
  regexLength: number;
  /** Whether leaves say which item they came from. */
  readonly keepItems?: boolean;
}

/**
 * Comparisons that the searches of a rule may make together, and those that one condition may. A few lines can ask
 * for millions: each value under `windash` can have thousands of spellings, and a condition can repeat a search
 * thousands of times. Public rules stay below 5,000.
 */
export const MAX_LEAVES = 250_000;

/** Parsing an expression takes 0.03 ms a character. Public rules have up to 510 in all their expressions. */
export const MAX_REGEX_LENGTH = 20_000;
