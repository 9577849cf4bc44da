/** Conditions on names of fields, in items, in references between fields and in the rule's list of fields. */
import { wrongValue } from '../../../diagnostics/messages/pipeline-file.ts';
import { expressions, matchesStart } from '../expression.ts';
import { choice, optional, text, texts, tree, type Values } from '../parameters.ts';
import type { Setup } from '../setup.ts';
import { conditionType, type ConditionTable, type FieldCondition } from './condition.ts';
import { holdsState, STATE_PARAMETERS } from './state.ts';

const NAMES = {
  fields: tree,
  mode: /* @__PURE__ */ optional(/* @__PURE__ */ choice('plain', 're'), 'plain' as const),
};

export const FIELD_CONDITIONS: ConditionTable<FieldCondition> = {
  include_fields: () =>
    conditionType(NAMES, (parameters, setup) => {
      const isNamed = readNames(parameters, setup);
      return isNamed && ((field) => field !== null && isNamed(field));
    }),
  exclude_fields: () =>
    conditionType(NAMES, (parameters, setup) => {
      const isNamed = readNames(parameters, setup);
      return isNamed && ((field) => field === null || !isNamed(field));
    }),
  processing_item_applied: () =>
    conditionType({ processing_item_id: text }, ({ processing_item_id: id }) => {
      return (_field, item) => item?.applied.includes(id) === true;
    }),
  processing_state: () =>
    conditionType(STATE_PARAMETERS, (wanted) => {
      return (_field, _item, state) => holdsState(state, wanted);
    }),
};

/** How `fields` is read depends on `mode`. */
function readNames(
  { fields, mode }: Values<typeof NAMES>,
  setup: Setup,
): ((field: string) => boolean) | undefined {
  if (mode === 'plain') {
    const names = texts.read(fields, setup);
    if (typeof names !== 'symbol') {
      const known = new Set(names);
      return (field) => known.has(field);
    }
    setup.report(wrongValue('fields', texts.expects), fields.span);
    return undefined;
  }
  const patterns = expressions.read(fields, setup);
  if (typeof patterns !== 'symbol') return (field) => patterns.some((each) => matchesStart(each, field));
  if (patterns.description === 'no value')
    setup.report(wrongValue('fields', expressions.expects), fields.span);
  return undefined;
}
