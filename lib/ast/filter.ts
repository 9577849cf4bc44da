/**
 * A Sigma filter as the author wrote it: what other rules should not, or should only, report.
 * Specification: https://sigmahq.io/sigma-specification/specification/sigma-filters-specification.html
 *
 * A filter narrows a rule: the result is the rule's query `and` the filter's condition. To leave matches out, the
 * condition says so itself (`condition: not selection`), as in the filters that other tools apply.
 */
import type { Span } from '../source/source.ts';
import type { RuleReference } from './correlation.ts';
import type { Detection } from './detection.ts';
import type { Metadata } from './metadata.ts';
import type { LogSource } from './rule.ts';

/** One filter. Attributes it does not have are left out; lists it does not have are empty. */
export interface SigmaFilter extends Metadata {
  readonly kind: 'filter';
  /** The rules it is for: those whose log source has everything that is named here, and perhaps more. */
  readonly logsource: LogSource;
  readonly filter: FilterSection;
}

/** The `filter` section. */
export interface FilterSection {
  /** Ids and names of rules, one or more; or every rule of the log source. */
  readonly rules: 'any' | readonly RuleReference[];
  /** Searches and exactly one condition. */
  readonly detection: Detection;
  readonly span: Span;
}
