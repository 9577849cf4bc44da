/** One correlation to one target: its rules prepared as single rules are, then printed together. */
import type { SigmaCorrelation } from './ast/correlation.ts';
import { fidelityOf, type ApproximationPolicy, type Gap } from './backend/backend.ts';
import type { CorrelationBackend, CorrelationInput, CorrelationRequest } from './backend/correlation.ts';
import type { CorrelationMember, ResolvedCorrelation } from './collection/resolved.ts';
import { describeGap, type Conversion } from './convert.ts';
import { diagnose, type Diagnostic } from './diagnostics/diagnostic.ts';
import { unsupported } from './diagnostics/messages/backend.ts';
import { prepareRule, type PrepareOptions } from './prepare.ts';
import { or } from './query/build.ts';

/** How {@link convertCorrelation} converts; all of it may be left out. */
export interface ConvertCorrelationOptions extends PrepareOptions {
  /**
   * Which inexact forms of the correlation are welcome: `never`, only wider ones (`superset`), or `any`.
   * @default 'superset'
   */
  readonly approximate?: ApproximationPolicy;
}

/**
 * Converts a correlation to the language of a backend. Never throws for anything a correlation or its rules say.
 *
 * @param resolved - From a collection, which looks references up and checks them.
 * @returns One query, or several of which each finds some of the matches. A rule that the target cannot say exactly makes
 *   the whole correlation unsupported: counting too many could find too much or too little.
 *
 * @example
 * const { correlations } = createCollection(parseSigma(text));
 * convertCorrelation(correlations[0], createKustoCorrelations({ table: 'SecurityEvent' })).queries;
 */
export function convertCorrelation<Output>(
  resolved: ResolvedCorrelation,
  backend: CorrelationBackend<Output>,
  options: ConvertCorrelationOptions = {},
): Conversion<Output> {
  const { title, assumptions } = backend;
  const { approximate = 'superset' } = options;
  const diagnostics: Diagnostic[] = [];
  const request = prepare(resolved, backend, options, diagnostics);
  if (request === undefined) return { queries: [], fidelity: 'unsupported', diagnostics, assumptions };

  const { outputs, gaps: found } = backend.correlate(request);
  const gaps = found.map((gap) =>
    isWelcome(gap.outcome, approximate) ? gap : { ...gap, outcome: 'refused' as const },
  );
  for (const gap of gaps) diagnostics.push(describeGap(gap, gap.rule ?? resolved.correlation, title));
  const fidelity = fidelityOf(gaps);
  return { queries: fidelity === 'unsupported' ? [] : outputs, fidelity, diagnostics, assumptions };
}

function isWelcome(outcome: Gap['outcome'], policy: ApproximationPolicy): boolean {
  return policy === 'any' || outcome === 'refused' || (policy === 'superset' && outcome === 'superset');
}

type Target = Pick<CorrelationBackend, 'name' | 'title'>;

/** Undefined when a rule is not usable; all of them are looked at, so that all reasons are given. */
function prepare(
  { correlation, members, alternatives }: ResolvedCorrelation,
  backend: Target,
  options: PrepareOptions,
  diagnostics: Diagnostic[],
): CorrelationRequest | undefined {
  const inputs = members.map((member) => prepareMember(member, correlation, backend, options, diagnostics));
  const usable = inputs.filter((input) => input !== undefined);
  return usable.length < inputs.length ? undefined : { correlation, inputs: usable, alternatives };
}

/** Correlations have no cycles, and chains of them are bounded. */
function prepareMember(
  { reference, target, groupBy, fields }: CorrelationMember,
  { source }: SigmaCorrelation,
  backend: Target,
  options: PrepareOptions,
  diagnostics: Diagnostic[],
): CorrelationInput | undefined {
  if (target.kind === 'resolved-correlation') {
    const of = prepare(target, backend, options, diagnostics);
    return of && { reference, of, groupBy, fields };
  }
  const place = { name: backend.name, format: 'default' };
  const prepared = prepareRule(target, place, options);
  diagnostics.push(...prepared.diagnostics());
  const { rule, queries, schema, nameOf, changesText, gaps, inItsText } = prepared;
  for (const gap of gaps) {
    const refused: Gap = { ...gap, hints: [], outcome: 'refused' };
    diagnostics.push(inItsText(describeGap(refused, rule, backend.title)));
  }
  if (gaps.length > 0) return undefined;
  if (queries.length === 0) return undefined;
  if (changesText) {
    const reason = 'a pipeline changes the text of the finished query, which this rule has none of here';
    const hints = ['leave out the pipeline, or its steps behind the printing'];
    diagnostics.push(
      diagnose(unsupported(backend.title, 'correlation', reason, hints), source, reference.span),
    );
    return undefined;
  }
  return {
    reference,
    of: { rule, query: or(queries), schema, nameOf },
    groupBy: groupBy.map(nameOf),
    fields: fields.map(nameOf),
  };
}
