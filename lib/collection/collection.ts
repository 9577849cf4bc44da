/**
 * Everything that was read, put together: references looked up across all inputs, filters applied, and what gives a
 * result of its own told from what only serves others. The order of the inputs changes nothing but the order of the
 * results.
 */
import type { SigmaCorrelation } from '../ast/correlation.ts';
import type { SigmaFilter } from '../ast/filter.ts';
import type { SigmaRule } from '../ast/rule.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { resolveDetection } from '../resolve/to-queries.ts';
import { createDirectory, type Directory } from './directory.ts';
import { assignFilters } from './filters.ts';
import { resolveReferences } from './references.ts';
import type { ResolvedCorrelation } from './resolved.ts';

/** What {@link createCollection} takes: a `ParseResult`, or parts of one. */
export interface CollectionInput {
  readonly rules?: readonly SigmaRule[];
  readonly correlations?: readonly SigmaCorrelation[];
  readonly filters?: readonly SigmaFilter[];
}

/** What a rule or a correlation has become. */
export interface CollectionEntry<T> {
  /** A rule with its filters, a correlation with its rules; undefined for a correlation that is not usable. */
  readonly value: T | undefined;
  /** Whether it is a result of its own: not for a rule that only serves correlations. */
  readonly isResult: boolean;
}

export interface SigmaCollection {
  /** All rules, with the filters that apply to them, in the order of the inputs. */
  readonly rules: readonly SigmaRule[];
  /** Usable correlations, each behind those it refers to. */
  readonly correlations: readonly ResolvedCorrelation[];
  readonly filters: readonly SigmaFilter[];
  /**
   * What is to be converted or reported: rules and correlations that no correlation refers to, and those that one
   * refers to with `generate: true`. Rules first, each in the order of {@link rules} and {@link correlations}.
   */
  readonly results: readonly (SigmaRule | ResolvedCorrelation)[];
  /** What became of a rule that was given. */
  readonly ruleEntry: (rule: SigmaRule) => CollectionEntry<SigmaRule>;
  /** What became of a correlation that was given. */
  readonly correlationEntry: (correlation: SigmaCorrelation) => CollectionEntry<ResolvedCorrelation>;
  /** What is wrong between the documents; what is wrong in one is in its `ParseResult`. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * A collection of rules, correlations and filters.
 *
 * A rule that any correlation refers to gives no result of its own, unless one of those correlations says
 * `generate: true`. That holds as well where the correlation turns out to be unusable: its parts are often far too
 * common to be reported one by one.
 *
 * @param inputs - One result of `parseSigma`, or many: correlations and filters may be in other files than the rules.
 * @example
 * const files = paths.map((path) => parseSigma(readFileSync(path, 'utf8'), { name: path }));
 * const { results, diagnostics } = createCollection(files);
 */
export function createCollection(inputs: CollectionInput | readonly CollectionInput[]): SigmaCollection {
  const all: readonly CollectionInput[] = Array.isArray(inputs) ? inputs : [inputs as CollectionInput];
  const rules = unique(all.flatMap((input) => input.rules ?? []));
  const correlations = unique(all.flatMap((input) => input.correlations ?? []));
  const filters = unique(all.flatMap((input) => input.filters ?? []));
  const directory = createDirectory([...rules, ...correlations]);
  const assignment = assignFilters(rules, filters, directory);

  const filteredRules = new Map<SigmaRule, SigmaRule>();
  for (const rule of rules) {
    const ofRule = assignment.filters.get(rule);
    filteredRules.set(rule, ofRule === undefined ? rule : { ...rule, filters: ofRule });
  }
  const filtered = (rule: SigmaRule): SigmaRule => filteredRules.get(rule) ?? rule;
  const resolution = resolveReferences(correlations, directory, filtered);
  const resolved = new Map(resolution.correlations.map((each) => [each.correlation, each]));
  const serving = findServing(correlations, directory);
  const isResult = (entry: SigmaRule | SigmaCorrelation): boolean => !serving.has(entry);

  return {
    rules: rules.map(filtered),
    correlations: resolution.correlations,
    filters,
    results: [
      ...rules.filter(isResult).map(filtered),
      ...resolution.correlations.filter(({ correlation }) => isResult(correlation)),
    ],
    ruleEntry: (rule) => ({ value: filtered(rule), isResult: isResult(rule) }),
    correlationEntry: (correlation) => ({
      value: resolved.get(correlation),
      isResult: isResult(correlation),
    }),
    diagnostics: [
      ...directory.diagnostics,
      ...resolution.diagnostics,
      ...assignment.diagnostics,
      ...filters.flatMap(warningsOf),
    ],
  };
}

function unique<T>(all: readonly T[]): readonly T[] {
  return [...new Set(all)];
}

/** What others refer to and nobody generates. */
function findServing(
  correlations: readonly SigmaCorrelation[],
  directory: Directory,
): ReadonlySet<SigmaRule | SigmaCorrelation> {
  const serving = new Set<SigmaRule | SigmaCorrelation>();
  const generated = new Set<SigmaRule | SigmaCorrelation>();
  for (const { correlation, generate } of correlations) {
    for (const { text } of correlation.rules) {
      for (const target of directory.find(text)) (generate ? generated : serving).add(target);
    }
  }
  for (const each of generated) serving.delete(each);
  return serving;
}

/** Once here, and not with every rule; errors are with each rule, which they make unusable. */
function warningsOf({ filter, source }: SigmaFilter): readonly Diagnostic[] {
  return resolveDetection(filter.detection, source).diagnostics.filter(
    ({ severity }) => severity !== 'error',
  );
}
