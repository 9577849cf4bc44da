/**
 * The Query: what a rule means, ready to be printed or run.
 *
 * A tree of and / or / not over leaves. A leaf holds one field (or the whole event) against one typed matcher;
 * modifiers are gone, placeholders have their values, selectors are resolved. Evaluation is two-valued: a leaf
 * on a field that the event lacks is false, so `not` of it is true.
 */
import type { RegexPattern } from '../regex/ast.ts';
import type { Span } from '../source/source.ts';

export type Query = AndQuery | OrQuery | NotQuery | AnyOfQuery | Leaf | ConstantQuery;

export interface AndQuery {
  readonly kind: 'and';
  /** Two or more, none of them an `and`. */
  readonly operands: readonly Query[];
}

export interface OrQuery {
  readonly kind: 'or';
  /** Two or more, none of them an `or`. */
  readonly operands: readonly Query[];
}

export interface NotQuery {
  readonly kind: 'not';
  readonly operand: Query;
}

/** An `or` whose operands are all leaves of one field: what most targets write as a list. */
export interface AnyOfQuery {
  readonly kind: 'any-of';
  /** Null for keywords. */
  readonly field: string | null;
  /** Two or more, all of {@link field}. */
  readonly leaves: readonly Leaf[];
}

/** True or false for every event: what a rewrite can leave behind. */
export interface ConstantQuery {
  readonly kind: 'constant';
  readonly value: boolean;
}

export interface Leaf {
  readonly kind: 'leaf';
  /** Null for keywords: any value of the event may match. */
  readonly field: string | null;
  readonly matcher: Matcher;
  /** The value in the rule this leaf came from; the item's key where there is no value. */
  readonly span: Span;
}

export type Matcher =
  | EqualsMatcher
  | StartsWithMatcher
  | EndsWithMatcher
  | ContainsMatcher
  | WildcardMatcher
  | NumberMatcher
  | BooleanMatcher
  | RegexMatcher
  | CidrMatcher
  | CompareMatcher
  | ExistsMatcher
  | NullMatcher
  | FieldReferenceMatcher
  | TimePartMatcher;

export type MatcherKind = Matcher['kind'];
export type MatcherOf<K extends MatcherKind> = Extract<Matcher, { readonly kind: K }>;
export type LeafOf<K extends MatcherKind> = Leaf & { readonly matcher: MatcherOf<K> };

/** The whole value is this text. Numbers and booleans of an event count as their decimal and `true` / `false`. */
export interface EqualsMatcher {
  readonly kind: 'equals';
  /** Literal text, no wildcards; may be empty. */
  readonly value: string;
  readonly cased: boolean;
}

export interface StartsWithMatcher {
  readonly kind: 'startsWith';
  /** Literal text, not empty. */
  readonly value: string;
  readonly cased: boolean;
}

export interface EndsWithMatcher {
  readonly kind: 'endsWith';
  /** Literal text, not empty. */
  readonly value: string;
  readonly cased: boolean;
}

export interface ContainsMatcher {
  readonly kind: 'contains';
  /** Literal text, not empty. */
  readonly value: string;
  readonly cased: boolean;
}

/**
 * The whole value matches a pattern that is none of the simpler shapes. Never text with stars in it: a part is
 * literal text, `many` (any run of characters, `*`) or `one` (exactly one character, `?`).
 */
export interface WildcardMatcher {
  readonly kind: 'wildcard';
  readonly parts: readonly WildcardPart[];
  readonly cased: boolean;
}

export type WildcardPart =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'many' } | { readonly kind: 'one' };

/** The value is this number, or its text is the number's decimal. */
export interface NumberMatcher {
  readonly kind: 'number';
  readonly value: number;
  /** All digits as the rule wrote them in decimal: integers beyond 2^53 do not fit {@link value}. */
  readonly text: string;
}

export interface BooleanMatcher {
  readonly kind: 'boolean';
  readonly value: boolean;
}

/** A search, not a whole-value match, unless the pattern is anchored. Case-sensitive unless flagged. */
export interface RegexMatcher {
  readonly kind: 'regex';
  readonly pattern: RegexPattern;
  /** Text that every matching value holds, in the order of the pattern: a first test for targets. */
  readonly literals: readonly RequiredLiteral[];
}

export interface RequiredLiteral {
  /** Not empty. */
  readonly text: string;
  /** Whether the case of {@link text} is that of every match. False where the text has no letters. */
  readonly cased: boolean;
}

export interface CidrMatcher {
  readonly kind: 'cidr';
  readonly family: 4 | 6;
  /** Canonical network in CIDR form, host bits zero: `10.0.0.0/8`, `fe80::/10`. */
  readonly network: string;
  /** The network's address as a number of 32 or 128 bits. */
  readonly address: bigint;
  readonly prefixLength: number;
}

export type CompareOperator = 'lt' | 'lte' | 'gt' | 'gte';

/** Numeric comparison; a value that is not a number does not match. */
export interface CompareMatcher {
  readonly kind: 'compare';
  readonly operator: CompareOperator;
  readonly value: number;
}

/** The field is there and not null. `exists: false` is the `not` of it. */
export interface ExistsMatcher {
  readonly kind: 'exists';
}

/** The field is absent or null; an empty text is neither. */
export interface NullMatcher {
  readonly kind: 'null';
}

/** The value stands in this relation to the value of another field of the same event. */
export interface FieldReferenceMatcher {
  readonly kind: 'fieldRef';
  readonly relation: 'equals' | 'startsWith' | 'endsWith' | 'contains';
  readonly field: string;
  readonly cased: boolean;
}

export type TimePart = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/**
 * A part of the point in time that the field holds, as written there (no time zone conversion), compared
 * with a number. `week` is the ISO 8601 week.
 */
export interface TimePartMatcher {
  readonly kind: 'timePart';
  readonly part: TimePart;
  readonly operator: 'eq' | CompareOperator;
  readonly value: number;
}
