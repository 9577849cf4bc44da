/**
 * One rule to one target.
 *
 * | step    | from                | to                                  | done in              |
 * | ------- | ------------------- | ----------------------------------- | -------------------- |
 * | parse   | YAML text           | `SigmaRule`, as the author wrote it | `parse.ts`           |
 * | resolve | `SigmaRule`         | `Query` for each condition          | `resolve/`           |
 * | prepare | `Query`             | `Query` and schema of the target    | `pipeline/`          |
 * | print   | `Query`             | the target's text or predicate      | the backend          |
 * | account | gaps of the backend | fidelity and diagnostics            | here                 |
 */
import type { SigmaRule } from './ast/rule.ts';
import {
  fidelityOf,
  type ApproximationPolicy,
  type Backend,
  type Fidelity,
  type Gap,
} from './backend/backend.ts';
import { diagnose, hasErrors, type Diagnostic } from './diagnostics/diagnostic.ts';
import { approximate, unknownFormat, unsupported } from './diagnostics/messages/backend.ts';
import type { Schema } from './backend/schema.ts';
import type { PipelineGap } from './pipeline/pipeline.ts';
import { prepareRule, type PrepareOptions } from './prepare.ts';

/** How {@link convert} converts; all of it may be left out. */
export interface ConvertOptions extends PrepareOptions {
  /**
   * One of the backend's formats.
   * @default 'default'
   */
  readonly format?: string;
  /**
   * Which inexact conversions are welcome: `never`, only wider ones (`superset`), or `any`.
   * @default 'superset'
   */
  readonly approximate?: ApproximationPolicy;
}

/** What became of a rule: its queries, and how far they can be trusted. */
export interface Conversion<Output = string> {
  /** One for each condition of the rule; empty when {@link fidelity} is `unsupported`. */
  readonly queries: readonly Output[];
  readonly fidelity: Fidelity;
  /** Why a conversion is not exact, and anything else worth knowing, each with its place in the rule. */
  readonly diagnostics: readonly Diagnostic[];
  /** What must hold in the target for {@link fidelity} to be true. */
  readonly assumptions: readonly string[];
  /** Where the events lie, when a pipeline said so. */
  readonly schema?: Schema | undefined;
}

/**
 * Converts a rule to the language of a backend. Never throws for anything a rule says.
 *
 * @example
 * const { rules } = parseSigma(`
 *   title: PowerShell started
 *   logsource: { product: windows, category: process_creation }
 *   detection:
 *     selection:
 *       Image|endswith: '\\powershell.exe'
 *     condition: selection
 * `);
 * convert(rules[0], splunk).queries; // ['Image="*\\\\powershell.exe"']
 */
export function convert<Output>(
  rule: SigmaRule,
  backend: Backend<Output>,
  options: ConvertOptions = {},
): Conversion<Output> {
  const { format = 'default', approximate: policy = 'superset' } = options;
  const { title, assumptions, formats } = backend;

  if (!Object.hasOwn(formats, format)) {
    const finding = unknownFormat(title, format, Object.keys(formats));
    return refused([diagnose(finding, rule.source, rule.span)], assumptions);
  }

  const prepared = prepareRule(rule, { name: backend.name, format }, options);
  const { queries, schema, postprocess, inItsText } = prepared;
  if (queries.length === 0) return refused(prepared.diagnostics(), assumptions);

  const request = { rule: prepared.rule, queries, format, approximate: policy, schema };
  const printed = backend.convert(request);
  const { outputs } = printed;
  const gaps = [...prepared.gaps.map((gap) => welcome(gap, policy)), ...printed.gaps];
  // Only text can be changed afterwards; what else a backend makes stays as it is.
  const finished = outputs.map((output) =>
    typeof output === 'string' ? (postprocess(output) as Output) : output,
  );
  const found = prepared.diagnostics();
  const diagnostics = [...found, ...gaps.map((gap) => inItsText(describeGap(gap, rule, title)))];
  if (hasErrors(diagnostics)) return refused(diagnostics, assumptions);
  return { queries: finished, fidelity: fidelityOf(gaps), diagnostics, assumptions, schema };
}

function refused(diagnostics: readonly Diagnostic[], assumptions: readonly string[]): Conversion<never> {
  return { queries: [], fidelity: 'unsupported', diagnostics, assumptions };
}

/** A gap of a pipeline, refused where the policy has no place for it. */
function welcome(gap: PipelineGap, policy: ApproximationPolicy): Gap {
  const isWelcome = policy === 'any' || (policy === 'superset' && gap.outcome === 'superset');
  return { ...gap, hints: [], outcome: isWelcome ? gap.outcome : 'refused' };
}

/** A gap as the diagnostic it becomes, in the text of the rule. */
export function describeGap(gap: Gap, rule: Pick<SigmaRule, 'source'>, target: string): Diagnostic {
  const { feature, reason, hints, outcome, span } = gap;
  const finding =
    outcome === 'refused'
      ? unsupported(target, feature, reason, hints)
      : approximate(target, feature, reason, hints, outcome);
  return diagnose(finding, rule.source, span);
}
