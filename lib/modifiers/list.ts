/** Modifiers of the whole item: how its values are put together. */
import type { ItemModifier } from './modifier.ts';

const ACCEPTS = ['text', 'number', 'boolean', 'null'] as const;

export const all: ItemModifier = {
  kind: 'item',
  name: 'all',
  summary: 'Every value of the list has to match, where otherwise one is enough.',
  accepts: ACCEPTS,
  effect: 'all',
};

export const neq: ItemModifier = {
  kind: 'item',
  name: 'neq',
  summary: 'The item matches where it otherwise would not: the field is none of the values, or is missing.',
  accepts: ACCEPTS,
  effect: 'negate',
};
