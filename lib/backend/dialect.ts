/** A text target as data: its words, and how it writes each kind of leaf. */
import type { Feature } from '../diagnostics/codes.ts';
import type { Span } from '../source/source.ts';
import type { AnyOfQuery, Leaf, LeafOf, MatcherKind, Query } from '../query/query.ts';

/** What binds two operands together, or nothing for text that stands by itself. */
export type Level = 'atom' | 'not' | 'and' | 'or';

/** Exact text. A string alone is an atom; otherwise `level` says what it needs brackets against. */
export type LeafText = string | { readonly text: string; readonly level: Level };

/** The text of a part of a query. */
export interface Piece {
  readonly text: string;
  readonly level: Level;
  /** How many operands stand side by side in the text; one if it does not say. */
  readonly chain?: number;
}

/** A gap of the target at a leaf, with the inexact forms it does have. */
export interface Unsupported {
  readonly unsupported: string;
  readonly feature: Feature;
  readonly hints?: readonly string[];
  /** Where in the rule the trouble is, when it is a part of the leaf such as a piece of a regex. */
  readonly span?: Span;
  /** A form that matches every event the leaf matches, and some more. */
  readonly wider?: LeafText;
  /** A form that matches only events the leaf matches, but not all. */
  readonly narrower?: LeafText;
}

/** The kinds of matchers that a dialect has words for; expressions are text of the target already. */
export type PrintedKind = Exclude<MatcherKind, 'expression'>;

/** Writes one kind of leaf, or says what the target lacks for it. */
export type LeafPrinter<K extends PrintedKind> = (leaf: LeafOf<K>) => LeafText | Unsupported;

/** One entry for each kind of matcher: a printer, or the reason why there is none. Forgetting one does not compile. */
export type LeafTable = { readonly [K in PrintedKind]: LeafPrinter<K> | Unsupported };

/** All that `printQuery` has to know of a language. */
export interface TextDialect {
  readonly tokens: {
    /** Between operands, blanks included: `' AND '`. */
    readonly and: string;
    readonly or: string;
    /** Before or around the operand, which arrives in brackets unless it is an atom: `(x) => 'NOT ' + x`. */
    readonly not: (operand: string) => string;
    readonly open: string;
    readonly close: string;
  };
  /**
   * The most operands between one pair of brackets, for targets whose parser counts a chain as deep: longer chains
   * become groups in brackets. By default there is no limit.
   */
  readonly longestChain?: number;
  /**
   * Where the text is kept of what many queries have in common, such as a filter. Only for a dialect whose printing gives the
   * same text each time and does nothing else, such as set values aside as parameters.
   * @default none: it is printed each time
   */
  readonly kept?: WeakMap<Query, Piece>;
  /** What matches every event and none. */
  readonly constant: { readonly true: LeafText | Unsupported; readonly false: LeafText | Unsupported };
  /** Leaves on a field. */
  readonly leaf: LeafTable;
  /** Leaves on the whole event. */
  readonly keyword: LeafTable | Unsupported;
  /**
   * The name of a field inside an expression that a pipeline brought along; undefined where the target cannot name it.
   * Without it there are no such expressions.
   */
  readonly fieldName?: (field: string) => string | undefined;
  /**
   * Shorter forms for a list of values of one field: what it returns is or'ed. A leaf among the results is
   * printed by the leaf table, so a dialect folds what it can and hands back the rest.
   *
   * @example `f = "a" or f = "b" or f contains "c"` → [`f in ("a", "b")`, the leaf of `c`]
   */
  readonly list?: (query: AnyOfQuery) => readonly (LeafText | Unsupported | Leaf)[];
  /** Last rewrite before printing, such as pushing negations to the leaves. */
  readonly prepare?: (query: Query) => Query;
  /**
   * Text of a negated leaf or list, for targets whose `not` needs care about missing fields;
   * by default `tokens.not` of it. Together with a `prepare` that pushes negations down it sees them all.
   */
  readonly negatedLeaf?: (query: Leaf | AnyOfQuery, text: LeafText) => LeafText;
}
