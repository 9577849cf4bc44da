/** Numbers that pipelines make of texts. */
import type { Matcher } from '../../query/query.ts';

const DECIMAL = /^([+-]?)0*(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The matcher for the number that a text writes in decimal digits, with all of its digits; undefined for other texts, such as
 * `0x10`, which are numbers in some languages alone.
 *
 * @example numberMatcher('007') // { kind: 'number', value: 7, text: '7' }
 */
export function numberMatcher(written: string): Extract<Matcher, { readonly kind: 'number' }> | undefined {
  const [, sign, digits = '', exponent] = DECIMAL.exec(written.trim()) ?? [];
  const value = sign === undefined ? NaN : Number(written);
  if (!Number.isFinite(value)) return undefined;
  const isExact = !digits.includes('.') && exponent === undefined && !Number.isSafeInteger(value);
  return { kind: 'number', value, text: isExact ? `${sign === '-' ? '-' : ''}${digits}` : String(value) };
}
