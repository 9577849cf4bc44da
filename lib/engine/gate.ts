/**
 * The gate of a rule: signals of which at least one is raised by every event that the rule matches. An event that
 * raises none of them need not be shown to the rule.
 *
 * Law: a query without a raised signal of its gate is false. A query that has no gate must always be evaluated.
 */
import type { Query } from '../query/query.ts';
import type { Signal } from './pattern.ts';
import type { Signals } from './signals.ts';

export interface Gate {
  readonly signals: readonly Signal[];
  /** How often an event may be expected to pass, for choosing between gates: smaller is better. */
  readonly cost: number;
}

/** @returns undefined where nothing is required */
export function gateOf(query: Query, signals: Signals): Gate | undefined {
  switch (query.kind) {
    case 'and': {
      // One conjunct suffices: the one that fewest events satisfy.
      let best: Gate | undefined;
      for (const operand of query.operands) {
        const gate = gateOf(operand, signals);
        if (gate !== undefined && gate.cost < (best?.cost ?? Infinity)) best = gate;
      }
      return best;
    }
    case 'or':
      return together(query.operands, signals);
    case 'any-of': {
      const whole = signals.ofList(query);
      if (whole === undefined) return together(query.leaves, signals);
      return { signals: [whole], cost: query.leaves.reduce((sum, leaf) => sum + costOf(leaf), 0) };
    }
    case 'leaf': {
      const signal = signals.ofLeaf(query) ?? signals.requiredBy(query);
      return signal === undefined ? undefined : { signals: [signal], cost: costOf(query) };
    }
    case 'constant':
      return query.value ? undefined : { signals: [], cost: 0 };
    case 'not':
      return undefined;
  }
}

function together(queries: readonly Query[], signals: Signals): Gate | undefined {
  const all: Signal[] = [];
  let cost = 0;
  for (const query of queries) {
    const gate = gateOf(query, signals);
    if (gate === undefined) return undefined;
    all.push(...gate.signals);
    cost += gate.cost;
  }
  return { signals: [...new Set(all)], cost };
}

/**
 * A guess at the share of events that satisfy a leaf: long texts are rare, flags and event ids are not, and texts
 * compared as a whole are rarer than their parts.
 */
function costOf(query: Query): number {
  if (query.kind !== 'leaf') return 1;
  const { matcher } = query;
  switch (matcher.kind) {
    case 'boolean':
      return 0.5;
    case 'number':
      return 0.2;
    case 'equals':
      return matcher.value.length < 3 ? 0.3 : 0.01;
    case 'startsWith':
    case 'endsWith':
      return 0.02 + 0.3 / (1 + matcher.value.length);
    case 'contains':
      return 0.005 + 1 / (1 + matcher.value.length ** 2);
    default:
      return 0.1;
  }
}
