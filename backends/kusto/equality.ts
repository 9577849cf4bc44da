/**
 * Leaves that ask for one whole value, in a form that a single leaf and a list share: `f =~ "a"`, `f in~ ("a", "b")`.
 *
 * A literal has the type of its column. The engine refuses to compare a number with text, although the language
 * service lets it pass.
 */
import type { Leaf, NumberMatcher } from '../../lib/query/query.ts';
import type { Column, ColumnType } from './columns.ts';
import { integerLiteral, isPlainDecimal, numberLiteral } from './numbers.ts';
import { quoteText } from './quoting.ts';

export interface Equality {
  /** The column, or its text. */
  readonly left: string;
  /** What it may equal: one value, or the spellings of one number. */
  readonly literals: readonly string[];
  readonly letterCase: LetterCase;
}

/** `either` for a value without letters: `==` and `=~` then say the same, and `==` is faster. */
export type LetterCase = 'exact' | 'ignored' | 'either';

/** Undefined for a leaf that asks for anything but one whole value. */
export function equalityOf({ matcher }: Leaf, column: Column): Equality | undefined {
  switch (matcher.kind) {
    case 'equals':
      return equals(column, matcher.value, matcher.cased);
    case 'boolean':
      return equals(column, String(matcher.value), false);
    case 'number':
      return equalsNumber(column, matcher);
    default:
      return undefined;
  }
}

function equals(column: Column, value: string, cased: boolean): Equality | undefined {
  const { reference, type } = column;
  if (type !== 'string') {
    // The text of a missing value is empty as well, so that one needs more than a comparison.
    if (value === '') return undefined;
    const typed = typedLiteral(value, type, cased);
    if (typed !== undefined) return { left: reference, literals: [typed], letterCase: 'exact' };
  }
  return { left: column.text, literals: [quoteText(value)], letterCase: letterCaseOf(value, cased) };
}

/** In text a number may be written as the rule has it and in the shortest way: `1.50`, `1.5`. */
function equalsNumber(column: Column, { value, text }: NumberMatcher): Equality | undefined {
  const asWritten = equals(column, text, true);
  const shortest = String(value);
  // The double next to a large integer is another number.
  if (shortest === text || asWritten === undefined || Math.abs(value) > Number.MAX_SAFE_INTEGER)
    return asWritten;
  const other = equals(column, shortest, true);
  if (other?.left !== asWritten.left) return other;
  return { ...asWritten, literals: [...asWritten.literals, ...other.literals] };
}

/** The one value of a typed column whose text this is, if there is one. */
function typedLiteral(value: string, type: ColumnType, cased: boolean): string | undefined {
  switch (type) {
    case 'bool': {
      const text = cased ? value : value.toLowerCase();
      return text === 'true' || text === 'false' ? text : undefined;
    }
    case 'int':
    case 'long':
      return integerLiteral(value);
    case 'real':
    case 'decimal':
      return isPlainDecimal(value) ? numberLiteral(value, type) : undefined;
    default:
      return undefined;
  }
}

function letterCaseOf(value: string, cased: boolean): LetterCase {
  // Beyond ASCII every character counts as a letter: `=~` is right for all of them.
  if (!/[A-Za-z\u0080-\uffff]/.test(value)) return 'either';
  return cased ? 'exact' : 'ignored';
}

export function printEquality({ left, literals, letterCase }: Equality): string {
  const ignored = letterCase === 'ignored';
  if (literals.length > 1) return `${left} ${ignored ? 'in~' : 'in'} (${literals.join(', ')})`;
  return `${left} ${ignored ? '=~' : '=='} ${literals[0] as string}`;
}
