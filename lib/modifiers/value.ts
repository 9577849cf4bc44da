/**
 * A value of a rule on its way through the modifiers of its item.
 *
 * It starts as YAML typed it and ends as what a leaf compares with. Kinds that no further modifier can change are
 * the query's matchers themselves.
 */
import type { DetectionValue } from '../ast/detection.ts';
import type {
  BooleanMatcher,
  CidrMatcher,
  CompareMatcher,
  ExpressionMatcher,
  FieldReferenceMatcher,
  NullMatcher,
  NumberMatcher,
  TimePartMatcher,
} from '../query/query.ts';
import type { RegexFlags } from '../regex/ast.ts';
import { scanPlaceholders, scanWildcards, type PatternPart } from '../syntax/wildcard.ts';

export type Value =
  | TextValue
  | RegexValue
  | ExistsValue
  | NumberMatcher
  | BooleanMatcher
  | NullMatcher
  | CidrMatcher
  | CompareMatcher
  | FieldReferenceMatcher
  | TimePartMatcher
  | ExpressionMatcher;

export interface TextValue {
  readonly kind: 'text';
  readonly parts: readonly PatternPart[];
  readonly cased: boolean;
  /** Whether each character stands for one byte: the result of an encoding that is not text. */
  readonly bytes: boolean;
}

/** The text of a regular expression; it is parsed once all its flags are known. */
export interface RegexValue {
  readonly kind: 'regex';
  readonly text: string;
  readonly flags: RegexFlags;
  /** Whether the match must start, and must end, where the field's value does. */
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

export interface ExistsValue {
  readonly kind: 'exists';
  readonly present: boolean;
}

/** How YAML typed a value. */
export type ValueType = 'text' | 'number' | 'boolean' | 'null';

export function typeOf(origin: DetectionValue): ValueType {
  const { value } = origin;
  if (value === null) return 'null';
  return typeof value === 'string' ? 'text' : (typeof value as 'number' | 'boolean');
}

const NULL: NullMatcher = { kind: 'null' };

/**
 * The value before any modifier.
 *
 * @param placeholders - Whether `%name%` is a placeholder, as under the modifier `expand`.
 */
export function startValue(origin: DetectionValue, placeholders: boolean): Value {
  const { value } = origin;
  switch (typeof value) {
    case 'string':
      return textOf(placeholders ? scanPlaceholders(value) : scanWildcards(value));
    case 'number':
      return { kind: 'number', value, text: decimalOf(value, origin.text) };
    case 'boolean':
      return { kind: 'boolean', value };
    default:
      return NULL;
  }
}

export function textOf(parts: readonly PatternPart[]): TextValue {
  return { kind: 'text', parts, cased: false, bytes: false };
}

/** A number that no rule spelled. */
export function numberOf(value: number): NumberMatcher {
  return { kind: 'number', value, text: String(value) };
}

/** The text of a number in decimal; large integers keep the digits that a double would lose. */
function decimalOf(value: number, spelling: string): string {
  const text = String(value);
  if (text === spelling || Number.isSafeInteger(value)) return text;
  const plain = spelling.replaceAll('_', '').replace(/^\+/, '');
  const isInteger = /^(?:-?\d+|0[xX][0-9a-fA-F]+|0[oO][0-7]+|0b[01]+)$/.test(plain);
  return isInteger ? String(BigInt(plain)) : text;
}

/**
 * A value as text, for modifiers that take text: a number is its spelling in the rule (`0x1F` stays `0x1F`).
 * Undefined for what is neither.
 */
export function asText(value: Value, origin: DetectionValue): TextValue | undefined {
  if (value.kind === 'text') return value;
  if (value.kind !== 'number') return undefined;
  return textOf([{ kind: 'text', text: value.value === origin.value ? origin.text : value.text }]);
}

/** The whole text when it has no wildcard, otherwise undefined. */
export function literalOf({ parts }: TextValue): string | undefined {
  const first = parts[0];
  if (first === undefined) return '';
  return parts.length === 1 && first.kind === 'text' ? first.text : undefined;
}

const MANY: PatternPart = { kind: 'many' };

/** The parts with `*` in front or behind or both, unless one is there already. */
export function withMany(
  parts: readonly PatternPart[],
  atStart: boolean,
  atEnd: boolean,
): readonly PatternPart[] {
  if (parts.length === 0) return [MANY];
  const before = atStart && parts[0]?.kind !== 'many';
  const after = atEnd && parts[parts.length - 1]?.kind !== 'many';
  if (before) return after ? [MANY, ...parts, MANY] : [MANY, ...parts];
  return after ? [...parts, MANY] : parts;
}
