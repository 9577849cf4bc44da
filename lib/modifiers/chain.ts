/**
 * The modifiers of an item as one function on values, checked for order and fit before any value is looked at.
 */
import type { DetectionItem, DetectionValue, ModifierUse } from '../ast/detection.ts';
import { diagnose, type Diagnostic, type Finding, type RelatedPlace } from '../diagnostics/diagnostic.ts';
import {
  modifierConflict,
  modifierNeedsField,
  modifierNotFirst,
  modifierOrder,
  modifierRepeated,
  modifierUnknown,
} from '../diagnostics/messages/modifier.ts';
import type { Source } from '../source/source.ts';
import { findModifier, modifierNames } from './index.ts';
import type { Modifier, ModifierOptions, Stage, ValueModifier } from './modifier.ts';
import { expand } from './placeholder.ts';
import { startValue, type Value } from './value.ts';

export interface Chain {
  /** The modifiers that change values, in the order written. */
  readonly steps: readonly ValueModifier[];
  /** Whether all values have to match. */
  readonly all: boolean;
  /** Whether the item as a whole is negated. */
  readonly negated: boolean;
  /** The modifier, if there is one, that allows no list. */
  readonly single: ValueModifier | undefined;
  /** Whether `%name%` in the values is a placeholder. */
  readonly expands: boolean;
}

const EMPTY: Chain = { steps: [], all: false, negated: false, single: undefined, expands: false };

/** The chain of an item, or the first thing wrong with its modifiers. */
export function buildChain(item: DetectionItem, source: Source): Chain | Diagnostic {
  if (item.modifiers.length === 0) return EMPTY;
  const steps: ValueModifier[] = [];
  const seen = new Map<Modifier, ModifierUse>();
  let all = false;
  let negated = false;
  let stage: Stage = 'plain';
  /** The last modifier that led to another stage, and the stage before it. */
  let previous:
    { readonly modifier: ValueModifier; readonly use: ModifierUse; readonly from: Stage } | undefined;

  for (const use of item.modifiers) {
    const report = (finding: Finding, related: readonly RelatedPlace[] = []): Diagnostic =>
      diagnose(finding, source, use.span, related);

    const modifier = findModifier(use.name);
    if (modifier === undefined) return report(modifierUnknown(use.name, modifierNames()));
    const earlier = seen.get(modifier);
    if (earlier !== undefined) {
      return report(modifierRepeated(use.name), [{ message: 'first written here', span: earlier.span }]);
    }
    seen.set(modifier, use);
    if (modifier.kind === 'item') {
      if (modifier.effect === 'all') all = true;
      else negated = true;
      continue;
    }
    if (modifier.needsField === true && item.field === null) return report(modifierNeedsField(use.name));

    const next: Stage | undefined = modifier.steps[stage];
    if (next === undefined) {
      if (previous === undefined) return report(modifierNotFirst(use.name, predecessorsOf(modifier)));
      const related = [{ message: `\`${previous.use.name}\` is here`, span: previous.use.span }];
      const swapped = modifier.steps[previous.from];
      return swapped !== undefined && previous.modifier.steps[swapped] !== undefined
        ? report(modifierOrder(use.name, previous.use.name), related)
        : report(modifierConflict(use.name, previous.use.name), related);
    }
    previous = { modifier, use, from: stage };
    stage = next;
    steps.push(modifier);
  }
  const single = steps.find((step) => step.single === true);
  return { steps, all, negated, single, expands: steps.includes(expand) };
}

/** The modifiers that lead to a stage which this one may follow. */
function predecessorsOf(modifier: ValueModifier): readonly string[] {
  const names: string[] = [];
  for (const name of modifierNames()) {
    const other = findModifier(name);
    if (other?.kind !== 'value' || other === modifier) continue;
    const stage = other.steps.plain;
    if (stage !== undefined && modifier.steps[stage] !== undefined) names.push(name);
  }
  return names;
}

/** What the chain makes of a value: one or more that are or'ed, or what is wrong with it. */
export function applyChain(
  chain: Chain,
  origin: DetectionValue,
  options: ModifierOptions,
): readonly Value[] | Finding {
  let values: readonly Value[] = [startValue(origin, chain.expands)];
  for (const step of chain.steps) {
    const next: Value[] = [];
    for (const value of values) {
      const applied = step.apply(value, origin, options);
      if ('code' in applied) return applied;
      if ('kind' in applied) next.push(applied);
      else next.push(...applied);
    }
    values = next;
  }
  return values;
}
