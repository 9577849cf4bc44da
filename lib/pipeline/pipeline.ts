/**
 * Pipelines: what stands between the rule as its author wrote it and the target as it is deployed. A rule speaks of
 * `Image`; Defender calls it `FolderPath` and keeps it in `DeviceProcessEvents`.
 *
 * A pipeline is a value without state, a list of steps. Each step is a pure function from one {@link PipelineState} to
 * the next; values stay typed matchers all the way, so a literal star never turns into a wildcard on the way.
 */
import type { SigmaRule } from '../ast/rule.ts';
import type { Gap } from '../backend/backend.ts';
import type { Schema } from '../backend/schema.ts';
import type { Finding } from '../diagnostics/diagnostic.ts';
import type { Placeholders } from '../modifiers/modifier.ts';
import type { Query } from '../query/query.ts';
import type { Span } from '../source/source.ts';

export type { Placeholders, PlaceholderValue } from '../modifiers/modifier.ts';

/** Steps under a name, in an order among others. */
export interface Pipeline {
  /** What the command line calls it: `defender-xdr`. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /** Pipelines with a lower number run first; those with the same, in the order given. */
  readonly priority: number;
  /** Names of the backends it is made for; empty when any will do. */
  readonly backends: readonly string[];
  readonly steps: readonly PipelineStep[];
  /** Values by name that its steps, and those of pipelines run together with it, may look up. */
  readonly vars?: PipelineVars;
  /**
   * Values for the placeholders of the modifier `expand`, by name, in this rule: they are needed before there are queries to step
   * over. `vars` are those of all pipelines.
   */
  readonly placeholders?: (rule: SigmaRule, vars: PipelineVars) => Placeholders;
  /** Changes of the finished text of each query, in order; only for backends that print text. */
  readonly postprocess?: readonly PostprocessStep[];
  /** Makes one text of all queries of a run, in order; only for backends that print text. */
  readonly finalize?: readonly FinalizeStep[];
}

/** Plain data by name. */
export type PipelineVars = ReadonlyMap<string, unknown>;

/** One change of a rule on its way to a target. */
export interface PipelineStep {
  /** Named by the conditions of later steps. */
  readonly id?: string;
  /** What it does, a verb phrase for people: `map Image to FolderPath`. */
  readonly description: string;
  /** The state after this step; the same object where it has nothing to do. */
  readonly apply: (state: PipelineState, context: PipelineContext) => PipelineState;
}

/** A rule on its way. Values in it are never changed in place. */
export interface PipelineState {
  /** With the attributes that steps have set; its `detection` stays as it was written. */
  readonly rule: SigmaRule;
  /** One for each condition of the rule. */
  readonly queries: readonly Query[];
  /** Undefined until a step says where the events lie. */
  readonly schema: Schema | undefined;
  /** What steps noted for later ones, by key. */
  readonly variables: ReadonlyMap<string, unknown>;
  /** Ids of the steps that had something to do. */
  readonly applied: ReadonlySet<string>;
}

/** What to do with a field for which a schema has no name: refuse the rule, say so, or say nothing. */
export type UnmappedPolicy = 'error' | 'warn' | 'keep';

/** What a step may know and do besides changing the state. */
export interface PipelineContext {
  /** The name of the backend and the output format. */
  readonly backend: string;
  readonly format: string;
  readonly unmapped: UnmappedPolicy;
  /** The values of all pipelines that run together; later ones win. */
  readonly vars: PipelineVars;
  /** Says something about the rule, at its place. An error refuses the rule for this target. */
  readonly report: (finding: Finding, span: Span) => void;
  /** Says that what a step made selects more or fewer events than the rule. How welcome that is, the caller decides. */
  readonly approximate: (gap: PipelineGap) => void;
}

/** A place where the target cannot say what the rule says, and a step says something near. */
export type PipelineGap = Omit<Gap, 'outcome' | 'hints'> & { readonly outcome: 'superset' | 'subset' };

/** A change of the text of a query. */
export interface PostprocessStep {
  readonly description: string;
  /** Whether the step changes anything, known before there is a text; without it, it may. */
  readonly isNeeded?: (state: PipelineState) => boolean;
  /** An error that is reported refuses the rule. */
  readonly apply: (query: string, state: PipelineState, context: PipelineContext) => string;
}

/** A text made of all queries of a run. */
export interface FinalizeStep {
  readonly description: string;
  /** @throws SigmaError when the queries cannot be put together so. */
  readonly apply: (queries: readonly string[], vars: PipelineVars) => string;
}
