/** An engine of the SQL family as data: everything in which the engines differ. `engines/` has a file for each. */
import type { LeafText, Unsupported } from '../../lib/backend/dialect.ts';
import type { WildcardPart } from '../../lib/query/query.ts';
import type { RegexPattern } from '../../lib/regex/ast.ts';
import type { RegexResult } from '../../lib/regex/result.ts';

/** A text to look for: literal parts and wildcards, at least one of which is a wildcard. */
export interface TextPattern {
  readonly parts: readonly WildcardPart[];
  readonly cased: boolean;
}

/** Writes a text as a literal, or keeps it as a parameter and writes the place of that. */
export type WriteText = (text: string) => string;

/** A whole value as the right side of `=` or `IN`, and what stands on the left of it. */
export interface TextEquality {
  readonly left: string;
  readonly value: string;
}

/** Parts of a point in time, by their names in SQL. */
export type DatePart = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

export interface Engine {
  /** What people call it: `DuckDB`. */
  readonly title: string;

  /** A literal of a text without half characters. */
  readonly literal: WriteText;
  /** The name of a column or table in quotes. */
  readonly name: (name: string) => string;
  /** The place of a parameter, counted from 1. */
  readonly placeholder: (number: number) => string;
  /** What a value of the engine can never hold, so that a condition that asks for it is never true. */
  readonly neverHeld?: RegExp;

  /** How often a statement may read common tables, where the engine writes them out wherever they are named. */
  readonly mostReadings?: number;

  /** The opposite of a condition that may be null, without brackets around it: true wherever the condition is not. */
  readonly not: (condition: string) => string;
  /**
   * A condition that makes sense, or does not fail, only where another one holds. By default both are joined by AND,
   * which no engine promises to evaluate from left to right.
   */
  readonly guard?: (guard: string, condition: string) => LeafText;

  /** Whether the text is a plain decimal: `4688`, `-1.5`, `.5`. */
  readonly isDecimal: (text: string) => LeafText;
  /** Whether the text starts with a date, as `2024-05-06`, with a date and a time, or with a date that exists. */
  readonly isDate: (text: string, what: 'day' | 'time' | 'real') => LeafText;

  readonly toText: (expression: string) => string;
  /** The number that a decimal stands for. */
  readonly toNumber: (text: string) => string;
  /** The date that a text as `2024-05-06` stands for. */
  readonly toDate: (text: string) => string;
  readonly datePart: (part: DatePart, time: string) => string;

  /** The text without case, for a comparison of two columns. */
  readonly fold: (text: string) => string;
  /** Whether the second text is somewhere in the first. */
  readonly contains: (text: string, part: string) => string;
  /** A whole value with letters whose case does not count; undefined when only a pattern says it. */
  readonly equality: (text: string, value: string) => TextEquality | undefined;
  readonly like: (text: string, pattern: TextPattern, write: WriteText) => LeafText | Unsupported;

  /** A regular expression in the syntax of the engine, or the reason why there is none. */
  readonly printRegex: (pattern: RegexPattern) => RegexResult;
  /** Whether the expression is found in the text; absent where there are no regular expressions. */
  readonly search?: (text: string, expression: string) => LeafText;
  /** The end of a text in an expression. */
  readonly textEnd: string;

  /** Whether an address of the type that the engine has for them is in a network; absent where there is no such type. */
  readonly inNetwork?: (address: string, network: string) => string;
  /** The text of such an address, where it is not that of any other value. */
  readonly addressText?: (address: string) => string;
  /** A part of a column with parts. Structs have parts of any type, the others give text. */
  readonly part: Readonly<
    Record<'json' | 'struct' | 'map', (column: string, keys: readonly string[]) => string>
  >;
  /** What an element is called in the conditions of the next two. */
  readonly element: string;
  /** Whether a condition holds for an element of a list. */
  readonly some: (list: string, condition: string) => string;
  /** The same for the values of all columns of a row as texts; absent where a row cannot be taken apart. */
  readonly someValue?: (row: string, condition: string) => string;

  /** What has to hold in this engine besides what has to hold in all of them. */
  readonly assumptions: readonly string[];
}
