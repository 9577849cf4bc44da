/**
 * Which filters apply to which rules.
 * https://sigmahq.io/sigma-specification/specification/sigma-filters-specification.html
 *
 * A filter applies to a rule that it names (by id, by name, or as one of `any`) and whose log source contains the
 * filter's: every part that the filter names is there with the same value, in any case.
 */
import type { SigmaFilter } from '../ast/filter.ts';
import type { LogSource, SigmaRule } from '../ast/rule.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';
import * as messages from '../diagnostics/messages/collection.ts';
import type { Directory } from './directory.ts';

/** On one rule: each makes every query of the rule longer. */
const MAX_FILTERS = 200;

const PARTS = ['category', 'product', 'service'] as const;

export interface FilterAssignment {
  /** Filters by rule, in the order of the inputs; rules without any are not there. */
  readonly filters: ReadonlyMap<SigmaRule, readonly SigmaFilter[]>;
  /** Filters and references that apply to nothing. */
  readonly diagnostics: readonly Diagnostic[];
}

export function assignFilters(
  rules: readonly SigmaRule[],
  filters: readonly SigmaFilter[],
  directory: Directory,
): FilterAssignment {
  const assigned = new Map<SigmaRule, SigmaFilter[]>();
  const byLogSource = groupByLogSource(rules);
  const diagnostics: Diagnostic[] = [];
  for (const filter of filters) {
    const chosen =
      filter.filter.rules === 'any' ? chooseAny(filter, byLogSource) : chooseNamed(filter, directory);
    diagnostics.push(...chosen.diagnostics);
    let isRefused = false;
    for (const rule of chosen.rules) {
      const others = assigned.get(rule);
      if (others === undefined) assigned.set(rule, [filter]);
      else if (others.length < MAX_FILTERS) others.push(filter);
      else if (!isRefused) {
        isRefused = true;
        diagnostics.push(
          diagnose(messages.tooManyFilters(MAX_FILTERS, rule.title), filter.source, filter.filter.span),
        );
      }
    }
  }
  return { filters: assigned, diagnostics };
}

interface Choice {
  readonly rules: Iterable<SigmaRule>;
  readonly diagnostics: readonly Diagnostic[];
}

interface LogSourceGroup {
  readonly logsource: LogSource;
  readonly rules: SigmaRule[];
}

/** Thousands of rules have a few hundred log sources. */
function groupByLogSource(rules: readonly SigmaRule[]): readonly LogSourceGroup[] {
  const groups = new Map<string, LogSourceGroup>();
  for (const rule of rules) {
    const { logsource } = rule;
    const key = JSON.stringify(PARTS.map((part) => logsource[part]?.toLowerCase()));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { logsource, rules: [rule] });
    else group.rules.push(rule);
  }
  return [...groups.values()];
}

function chooseAny(filter: SigmaFilter, groups: readonly LogSourceGroup[]): Choice {
  const chosen = groups
    .filter(({ logsource }) => contains(logsource, filter.logsource))
    .flatMap((group) => group.rules);
  const diagnostics =
    chosen.length > 0 ? [] : [diagnose(messages.filterUnused(), filter.source, filter.logsource.span)];
  return { rules: chosen, diagnostics };
}

function chooseNamed(filter: SigmaFilter, directory: Directory): Choice {
  const chosen = new Set<SigmaRule>();
  const diagnostics: Diagnostic[] = [];
  const references = filter.filter.rules === 'any' ? [] : filter.filter.rules;
  for (const { text, span } of references) {
    const found = directory.find(text);
    const rules = found.filter((entry): entry is SigmaRule => entry.kind === 'rule');
    const fitting = rules.filter((rule) => contains(rule.logsource, filter.logsource));
    for (const rule of fitting) chosen.add(rule);
    if (fitting.length > 0) continue;
    const finding =
      found.length === 0
        ? messages.filterUnknownRule(text, directory.names())
        : rules.length === 0
          ? messages.filterOnCorrelation(text)
          : messages.filterOtherLogSource(text);
    diagnostics.push(diagnose(finding, filter.source, span));
  }
  return { rules: chosen, diagnostics };
}

function contains(rule: LogSource, filter: LogSource): boolean {
  return PARTS.every(
    (part) => filter[part] === undefined || filter[part].toLowerCase() === rule[part]?.toLowerCase(),
  );
}
