/**
 * Rules compared by what they match: one subsumes another if it matches every event the other does.
 *
 * Law: a claim is proved, for the events of the narrower rule's log source. No claim is no statement: the prover is
 * bounded, and rules that cannot be resolved are never compared.
 */
import type { LogSource, SigmaRule } from '../../ast/rule.ts';
import { toQueries } from '../../resolve/to-queries.ts';
import { junction, toFormula, type Formula } from './formula.ts';
import { implies } from './prove.ts';

/** What one rule is to another. `same`: each matches what the other does, whatever their metadata. */
export type RuleRelation = 'same' | 'narrower' | 'wider';

const formulas = /* @__PURE__ */ new WeakMap<SigmaRule, { readonly formula: Formula | undefined }>();

/** What a rule matches, any of its conditions; undefined for a rule that cannot be resolved. */
export function formulaOf(rule: SigmaRule): Formula | undefined {
  let known = formulas.get(rule);
  if (known === undefined) {
    const { queries } = toQueries(rule);
    const parts = queries.map((query) => toFormula(query));
    known = { formula: parts.length === 0 ? undefined : junction('or', parts) };
    formulas.set(rule, known);
  }
  return known.formula;
}

/**
 * Whether every event that `narrow` matches is proved to be one that `wide` matches.
 *
 * @example Image ends with '\cmd.exe' and User = 'x' is subsumed by Image ends with 'cmd.exe'
 */
export function isSubsumedBy(narrow: SigmaRule, wide: SigmaRule): boolean {
  if (!isLogSourceWithin(narrow.logsource, wide.logsource)) return false;
  const fact = formulaOf(narrow);
  const goal = formulaOf(wide);
  return fact !== undefined && goal !== undefined && implies([fact], goal);
}

/** How `rule` relates to `other`; undefined where nothing is proved. */
export function relationOf(rule: SigmaRule, other: SigmaRule): RuleRelation | undefined {
  const isWithin = isSubsumedBy(rule, other);
  const holds = isSubsumedBy(other, rule);
  if (isWithin) return holds ? 'same' : 'narrower';
  return holds ? 'wider' : undefined;
}

/** Whether the wider log source states nothing that the narrower one does not state too. */
export function isLogSourceWithin(narrow: LogSource, wide: LogSource): boolean {
  return (['product', 'category', 'service'] as const).every(
    (name) => wide[name] === undefined || wide[name].toLowerCase() === narrow[name]?.toLowerCase(),
  );
}
