/**
 * A Sigma filter as the author wrote it: what other rules should not, or should only, report.
 * Specification: https://sigmahq.io/sigma-specification/specification/sigma-filters-specification.html
 *
 * A filter narrows a rule: the result is the rule's query `and` the filter's condition. To leave matches out, the
 * condition says so itself (`condition: not selection`), as in the filters that other tools apply.
 */
import type { Source, Span } from '../source/source.ts';
import type { YamlMapping } from '../yaml/node.ts';
import type { RuleReference } from './correlation.ts';
import type { Detection } from './detection.ts';
import type { LogSource, RelatedRule, RuleLevel, RuleStatus } from './rule.ts';

/** One filter. Attributes it does not have are left out; lists it does not have are empty. */
export interface SigmaFilter {
  readonly kind: 'filter';
  readonly title: string;
  readonly id?: string;
  readonly name?: string;
  readonly taxonomy?: string;
  readonly related: readonly RelatedRule[];
  readonly status?: RuleStatus;
  readonly description?: string;
  readonly license?: string;
  readonly references: readonly string[];
  readonly author?: string;
  /** `YYYY-MM-DD`, however the filter wrote it. */
  readonly date?: string;
  /** `YYYY-MM-DD`, however the filter wrote it. */
  readonly modified?: string;
  /** The rules it is for: those whose log source has everything that is named here, and perhaps more. */
  readonly logsource: LogSource;
  readonly filter: FilterSection;
  readonly fields: readonly string[];
  readonly falsepositives: readonly string[];
  readonly level?: RuleLevel;
  readonly tags: readonly string[];
  readonly scope: readonly string[];
  /** Attributes the specification does not name, as plain data. */
  readonly custom: ReadonlyMap<string, unknown>;
  readonly tree: YamlMapping;
  readonly source: Source;
  readonly span: Span;
}

/** The `filter` section. */
export interface FilterSection {
  /** Ids and names of rules, one or more; or every rule of the log source. */
  readonly rules: 'any' | readonly RuleReference[];
  /** Searches and exactly one condition. */
  readonly detection: Detection;
  readonly span: Span;
}
