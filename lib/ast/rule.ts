/**
 * A Sigma rule as the author wrote it, every attribute of the specification typed.
 * Specification: https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html
 */
import type { Span } from '../source/source.ts';
import type { Detection } from './detection.ts';
import type { SigmaFilter } from './filter.ts';
import type { Metadata } from './metadata.ts';

/** How far a rule can be relied upon, from `stable` down. */
export type RuleStatus = 'stable' | 'test' | 'experimental' | 'deprecated' | 'unsupported';
/** How grave a match is, from the least up. */
export type RuleLevel = 'informational' | 'low' | 'medium' | 'high' | 'critical';
/** What another rule is to this one. */
export type RelationType = 'derived' | 'obsolete' | 'merged' | 'renamed' | 'similar';

/** One rule. Attributes it does not have are left out; lists it does not have are empty. */
export interface SigmaRule extends Metadata {
  readonly kind: 'rule';
  readonly logsource: LogSource;
  readonly detection: Detection;
  /** What a collection narrows the rule by; no part of its document. Every query of the rule is and'ed with these. */
  readonly filters?: readonly SigmaFilter[];
}

/** Another rule that a rule names, and how the two are related. */
export interface RelatedRule {
  readonly id: string;
  readonly type: RelationType;
  readonly span: Span;
}

/** Which events a rule is about. At least one of the three is there. */
export interface LogSource {
  readonly category?: string;
  readonly product?: string;
  readonly service?: string;
  readonly definition?: string;
  readonly custom: ReadonlyMap<string, unknown>;
  readonly span: Span;
}
