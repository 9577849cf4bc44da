/** Places of nodes with everything that belongs to their spelling. */
import type { Span } from '../source/source.ts';
import type { YamlNode, YamlPair } from './node.ts';

/** A node's place, the quotes of a quoted scalar included. */
export function outerSpan(node: YamlNode): Span {
  const isQuoted =
    node.kind === 'scalar' && (node.style === 'single-quoted' || node.style === 'double-quoted');
  const { start, end } = node.span;
  return isQuoted ? { start: start - 1, end: end + 1 } : node.span;
}

/** From key to value. A value that an alias stands for is elsewhere, and then the key is the pair's place. */
export function pairSpan({ key, value }: YamlPair): Span {
  const { start, end } = outerSpan(key);
  const valueSpan = outerSpan(value);
  return valueSpan.start < end ? { start, end } : { start, end: valueSpan.end };
}
