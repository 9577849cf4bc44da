/** A tree as plain data, for what the library keeps without understanding it. */
import type { YamlNode } from './node.ts';

/**
 * Maps become objects and sequences arrays; places are gone.
 *
 * A key `__proto__` becomes a property like any other. Depth is bounded by the reader (`MAX_DEPTH`).
 */
export function toPlain(node: YamlNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'sequence':
      return node.items.map(toPlain);
    case 'mapping':
      return Object.fromEntries(node.pairs.map(({ key, value }) => [key.text, toPlain(value)]));
  }
}
