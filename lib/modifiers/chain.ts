/**
 * The modifiers of an item as one function on values, checked for order and fit before any value is looked at.
 */
import type { DetectionItem, DetectionValue, ModifierUse } from '../ast/detection.ts';
import { diagnose, type Diagnostic, type Finding } from '../diagnostics/diagnostic.ts';
import {
  modifierConflict,
  modifierNeedsField,
  modifierNotFirst,
  modifierOrder,
  modifierRepeated,
  modifierUnknown,
  tooManyCombinations,
} from '../diagnostics/messages/modifier.ts';
import type { Source } from '../source/source.ts';
import { findModifier, modifierNames } from './index.ts';
import type { Applied, Modifier, ModifierOptions, Place, Stage, ValueModifier } from './modifier.ts';
import { MAX_COMBINATIONS } from './combinations.ts';
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
  /** How text compares under a chain that does no more than that. */
  readonly compares: Place | 'equals' | undefined;
}

const EMPTY: Chain = {
  steps: [],
  all: false,
  negated: false,
  single: undefined,
  expands: false,
  compares: 'equals',
};

/** A modifier that led to another stage, and the stage before it. */
interface Link {
  readonly modifier: ValueModifier;
  readonly use: ModifierUse;
  readonly from: Stage;
}

/** The chain of an item, or the first thing wrong with its modifiers. */
export function buildChain(item: DetectionItem, source: Source): Chain | Diagnostic {
  if (item.modifiers.length === 0) return EMPTY;
  const steps: ValueModifier[] = [];
  let all = false;
  let negated = false;
  let stage: Stage = 'plain';
  let previous: Link | undefined;

  for (const use of item.modifiers) {
    const modifier = findModifier(use.name);
    if (modifier === undefined) return diagnose(modifierUnknown(use.name, modifierNames()), source, use.span);
    const earlier = firstUse(modifier, item);
    if (earlier !== undefined && earlier !== use) {
      const related = [{ message: 'first written here', span: earlier.span }];
      return diagnose(modifierRepeated(use.name), source, use.span, related);
    }
    if (modifier.kind === 'item') {
      if (modifier.effect === 'all') all = true;
      else negated = true;
      continue;
    }
    if (modifier.needsField === true && item.field === null) {
      return diagnose(modifierNeedsField(use.name), source, use.span);
    }
    const next: Stage | undefined = modifier.steps[stage];
    if (next === undefined) return misplaced(modifier, use, previous, source);
    previous = { modifier, use, from: stage };
    stage = next;
    steps.push(modifier);
  }
  const single = steps.find((step) => step.single === true);
  const compares = steps.length === 0 ? 'equals' : steps.length === 1 ? steps[0]?.place : undefined;
  return { steps, all, negated, single, expands: steps.includes(expand), compares };
}

/** Where the item has the modifier first, by whichever of its names. Chains are short: a search is quickest. */
function firstUse(modifier: Modifier, { modifiers }: DetectionItem): ModifierUse | undefined {
  return modifiers.find(({ name }) => findModifier(name) === modifier);
}

/** Why a modifier cannot stand where it does: it is too late, too early, or out of place altogether. */
function misplaced(
  modifier: ValueModifier,
  use: ModifierUse,
  previous: Link | undefined,
  source: Source,
): Diagnostic {
  if (previous === undefined) {
    return diagnose(modifierNotFirst(use.name, predecessorsOf(modifier)), source, use.span);
  }
  const before = previous.use.name;
  const swapped = modifier.steps[previous.from];
  const finding =
    swapped !== undefined && previous.modifier.steps[swapped] !== undefined
      ? modifierOrder(use.name, before)
      : modifierConflict(use.name, before);
  const related = [{ message: `\`${before}\` is here`, span: previous.use.span }];
  return diagnose(finding, source, use.span, related);
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

/** What the chain makes of a value: one value, several that are or'ed, or what is wrong with it. */
export function applyChain(chain: Chain, origin: DetectionValue, options: ModifierOptions): Applied {
  let applied: Applied = startValue(origin, chain.expands);
  for (const step of chain.steps) {
    if ('code' in applied) return applied;
    // One value is by far the most common, and worth no list.
    applied =
      'kind' in applied ? step.apply(applied, origin, options) : applyToAll(step, applied, origin, options);
  }
  return applied;
}

function applyToAll(
  step: ValueModifier,
  values: readonly Value[],
  origin: DetectionValue,
  options: ModifierOptions,
): readonly Value[] | Finding {
  const results: Value[] = [];
  for (const value of values) {
    const applied = step.apply(value, origin, options);
    if ('code' in applied) return applied;
    if ('kind' in applied) results.push(applied);
    else for (const each of applied) results.push(each);
    if (results.length > MAX_COMBINATIONS) return tooManyCombinations(MAX_COMBINATIONS);
  }
  return results;
}
