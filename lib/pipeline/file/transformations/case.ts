/** Transformations of upper and lower case. Wildcards have none, so only text changes. */
import { choice } from '../parameters.ts';
import { patternOf, withParts } from '../texts.ts';
import { transformation, type TransformationType } from './transformation.ts';

const CASES: Readonly<Record<'lower' | 'upper' | 'snake_case', (text: string) => string>> = {
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  snake_case: toSnakeCase,
};

/** @example toSnakeCase('ParentImage') // 'parent_image' */
export function toSnakeCase(text: string): string {
  return text.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

export const changeCase = (): TransformationType =>
  transformation(
    { method: choice('lower', 'upper', 'snake_case') },
    ({ method }) => `write values in ${method.replace('_', ' ')}`,
    ({ method }) => ({
      on: 'value',
      apply(leaf) {
        const pattern = patternOf(leaf.matcher);
        if (pattern === undefined) return leaf;
        const change = CASES[method];
        const parts = pattern.parts.map((part) =>
          part.kind === 'text' ? { kind: part.kind, text: change(part.text) } : part,
        );
        return withParts(leaf, parts, pattern.cased);
      },
    }),
  );
