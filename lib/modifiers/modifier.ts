/** What a modifier is: an entry of the table in `index.ts`. */
import type { DetectionValue } from '../ast/detection.ts';
import type { Finding } from '../diagnostics/diagnostic.ts';
import type { ExpressionMatcher, FieldReferenceMatcher } from '../query/query.ts';
import type { Value, ValueType } from './value.ts';

/**
 * What the modifiers so far have made of a value. A chain of modifiers is checked on these, before any value is
 * looked at.
 *
 * - `plain`: nothing yet; `filled`: placeholders have their values
 * - `text`: changed text; `bytes`: text in a UTF-16 encoding; `base64`: text in base64
 * - `part`: text to be found at some place of the field's value
 * - `regex`, `regex-part`: a regular expression, the second at a given place
 * - `field`, `field-part`: another field's value, the second at some place
 * - `number`: an ordering; `time`: a part of a date; `network`: a network; `presence`: whether the field is there
 */
export type Stage =
  | 'plain'
  | 'filled'
  | 'text'
  | 'bytes'
  | 'base64'
  | 'part'
  | 'regex'
  | 'regex-part'
  | 'field'
  | 'field-part'
  | 'number'
  | 'time'
  | 'network'
  | 'presence';

/** Which stages a modifier may follow, and which stage it leads to from there. */
export type Steps = Partial<Readonly<Record<Stage, Stage>>>;

/** What `%name%` stands for, by name. */
export type Placeholders = Readonly<Record<string, readonly PlaceholderValue[]>>;

/** Text in which `*` and `?` are wildcards, a number, or a test in the language of the target. */
export type PlaceholderValue = string | number | ExpressionMatcher;

export interface ModifierOptions {
  /** Values of placeholders by name. */
  readonly placeholders: Placeholders;
}

/** One value, several that are or'ed, or what is wrong with the value. */
export type Applied = Value | readonly Value[] | Finding;

/** Where in a field's value a text stands. */
export type Place = Exclude<FieldReferenceMatcher['relation'], 'equals'>;

interface ModifierEntry {
  readonly name: string;
  /** Other spellings that rules use. */
  readonly aliases?: readonly string[];
  /** A sentence for `sigmaq list modifiers`. */
  readonly summary: string;
  /** Which values a rule may put behind it. */
  readonly accepts: readonly ValueType[];
}

/** Changes each value by itself. */
export interface ValueModifier extends ModifierEntry {
  readonly kind: 'value';
  readonly steps: Steps;
  /** Whether keywords cannot have it, as it speaks of one field. */
  readonly needsField?: true;
  /** Whether the item may have only one value. */
  readonly single?: true;
  /** Of a modifier that only says where the text stands: where. */
  readonly place?: Place;
  /**
   * @param value - What earlier modifiers made of the value.
   * @param origin - The value in the rule.
   */
  readonly apply: (value: Value, origin: DetectionValue, options: ModifierOptions) => Applied;
}

/** Changes how the values of an item are put together; may stand anywhere among the modifiers. */
export interface ItemModifier extends ModifierEntry {
  readonly kind: 'item';
  /** `all`: every value instead of any; `negate`: none of that. */
  readonly effect: 'all' | 'negate';
}

export type Modifier = ValueModifier | ItemModifier;
