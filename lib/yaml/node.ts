/**
 * The positioned tree: YAML as data that remembers where each piece stood.
 *
 * Types only, so that the rule loader and the analysis may use them without importing a YAML parser.
 */
import type { Span } from '../source/source.ts';

/** Any piece of a document. Where an alias stood is the very node it names. */
export type YamlNode = YamlScalar | YamlSequence | YamlMapping;

/** How a scalar was written. Plain scalars alone are typed; quoted and block scalars are always text. */
export type ScalarStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded';

/** A single value: text, a number, a boolean or null. */
export interface YamlScalar {
  readonly kind: 'scalar';
  /** The typed value. Dates and numbers with leading zeros stay text; see `schema.ts`. */
  readonly value: string | number | boolean | null;
  /** The text after YAML escapes and folding, before typing: `10.0` keeps its spelling here. */
  readonly text: string;
  readonly style: ScalarStyle;
  /** The text without its quotes; for an empty value, the place where it would stand. */
  readonly span: Span;
  /**
   * Whether offset `span.start + i` is character `i` of `text`: true for unfolded text without escapes.
   * Only then can a piece of the text be pointed at; otherwise the whole scalar is.
   */
  readonly verbatim: boolean;
}

/** A list. */
export interface YamlSequence {
  readonly kind: 'sequence';
  readonly items: readonly YamlNode[];
  readonly span: Span;
}

/** A key of a {@link YamlMapping} and its value. */
export interface YamlPair {
  readonly key: YamlScalar;
  readonly value: YamlNode;
}

/** A map. */
export interface YamlMapping {
  readonly kind: 'mapping';
  /** In the order of the file; keys are distinct. */
  readonly pairs: readonly YamlPair[];
  readonly span: Span;
}
