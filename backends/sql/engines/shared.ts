/** What several engines say in the same way. */
import { foldCase } from '../../../lib/query/fold.ts';
import { DATE, DATE_AND_TIME, DECIMAL, REAL_DATE } from '../expressions.ts';
import type { DatePart, Engine, WriteText } from '../engine.ts';
import { isFoldable } from '../like.ts';

export function lower(text: string): string {
  return `lower(${text})`;
}

/**
 * By the function that makes small letters; undefined for a text that is better said as a pattern, which has a wider
 * form.
 *
 * @example lower("Image") = 'cmd.exe'
 */
export function equalityBy(fold: (text: string) => string): Engine['equality'] {
  return (text, value) => (isFoldable(value) ? { left: fold(text), value: foldCase(value) } : undefined);
}

/** `week` is the week of ISO 8601 in all of them. */
export function extract(part: DatePart, time: string): string {
  return `extract(${part} FROM ${time})`;
}

/** Questions about a text that engines with regular expressions answer by one. */
export function questionsBy(
  search: NonNullable<Engine['search']>,
  literal: WriteText,
  textEnd: string,
): Pick<Engine, 'isDecimal' | 'isDate'> {
  return {
    isDecimal: (text) => search(text, literal(`^${DECIMAL}${textEnd}`)),
    isDate: (text, what) => search(text, literal(DATES[what])),
  };
}

const DATES = { day: DATE, time: DATE_AND_TIME, real: REAL_DATE };

/**
 * The operators bind weaker than comparisons in some engines, hence the brackets.
 *
 * @example ("userIdentity" -> 'sessionContext' ->> 'issuer')
 */
export function jsonArrows(column: string, keys: readonly string[], literal: WriteText): string {
  const last = keys.length - 1;
  const steps = keys.map((key, i) => ` ${i === last ? '->>' : '->'} ${literal(key)}`);
  return `(${column}${steps.join('')})`;
}

/** A JSON path that names each key: `$["a"]["b"]` */
export function jsonPath(keys: readonly string[]): string {
  return `$${keys.map((key) => `[${JSON.stringify(key)}]`).join('')}`;
}
