/**
 * A regular expression as data: what the modifier `re` holds, parsed once and printed for each dialect.
 *
 * The source language is PCRE as rules use it. Spans index the rule's source text.
 */
import type { Span } from '../source/source.ts';

/** A whole expression. */
export interface RegexPattern {
  /** The text as written, for messages. */
  readonly text: string;
  /** From the modifiers `i`, `m`, `s`; inline flags are in the tree as groups. */
  readonly flags: RegexFlags;
  readonly root: RegexNode;
  readonly span: Span;
  /**
   * Set where Lucene would take more work to read the pattern than Elasticsearch allows; found by `lucene-work/`,
   * when it is asked for.
   */
  readonly excess?: RegexExcess | undefined;
}

/** What makes a pattern too much work for Lucene. */
export interface RegexExcess {
  /** The repeat with the greatest count. */
  readonly span: Span;
  /** The pattern with repeats that have no upper bound, so that it matches more, if that is little enough work. */
  readonly wider?: RegexPattern;
}

/** The flags `i`, `m` and `s`. */
export interface RegexFlags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
}

/** A piece of an expression. */
export type RegexNode =
  | RegexAlternation
  | RegexSequence
  | RegexLiteral
  | RegexDot
  | RegexClass
  | RegexShorthand
  | RegexGroup
  | RegexRepeat
  | RegexAnchor
  | RegexLookaround
  | RegexBackreference;

/** The name of a kind of node. */
export type RegexKind = RegexNode['kind'];

/** `a|b`. */
export interface RegexAlternation {
  readonly kind: 'alternation';
  /** Two or more; an empty branch is an empty sequence. */
  readonly branches: readonly RegexNode[];
  readonly span: Span;
}

/** Nodes that follow each other. */
export interface RegexSequence {
  readonly kind: 'sequence';
  /** None for the empty expression, otherwise two or more. */
  readonly items: readonly RegexNode[];
  readonly span: Span;
}

/** One character, escapes already understood: `\x41`, `\.` and `a` are all literals. */
export interface RegexLiteral {
  readonly kind: 'literal';
  /** A Unicode code point. */
  readonly codePoint: number;
  readonly span: Span;
}

/** `.`, which leaves out the newline unless the flag `s` is on. */
export interface RegexDot {
  readonly kind: 'dot';
  readonly span: Span;
}

/** `[a-z\d]` or, negated, `[^a-z\d]`. */
export interface RegexClass {
  readonly kind: 'class';
  readonly negated: boolean;
  /** One or more. */
  readonly items: readonly RegexClassItem[];
  readonly span: Span;
}

/** A member of a {@link RegexClass}. */
export type RegexClassItem = RegexRange | RegexShorthand;

/** A range of code points, both ends included; a single character has equal ends. */
export interface RegexRange {
  readonly kind: 'range';
  readonly from: number;
  readonly to: number;
  readonly span: Span;
}

/** `\d \w \s \h \v`, their opposites, and POSIX classes such as `[:alpha:]`; their members are in `sets.ts`. */
export interface RegexShorthand {
  readonly kind: 'shorthand';
  readonly set: RegexSetName;
  readonly negated: boolean;
  readonly span: Span;
}

/** The sets behind `\d \w \s \h \v`, and those of POSIX. */
export type RegexSetName =
  | 'digit'
  | 'word'
  | 'space'
  | 'horizontal-space'
  | 'vertical-space'
  | 'alpha'
  | 'alnum'
  | 'upper'
  | 'lower'
  | 'punct'
  | 'xdigit'
  | 'blank'
  | 'cntrl'
  | 'graph'
  | 'print'
  | 'ascii';

/** `(…)`, `(?:…)`, `(?<name>…)`, `(?i:…)`, `(?>…)`. A bare `(?i)` becomes a group over the rest of its branch. */
export interface RegexGroup {
  readonly kind: 'group';
  readonly capture: boolean;
  readonly name?: string;
  /** Flags switched on or off inside. */
  readonly flags?: Partial<RegexFlags>;
  /** `(?>…)`: no backtracking into the group. */
  readonly atomic: boolean;
  /** Whether an atomic group matches the same without being atomic; found by `annotate.ts`. */
  readonly harmless?: boolean;
  readonly body: RegexNode;
  readonly span: Span;
}

/** `a*`, `a+?`, `a{2,3}+`. */
export interface RegexRepeat {
  readonly kind: 'repeat';
  readonly body: RegexNode;
  readonly min: number;
  /** Null for no upper bound. */
  readonly max: number | null;
  readonly mode: 'greedy' | 'lazy' | 'possessive';
  /** Whether a possessive repeat matches the same when it is greedy; found by `annotate.ts`. */
  readonly harmless?: boolean;
  readonly span: Span;
}

/**
 * `^` start and `$` end (of a line under the flag `m`; `$` otherwise also before a final newline),
 * `\A` text-start, `\z` text-end, `\Z` text-end-or-newline, `\b`, `\B`.
 */
export interface RegexAnchor {
  readonly kind: 'anchor';
  readonly at:
    | 'start'
    | 'end'
    | 'text-start'
    | 'text-end'
    | 'text-end-or-newline'
    | 'word-boundary'
    | 'not-word-boundary';
  /** Of `\b` and `\B`: what certainly stands on either side within the pattern; found by `annotate.ts`. */
  readonly beside?: { readonly before?: Beside; readonly after?: Beside };
  readonly span: Span;
}

/** A word character, or a character that is none. */
export type Beside = 'word' | 'other';

/** `(?=…)`, `(?!…)`, `(?<=…)`, `(?<!…)`. */
export interface RegexLookaround {
  readonly kind: 'lookaround';
  readonly direction: 'ahead' | 'behind';
  readonly negated: boolean;
  readonly body: RegexNode;
  readonly span: Span;
}

/** `\1`, `\k<name>`: the text that a group matched, once more. */
export interface RegexBackreference {
  readonly kind: 'backreference';
  /** A group's number or name. */
  readonly to: number | string;
  readonly span: Span;
}
