/**
 * Values of placeholders by the items of a pipeline.
 *
 * They are needed before a rule has queries, so the items are gone through twice: first for the placeholders of the rule,
 * with what other items do to its log source and state, then for its queries.
 */
import type { SigmaRule } from '../../ast/rule.ts';
import { splitPlaceholders } from '../../syntax/wildcard.ts';
import type {
  PipelineContext,
  PipelineState,
  PipelineVars,
  Placeholders,
  PlaceholderValue,
} from '../pipeline.ts';
import { itemsOf } from './conditions/rule.ts';
import type { FileItem } from './item.ts';

/** What the items give to the placeholders of a rule. The first item that knows one fills it. */
export function fillPlaceholders(
  rule: SigmaRule,
  items: readonly FileItem[],
  vars: PipelineVars,
): Placeholders {
  const names = placeholdersIn(rule);
  if (names.size === 0) return {};
  const filled = new Map<string, readonly PlaceholderValue[]>();
  const state: PipelineState = {
    rule,
    queries: [],
    schema: undefined,
    variables: new Map(),
    applied: new Set(),
  };
  rehearse(items, state, { names, filled, vars });
  return Object.fromEntries(filled);
}

interface Rehearsal {
  readonly names: ReadonlySet<string>;
  readonly filled: Map<string, readonly PlaceholderValue[]>;
  readonly vars: PipelineVars;
}

function rehearse(items: readonly FileItem[], start: PipelineState, rehearsal: Rehearsal): PipelineState {
  const { names, filled, vars } = rehearsal;
  let state = start;
  for (const { id, effect, onRule } of items) {
    if (!onRule(state)) continue;
    if (effect.on === 'rule') state = effect.apply(state, silentContext(vars));
    else if (effect.on === 'items') state = rehearse(effect.items, state, rehearsal);
    else if (effect.on === 'placeholder') {
      for (const name of names) {
        const values = filled.has(name) ? undefined : effect.values(name, vars);
        if (values !== undefined) filled.set(name, values);
      }
    }
    if (id !== undefined) state = { ...state, applied: new Set(state.applied).add(id) };
  }
  return state;
}

/** What there is to say is said when the queries are changed. */
function silentContext(vars: PipelineVars): PipelineContext {
  const ignore = (): undefined => undefined;
  return { backend: '', format: '', unmapped: 'keep', vars, report: ignore, approximate: ignore };
}

function placeholdersIn(rule: SigmaRule): ReadonlySet<string> {
  const names = new Set<string>();
  // Filters are part of the rule, and have placeholders as well.
  const items = [rule, ...(rule.filters ?? []).map(({ filter }) => filter)].flatMap(itemsOf);
  for (const { modifiers, values } of items) {
    if (!modifiers.some(({ name }) => name === 'expand')) continue;
    for (const { value } of values) {
      if (typeof value !== 'string') continue;
      for (const piece of splitPlaceholders(value)) if (piece.kind === 'placeholder') names.add(piece.name);
    }
  }
  return names;
}
