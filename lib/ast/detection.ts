/** The detection section of a rule as the author wrote it: searches made of items, modifiers not yet applied. */
import type { Span } from '../source/source.ts';
import type { Condition } from './condition.ts';

/** What a rule looks for: its searches by name, and the conditions that put them together. */
export interface Detection {
  /** By name, in the order of the file. */
  readonly searches: ReadonlyMap<string, Search>;
  /** One or more; each gives a query of its own. */
  readonly conditions: readonly Condition[];
  /** The deprecated `timeframe`, kept as text and otherwise ignored. */
  readonly timeframe?: string;
  readonly span: Span;
}

/** A named search: `selection` and what stands below it. */
export interface Search {
  readonly name: string;
  readonly nameSpan: Span;
  readonly body: SearchNode;
  readonly span: Span;
}

/**
 * - A map is the `all-of` its items.
 * - A list of maps is the `any-of` them; a list of scalars is one keyword `item` (field null, its values or'ed).
 * - A lone scalar is a keyword item with one value.
 */
export type SearchNode = SearchAllOf | SearchAnyOf | DetectionItem;

/** A map: every item has to match. */
export interface SearchAllOf {
  readonly kind: 'all-of';
  /** One or more. */
  readonly nodes: readonly SearchNode[];
  readonly span: Span;
}

/** A list with maps in it: one member is enough. */
export interface SearchAnyOf {
  readonly kind: 'any-of';
  /** One or more. */
  readonly nodes: readonly SearchNode[];
  readonly span: Span;
}

/** One line of a search: `Image|endswith: '\cmd.exe'`. */
export interface DetectionItem {
  readonly kind: 'item';
  /** Null for keywords: values looked for in the whole event. */
  readonly field: string | null;
  readonly fieldSpan: Span;
  /** In the order written. */
  readonly modifiers: readonly ModifierUse[];
  /** Or'ed unless the modifier `all` says otherwise. An empty YAML list gives no value and means null. */
  readonly values: readonly DetectionValue[];
  readonly span: Span;
}

/** A modifier as written after a field name, with a place of its own. */
export interface ModifierUse {
  readonly name: string;
  readonly span: Span;
}

/** A scalar of the detection section before any modifier. */
export interface DetectionValue {
  /** Typed as YAML types it; text keeps its Sigma escapes and wildcards. */
  readonly value: string | number | boolean | null;
  /** The spelling in the file, after YAML escapes: large integers keep all their digits here. */
  readonly text: string;
  /** Whether `span.start + i` is the place of `text[i]`; see `YamlScalar.verbatim`. */
  readonly verbatim: boolean;
  readonly span: Span;
}
