/**
 * Leaves that ask for one whole value, in a form that a single leaf and a list share: `x = 'a'`, `x IN ('a', 'b')`.
 * A literal has the type of its column, for not every engine compares a number with text.
 */
import type { LeafText, Unsupported } from '../../lib/backend/dialect.ts';
import type { Matcher, MatcherOf, NumberMatcher } from '../../lib/query/query.ts';
import { isNumeric, type Column } from './columns.ts';
import { isCased } from './like.ts';
import { isInteger, isPlainDecimal } from './numbers.ts';
import type { Session } from './session.ts';
import { printWhole } from './text.ts';

export interface Equality {
  readonly left: string;
  /** What it may equal: one value, or the spellings of one number. */
  readonly rights: readonly string[];
  /** Whether no value has letters, so that it is as well compared without regard to case. */
  readonly letterless: boolean;
}

export type WholeMatcher = MatcherOf<'equals' | 'number' | 'boolean'>;

export function isWhole(matcher: Matcher): matcher is WholeMatcher {
  const { kind } = matcher;
  return kind === 'equals' || kind === 'number' || kind === 'boolean';
}

export function isEquality(printed: Equality | LeafText | Unsupported): printed is Equality {
  return typeof printed === 'object' && 'left' in printed;
}

/** An equality where the leaf is one. */
export function equalityOf(
  matcher: WholeMatcher,
  column: Column,
  session: Session,
): Equality | LeafText | Unsupported {
  switch (matcher.kind) {
    case 'equals':
      return equals(matcher.value, matcher.cased, column, session);
    case 'boolean':
      return equals(String(matcher.value), false, column, session);
    case 'number':
      return equalsNumber(matcher, column, session);
  }
}

function equals(
  value: string,
  cased: boolean,
  column: Column,
  session: Session,
): Equality | LeafText | Unsupported {
  const typed = typedLiteral(value, cased, column);
  if (typed !== undefined) return { left: column.reference, rights: [typed], letterless: false };
  const whole = printWhole(value, cased, column, session);
  if (typeof whole === 'string' || !('left' in whole)) return whole;
  return { left: whole.left, rights: [whole.right], letterless: !isCased(value) };
}

/** In text a number may be written as the rule has it and in the shortest way: `1.50`, `1.5`. */
function equalsNumber(
  { value, text }: NumberMatcher,
  column: Column,
  session: Session,
): Equality | LeafText | Unsupported {
  const asWritten = equals(text, true, column, session);
  const shortest = String(value);
  // The double next to a large integer is another number.
  if (shortest === text || Math.abs(value) > Number.MAX_SAFE_INTEGER || !isEquality(asWritten))
    return asWritten;
  const other = equals(shortest, true, column, session);
  if (!isEquality(other) || other.left !== asWritten.left) return other;
  return { ...other, rights: [...asWritten.rights, ...other.rights] };
}

/** The one value of a typed column whose text this is, if there is one. */
function typedLiteral(value: string, cased: boolean, { type }: Column): string | undefined {
  if (type === 'boolean') {
    const text = cased ? value : value.toLowerCase();
    return text === 'true' || text === 'false' ? text.toUpperCase() : undefined;
  }
  if (!isNumeric(type)) return undefined;
  return isInteger(value) || (type === 'real' && isPlainDecimal(value)) ? value : undefined;
}

export function printEquality({ left, rights }: Omit<Equality, 'letterless'>): LeafText {
  const text = rights.length > 1 ? `${left} IN (${rights.join(', ')})` : `${left} = ${rights[0] as string}`;
  return { text, level: 'not' };
}
