/**
 * The gate of a rule: signals of which at least one is raised by every event that the rule matches. An event that
 * raises none of them need not be shown to the rule.
 *
 * Law: a query without a raised signal of its gate is false. A query that has no gate must always be evaluated.
 */
import type { Query } from '../query/query.ts';
import type { Estimates } from './estimates.ts';
import { needlesOf, requiredNeedle, type Needle } from './needle.ts';

/** Something to look for in a field. */
export interface Sign {
  readonly field: string | null;
  /** Any one of them will do. */
  readonly needles: readonly Needle[];
}

export interface Gate {
  readonly signs: readonly Sign[];
  /** The share of events that may be expected to pass, for choosing between gates. */
  readonly share: number;
}

/** @returns undefined where nothing is required */
export function gateOf(query: Query, estimates: Estimates): Gate | undefined {
  switch (query.kind) {
    case 'and': {
      // One operand suffices: the one that fewest events satisfy.
      let best: Gate | undefined;
      for (const operand of query.operands) {
        const gate = gateOf(operand, estimates);
        if (gate !== undefined && gate.share < (best?.share ?? Infinity)) best = gate;
      }
      return best;
    }
    case 'or':
      return together(query.operands, estimates);
    case 'any-of': {
      const needles = needlesOf(query);
      return needles === undefined
        ? together(query.leaves, estimates)
        : gateOn({ field: query.field, needles }, estimates);
    }
    case 'leaf': {
      const { field, matcher } = query;
      const needles = needlesOf(query);
      if (needles !== undefined) return gateOn({ field, needles }, estimates);
      const needle = requiredNeedle(matcher);
      return needle === undefined ? undefined : gateOn({ field, needles: [needle] }, estimates);
    }
    case 'constant':
      return query.value ? undefined : { signs: [], share: 0 };
    case 'not':
      return undefined;
  }
}

function gateOn(sign: Sign, estimates: Estimates): Gate {
  return { signs: [sign], share: estimates.shareOf(sign) };
}

function together(queries: readonly Query[], estimates: Estimates): Gate | undefined {
  const signs: Sign[] = [];
  let share = 0;
  for (const query of queries) {
    const gate = gateOf(query, estimates);
    if (gate === undefined) return undefined;
    signs.push(...gate.signs);
    share += gate.share;
  }
  return { signs, share };
}
