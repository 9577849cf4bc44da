/** The transformation that holds others, all under its own conditions. */
import { tree } from '../parameters.ts';
import { transformation, type TransformationType } from './transformation.ts';

export const nest = (): TransformationType =>
  transformation(
    { items: tree },
    () => 'apply a group of items',
    ({ items }, setup, readItems) => {
      const read = readItems(items, setup);
      return read && { on: 'items', items: read };
    },
  );
