/** Conditions that all three tables have: what earlier items did and noted. */
import type { PipelineState } from '../../pipeline.ts';
import { choice, optional, single, text, type Parameter, type ScalarValue } from '../parameters.ts';

/** What two values may be asked for. */
export type Relation = 'eq' | 'ne' | 'gte' | 'gt' | 'lte' | 'lt';

export const STATE_PARAMETERS: {
  readonly key: Parameter<string>;
  readonly val: Parameter<ScalarValue>;
  readonly op: Parameter<Relation>;
} = {
  key: text,
  val: single,
  op: /* @__PURE__ */ optional(/* @__PURE__ */ choice('eq', 'ne', 'gte', 'gt', 'lte', 'lt'), 'eq'),
};

/** Whether an earlier item has set the key, to a value in this relation. */
export function holdsState(
  { variables }: PipelineState,
  { key, val, op }: { readonly key: string; readonly val: ScalarValue; readonly op: Relation },
): boolean {
  return variables.has(key) && relate(variables.get(key), op, val);
}

/** Order is for two numbers or two texts; anything else is only equal or not. */
export function relate(value: unknown, op: Relation, other: ScalarValue): boolean {
  if (op === 'eq') return value === other;
  if (op === 'ne') return value !== other;
  const ordered =
    (typeof value === 'number' && typeof other === 'number') ||
    (typeof value === 'string' && typeof other === 'string');
  if (!ordered) return false;
  const [a, b] = [value as string, other as string];
  return { gte: a >= b, gt: a > b, lte: a <= b, lt: a < b }[op];
}
