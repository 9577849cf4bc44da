/** Leaves that translations put in the place of others, each at the place of the value it comes from. */
import { leaf, or } from '../../../lib/query/build.ts';
import type { Leaf, Matcher, Query } from '../../../lib/query/query.ts';
import type { Span } from '../../../lib/source/source.ts';

/** The same question to another column. */
export function onColumn(asked: Leaf, field: string): Leaf {
  return { ...asked, field };
}

/** Another question at the same place. */
export function ask({ span }: Leaf, field: string, matcher: Matcher): Leaf {
  return leaf(field, matcher, span);
}

/** The column has one of these values, which the target itself wrote there: their case is known, unless it is not. */
export function isOneOf(
  field: string,
  values: readonly (string | number)[],
  span: Span,
  cased: boolean = true,
): Query {
  return or(values.map((value) => leaf(field, isWhole(value, cased), span)));
}

/** The value is this one. */
function isWhole(value: string | number, cased: boolean): Matcher {
  return typeof value === 'number'
    ? { kind: 'number', value, text: String(value) }
    : { kind: 'equals', value, cased };
}

/** The text that a leaf asks the whole value to be; undefined for other questions. */
export function wholeValue({ matcher }: Leaf): string | undefined {
  if (matcher.kind === 'equals') return matcher.value;
  if (matcher.kind === 'number') return matcher.text;
  return matcher.kind === 'boolean' ? String(matcher.value) : undefined;
}

/** Whether a leaf asks no more than if there is a value. */
export function asksForPresence({ matcher }: Leaf): boolean {
  return matcher.kind === 'exists' || matcher.kind === 'null';
}
