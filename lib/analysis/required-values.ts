/**
 * The values that a field must hold for a query to match, where the query leaves only a few.
 *
 * Law: if an event with one value in the field matches, that value is among those returned.
 */
import type { Leaf, Query } from '../query/query.ts';
import { foldCase } from '../query/fold.ts';

/** By folded text, as the rule spells it; undefined where the query leaves the field open. */
export type RequiredValues = ReadonlyMap<string, string> | undefined;

/**
 * @example EventID = 4624 and Image = 'x' → { '4624' }; EventID = 4624 or Image = 'x' → undefined
 */
export function requiredValues(query: Query, field: string): RequiredValues {
  switch (query.kind) {
    case 'leaf':
      return query.field === field ? valueOf(query) : undefined;
    case 'any-of':
      return query.field === field ? union(query.leaves.map(valueOf)) : undefined;
    case 'or':
      return union(query.operands.map((operand) => requiredValues(operand, field)));
    case 'and':
      return intersection(query.operands.map((operand) => requiredValues(operand, field)));
    case 'not':
      return undefined;
    case 'constant':
      return query.value ? undefined : new Map();
  }
}

function valueOf({ matcher }: Leaf): RequiredValues {
  if (matcher.kind === 'number') return new Map([[matcher.text, matcher.text]]);
  if (matcher.kind === 'equals') return new Map([[foldCase(matcher.value), matcher.value]]);
  return undefined;
}

function union(all: readonly RequiredValues[]): RequiredValues {
  const values = new Map<string, string>();
  for (const each of all) {
    if (each === undefined) return undefined;
    for (const [key, value] of each) values.set(key, value);
  }
  return values;
}

function intersection(all: readonly RequiredValues[]): RequiredValues {
  let values: RequiredValues;
  for (const each of all) {
    if (each === undefined) continue;
    const before: RequiredValues = values;
    values = before === undefined ? each : new Map([...before].filter(([key]) => each.has(key)));
  }
  return values;
}
