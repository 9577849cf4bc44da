/** Conditions on the items of a rule: one line of a search with all its values. */
import type { Leaf, Matcher } from '../../../query/query.ts';
import { expression, matchesStart } from '../expression.ts';
import { choice, flag, optional, single, text } from '../parameters.ts';
import { isSameMatcher, matcherOf, patternOf, shownText } from '../texts.ts';
import { conditionType, type ConditionTable, type ItemCondition } from './condition.ts';
import { holdsState, STATE_PARAMETERS } from './state.ts';

/** How many values of an item have to fulfil the condition. */
const cond = /* @__PURE__ */ choice('any', 'all');

export const ITEM_CONDITIONS: ConditionTable<ItemCondition> = {
  match_string: () =>
    conditionType(
      { cond, pattern: expression, negate: optional(flag, false) },
      ({ cond: quantifier, pattern, negate }) =>
        values(quantifier, (matcher) => {
          const isText = patternOf(matcher) !== undefined;
          return (isText && matchesStart(pattern, shownText(matcher))) !== negate;
        }),
    ),
  match_value: () =>
    conditionType({ cond, value: single }, ({ cond: quantifier, value }) => {
      const wanted = matcherOf(value);
      return values(quantifier, (matcher) => isSameMatcher(matcher, wanted));
    }),
  contains_wildcard: () =>
    conditionType({ cond }, ({ cond: quantifier }) =>
      values(quantifier, (matcher) => patternOf(matcher)?.parts.some(({ kind }) => kind !== 'text') === true),
    ),
  is_null: () =>
    conditionType({ cond }, ({ cond: quantifier }) => values(quantifier, ({ kind }) => kind === 'null')),
  processing_item_applied: () =>
    conditionType({ processing_item_id: text }, ({ processing_item_id: id }) => {
      return (leaves) => leaves.some(({ item }) => item?.applied.includes(id));
    }),
  processing_state: () =>
    conditionType(STATE_PARAMETERS, (wanted) => (_leaves, state) => holdsState(state, wanted)),
};

function values(quantifier: 'any' | 'all', test: (matcher: Matcher) => boolean): ItemCondition {
  const passes = ({ matcher }: Leaf): boolean => test(matcher);
  return quantifier === 'any' ? (leaves) => leaves.some(passes) : (leaves) => leaves.every(passes);
}
