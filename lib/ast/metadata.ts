/** What rules, correlations and filters say about themselves, all in the same way. */
import type { Source, Span } from '../source/source.ts';
import type { YamlMapping } from '../yaml/node.ts';
import type { RelatedRule, RuleLevel, RuleStatus } from './rule.ts';

/** Attributes that every kind of document can have. Those it does not have are left out; lists are then empty. */
export interface Metadata {
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
  /** `YYYY-MM-DD`, however the document wrote it. */
  readonly date?: string;
  /** `YYYY-MM-DD`, however the document wrote it. */
  readonly modified?: string;
  readonly fields: readonly string[];
  readonly falsepositives: readonly string[];
  readonly level?: RuleLevel;
  readonly tags: readonly string[];
  readonly scope: readonly string[];
  /** Attributes the specification does not name, as plain data: nothing a document says is lost. */
  readonly custom: ReadonlyMap<string, unknown>;
  /** The document it was read from, for places of attributes and for its spelling. */
  readonly tree: YamlMapping;
  readonly source: Source;
  readonly span: Span;
}
