/**
 * The contract of a backend: queries of one rule in, the target's form out, with an honest account of gaps.
 *
 * A backend is an immutable value and holds no state between calls. Write one with `createTextBackend`, or
 * implement this interface directly as the predicate does.
 */
import type { SigmaRule } from '../ast/rule.ts';
import type { Feature } from '../diagnostics/codes.ts';
import type { Query } from '../query/query.ts';
import type { Span } from '../source/source.ts';
import type { Schema } from './schema.ts';

/**
 * How the output relates to the rule, under the backend's stated assumptions:
 * - `exact`: it selects the events the rule selects, no more and no fewer.
 * - `superset` / `subset`: it selects more / fewer.
 * - `approximate`: both, in different parts.
 * - `unsupported`: there is no output.
 */
export type Fidelity = 'exact' | 'superset' | 'subset' | 'approximate' | 'unsupported';

/** Which inexact outputs are welcome: none, only wider ones (the default), or any. */
export type ApproximationPolicy = 'never' | 'superset' | 'any';

/** What a backend is asked to convert. */
export interface ConversionRequest {
  readonly rule: SigmaRule;
  /** One for each condition of the rule. */
  readonly queries: readonly Query[];
  /** A key of {@link Backend.formats}. */
  readonly format: string;
  readonly approximate: ApproximationPolicy;
  /** Where the events lie, when a pipeline said so; it goes before the settings of the backend. */
  readonly schema?: Schema | undefined;
}

/** A place where the target cannot say what the rule says. */
export interface Gap {
  readonly feature: Feature;
  /** What the target lacks: a clause for "…: SPL has no one-character wildcard". */
  readonly reason: string;
  readonly span: Span;
  readonly hints: readonly string[];
  /** What became of it: nothing was emitted, or a form that selects more / fewer. */
  readonly outcome: 'refused' | 'superset' | 'subset';
}

/** What a backend answers. */
export interface BackendResult<Output> {
  /** One for each query of the request, or none when a gap was refused. */
  readonly outputs: readonly Output[];
  readonly gaps: readonly Gap[];
}

/** A target: how it introduces itself, and how it converts. See `createTextBackend` for the short way to one. */
export interface Backend<Output = string> {
  /** What the command line calls it: `splunk`. */
  readonly name: string;
  /** What people call it: `Splunk SPL`. */
  readonly title: string;
  /** Output formats with a sentence on each; `default` is always there. */
  readonly formats: Readonly<Record<string, string>>;
  /** What must hold in the target for `exact` to be true, a sentence each. */
  readonly assumptions: readonly string[];
  convert(request: ConversionRequest): BackendResult<Output>;
}

/** What a set of gaps makes of a conversion. */
export function fidelityOf(gaps: readonly Gap[]): Fidelity {
  let wider = false;
  let narrower = false;
  for (const gap of gaps) {
    if (gap.outcome === 'refused') return 'unsupported';
    if (gap.outcome === 'superset') wider = true;
    else narrower = true;
  }
  if (wider && narrower) return 'approximate';
  if (wider) return 'superset';
  return narrower ? 'subset' : 'exact';
}
