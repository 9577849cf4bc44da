/**
 * The Query: what a rule means, ready to be printed or run.
 *
 * A tree of and / or / not over leaves. A leaf holds one field (or the whole event) against one typed matcher;
 * modifiers are gone, placeholders have their values, selectors are resolved. Evaluation is two-valued: a leaf
 * on a field that the event lacks is false, so `not` of it is true.
 */
import type { RegexPattern } from '../regex/ast.ts';
import type { Span } from '../source/source.ts';

/** A node of the tree. Nodes are made by the functions of `build.ts`, which keep the promises stated below. */
export type Query = AndQuery | OrQuery | NotQuery | AnyOfQuery | Leaf | ConstantQuery;

/** Every operand matches. */
export interface AndQuery {
  readonly kind: 'and';
  /** Two or more, none of them an `and`. */
  readonly operands: readonly Query[];
}

/** At least one operand matches. */
export interface OrQuery {
  readonly kind: 'or';
  /** Two or more, none of them an `or`. */
  readonly operands: readonly Query[];
}

/** The operand does not match: also where it speaks of a field that the event lacks. */
export interface NotQuery {
  readonly kind: 'not';
  readonly operand: Query;
}

/** An `or` whose operands are all leaves of one field: what most targets write as a list. */
export interface AnyOfQuery {
  readonly kind: 'any-of';
  /** Null for keywords. */
  readonly field: string | null;
  /** Two or more, all of {@link field}, none of them an {@link ExpressionMatcher}. */
  readonly leaves: readonly Leaf[];
}

/** True or false for every event: what a rewrite can leave behind. */
export interface ConstantQuery {
  readonly kind: 'constant';
  readonly value: boolean;
}

/** One field, or the whole event, against one matcher. */
export interface Leaf {
  readonly kind: 'leaf';
  /** Null for keywords: any value of the event may match. */
  readonly field: string | null;
  readonly matcher: Matcher;
  /** The value in the rule this leaf came from; the item's key where there is no value. */
  readonly span: Span;
  /** Only on the way through pipelines, some of which look at all values of an item together. */
  readonly item?: LeafItem;
}

/** The line of a rule that a leaf came from. All leaves of one item hold the same object. */
export interface LeafItem {
  readonly span: Span;
  /** Whether a mapping of fields had a name for its field. */
  readonly mapped: boolean;
  /** The same of the field that it is compared with, if that is so. */
  readonly referenceMapped?: boolean;
  /** Ids of the steps of pipelines that changed it. */
  readonly applied: readonly string[];
}

/** What a leaf asks of the value of its field. For a field with several values it is enough that one answers. */
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
  | TimePartMatcher
  | ExpressionMatcher;

/** The name of a kind of matcher: what a dialect has an entry for. */
export type MatcherKind = Matcher['kind'];
/** The matcher of that kind. */
export type MatcherOf<K extends MatcherKind> = Extract<Matcher, { readonly kind: K }>;
/** A leaf with a matcher of that kind. */
export type LeafOf<K extends MatcherKind> = Leaf & { readonly matcher: MatcherOf<K> };

/** The whole value is this text. Numbers and booleans of an event count as their decimal and `true` / `false`. */
export interface EqualsMatcher {
  readonly kind: 'equals';
  /** Literal text, no wildcards; may be empty. */
  readonly value: string;
  readonly cased: boolean;
}

/** The value starts with this text. */
export interface StartsWithMatcher {
  readonly kind: 'startsWith';
  /** Literal text, not empty. */
  readonly value: string;
  readonly cased: boolean;
}

/** The value ends with this text. */
export interface EndsWithMatcher {
  readonly kind: 'endsWith';
  /** Literal text, not empty. */
  readonly value: string;
  readonly cased: boolean;
}

/** The text stands anywhere in the value. */
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

/** A piece of a {@link WildcardMatcher}. */
export type WildcardPart =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'many' } | { readonly kind: 'one' };

/** The value is this number, or its text is the number's decimal. */
export interface NumberMatcher {
  readonly kind: 'number';
  readonly value: number;
  /** The number's shortest decimal; of integers beyond 2^53, which do not fit {@link value}, all digits. */
  readonly text: string;
}

/** The value is this boolean, or the text `true` or `false` in any case. */
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

/** Text that is in every value a regular expression matches. */
export interface RequiredLiteral {
  /** Not empty. */
  readonly text: string;
  /** Whether the case of {@link text} is that of every match. False where the text has no letters. */
  readonly cased: boolean;
}

/** The value is an IP address in this network. */
export interface CidrMatcher {
  readonly kind: 'cidr';
  readonly family: 4 | 6;
  /** Canonical network in CIDR form, host bits zero: `10.0.0.0/8`, `fe80::/10`. */
  readonly network: string;
  /** The network's address as a number of 32 or 128 bits. */
  readonly address: bigint;
  readonly prefixLength: number;
}

/** Less than, less or equal, greater than, greater or equal. */
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

/**
 * Whatever a text in the language of one target says, for tests that no rule can make: lists kept in the target,
 * macros. Comes from pipelines alone, and only that target understands it.
 */
export interface ExpressionMatcher {
  readonly kind: 'expression';
  /** Each `{field}` in it stands for the name of the leaf's field, as the target quotes it. */
  readonly text: string;
}

/** Which part of a date a {@link TimePartMatcher} takes. */
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
