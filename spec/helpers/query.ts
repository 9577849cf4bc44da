/** Short ways to write queries by hand in specs. */
import { leaf } from '../../lib/query/build.ts';
import type { Leaf, Matcher } from '../../lib/query/query.ts';

/** A leaf from nowhere. */
export function at(field: string | null, matcher: Matcher): Leaf {
  return leaf(field, matcher, { start: 0, end: 0 });
}

export function equals(value: string, cased = false): Matcher {
  return { kind: 'equals', value, cased };
}

export function startsWith(value: string, cased = false): Matcher {
  return { kind: 'startsWith', value, cased };
}

export function endsWith(value: string, cased = false): Matcher {
  return { kind: 'endsWith', value, cased };
}

export function contains(value: string, cased = false): Matcher {
  return { kind: 'contains', value, cased };
}

/** A pattern in which `*` and `?` are always special: there is no way to write a literal one here. */
export function wildcard(pattern: string, cased = false): Matcher {
  const parts = pattern.split(/([*?])/).filter((piece) => piece !== '');
  return {
    kind: 'wildcard',
    cased,
    parts: parts.map((piece) => {
      if (piece === '*') return { kind: 'many' };
      return piece === '?' ? { kind: 'one' } : { kind: 'text', text: piece };
    }),
  };
}

export function number(text: string): Matcher {
  return { kind: 'number', value: Number(text), text };
}

export function boolean(value: boolean): Matcher {
  return { kind: 'boolean', value };
}

export const EXISTS: Matcher = { kind: 'exists' };

export const NULL: Matcher = { kind: 'null' };
