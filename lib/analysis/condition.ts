/**
 * Conditions over the names of searches: selectors expanded, what is negated, sentences and normal forms.
 */
import type { ConditionNode, ConditionSelector } from '../ast/condition.ts';
import { selectNames } from '../resolve/selectors.ts';
import { printCondition } from '../syntax/print-condition.ts';

/** One mention of a search in a condition. */
export interface Use {
  readonly name: string;
  /** Whether an odd number of `not` stands above it. */
  readonly negated: boolean;
}

/**
 * Mentions that are looked at: a few lines can ask for millions, each selector for every search. Public rules have up
 * to 34.
 */
const MAX_MENTIONS = 20_000;

/** Which searches a pattern selects; each pattern is looked up once. */
function createSelection(names: Iterable<string>): (pattern: string) => readonly string[] {
  const known = [...names];
  const selected = new Map<string, readonly string[]>();
  return (pattern) => {
    let found = selected.get(pattern);
    if (found === undefined) {
      found = selectNames(pattern, known);
      selected.set(pattern, found);
    }
    return found;
  };
}

/**
 * Every mention of a search, in the order of the text; a selector mentions the searches it selects. Of conditions beyond
 * {@link MAX_MENTIONS}, the first ones.
 */
export function usesOf(node: ConditionNode, names: Iterable<string>): readonly Use[] {
  const select = createSelection(names);
  const uses: Use[] = [];
  const walk = (each: ConditionNode, negated: boolean): void => {
    if (uses.length >= MAX_MENTIONS) return;
    switch (each.kind) {
      case 'identifier':
        uses.push({ name: each.name, negated });
        return;
      case 'selector':
        for (const name of select(each.pattern)) uses.push({ name, negated });
        return;
      case 'not':
        walk(each.operand, !negated);
        return;
      case 'and':
      case 'or':
        for (const operand of each.operands) walk(operand, negated);
    }
  };
  walk(node, false);
  return uses;
}

/**
 * The condition with its selectors replaced by the searches they select and every `not` moved to a search.
 *
 * Selectors beyond {@link MAX_MENTIONS} stay as they are written.
 *
 * @example not (1 of filter_*) → not filter_a and not filter_b
 */
export function normalise(node: ConditionNode, names: Iterable<string>): ConditionNode {
  const select = createSelection(names);
  let mentions = 0;
  const push = (each: ConditionNode, negated: boolean): ConditionNode => {
    switch (each.kind) {
      case 'identifier':
        return negated ? { kind: 'not', operand: each, span: each.span } : each;
      case 'selector':
        mentions += select(each.pattern).length;
        return push(expand(each, mentions > MAX_MENTIONS ? [] : select(each.pattern)), negated);
      case 'not':
        return push(each.operand, !negated);
      case 'and':
      case 'or': {
        const kind = negated === (each.kind === 'and') ? 'or' : 'and';
        return join(
          kind,
          each.operands.map((operand) => push(operand, negated)),
          each,
        );
      }
    }
  };
  return push(node, false);
}

/** {@link normalise} as text. */
export function normalForm(node: ConditionNode, names: Iterable<string>): string {
  return printCondition(normalise(node, names));
}

function expand(selector: ConditionSelector, selected: readonly string[]): ConditionNode {
  const { quantifier, span } = selector;
  if (selected.length === 0) return { kind: 'identifier', name: printCondition(selector), span };
  const operands = selected.map((name): ConditionNode => ({ kind: 'identifier', name, span }));
  return join(quantifier === 'all' ? 'and' : 'or', operands, selector);
}

/** Flat, and without lists of one: what the parser promises too. */
function join(
  kind: 'and' | 'or',
  operands: readonly ConditionNode[],
  { span }: ConditionNode,
): ConditionNode {
  const flat = operands.flatMap((operand) => (operand.kind === kind ? operand.operands : [operand]));
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { kind, operands: flat, span };
}

/**
 * The condition in words.
 *
 * @example selection and not 1 of filter_* → 'selection matches, and none of filter_a, filter_b does'
 */
export function sentenceOf(node: ConditionNode, names: Iterable<string>): string {
  const select = createSelection(names);
  const say = (each: ConditionNode, negated: boolean): string => {
    switch (each.kind) {
      case 'identifier':
        return `${each.name} ${negated ? 'does not match' : 'matches'}`;
      case 'selector':
        return saySelector(each, negated, select(each.pattern));
      case 'not':
        return say(each.operand, !negated);
      case 'and':
      case 'or': {
        const kind = negated === (each.kind === 'and') ? 'or' : 'and';
        const parts = each.operands.map((operand) => {
          const part = say(operand, negated);
          const inner = operand.kind === 'not' ? operand.operand : operand;
          return inner.kind === 'and' || inner.kind === 'or' ? `(${part})` : part;
        });
        return parts.join(`, ${kind} `);
      }
    }
  };
  return say(node, false);
}

/** Searches of a selector that are named in a sentence; of more, their number is. */
const NAMED = 12;

function saySelector(
  { pattern, quantifier }: ConditionSelector,
  negated: boolean,
  names: readonly string[],
): string {
  const list = names.length <= NAMED ? names.join(', ') : `the ${names.length} searches ${pattern}`;
  if (names.length === 1) return `${list} ${negated ? 'does not match' : 'matches'}`;
  if (quantifier === 'all') return negated ? `not all of ${list} match` : `all of ${list} match`;
  return negated ? `none of ${list} matches` : `at least one of ${list} matches`;
}
