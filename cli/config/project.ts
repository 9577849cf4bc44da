/** What a project's configuration says, read and checked as far as that needs no other file. */
import type { LogSource } from '../../lib/ast/rule.ts';
import type { ApproximationPolicy } from '../../lib/backend/backend.ts';
import type { UnmappedPolicy } from '../../lib/pipeline/pipeline.ts';
import type { Source, Span } from '../../lib/source/source.ts';

/** A text and its place, for what is only found out to be wrong when it is looked up. */
export interface Placed<T> {
  readonly value: T;
  readonly span: Span;
}

/** Settings of a backend or a format by name. */
export type PlacedSettings = ReadonlyMap<string, Placed<string>>;

/** Which rules: a list that is empty says nothing. */
export interface Selection {
  /** Paths from the folder of the configuration; `*`, `?` and `**` are wildcards, and a folder stands for all below it. */
  readonly paths: readonly string[];
  readonly ids: readonly string[];
  readonly status: readonly string[];
  readonly level: readonly string[];
  /** A tag stands for those below it as well: `attack.t1059` for `attack.t1059.001`. */
  readonly tags: readonly string[];
}

/** Conditions for rules about a log source, such as the index that holds its events. */
export interface LogSourceConditions {
  readonly logsource: Pick<LogSource, 'category' | 'product' | 'service'>;
  /** Values by the name of the field in the target; any of them will do. */
  readonly conditions: ReadonlyMap<string, readonly (string | number)[]>;
}

export type PlaceholderValues = Readonly<Record<string, readonly (string | number)[]>>;

export interface TargetConfig {
  readonly name: string;
  readonly span: Span;
  readonly backend: Placed<string>;
  readonly settings: PlacedSettings;
  readonly pipelines: readonly Placed<string>[];
  readonly format: Placed<string>;
  readonly formatSettings: PlacedSettings;
  readonly output: Placed<string>;
  readonly unmapped: UnmappedPolicy;
  readonly approximate: ApproximationPolicy;
  /** Codes of diagnostics for which a rule may be left out without the build failing. */
  readonly accept: readonly string[];
  readonly only: Selection;
  readonly exclude: Selection;
  readonly logsources: readonly LogSourceConditions[];
  /** Settings of the format by the id of a rule, in lower case. */
  readonly overrides: ReadonlyMap<string, PlacedSettings>;
  readonly placeholders: PlaceholderValues;
}

export interface ProjectConfig {
  readonly source: Source;
  /** Files and folders of rules, correlations and filters, from the folder of the configuration. */
  readonly rules: readonly string[];
  readonly filters: readonly string[];
  readonly only: Selection;
  readonly exclude: Selection;
  readonly targets: readonly TargetConfig[];
}
