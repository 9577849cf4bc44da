/**
 * The simplest matcher that says what a pattern says, so that targets meet few real wildcards.
 *
 * Law: the matcher matches a text exactly when the pattern does. `x` equals, `x*` starts with, `*x` ends with,
 * `*x*` contains, `*` exists; everything else stays a wildcard.
 */
import type { Matcher } from '../query/query.ts';
import type { WildcardOnlyPart } from '../syntax/wildcard.ts';

const EXISTS: Matcher = { kind: 'exists' };

/**
 * @param parts - As the wildcard scanner makes them: no two texts and no two stars in a row.
 * @example shapeOf([{ kind: 'many' }, { kind: 'text', text: '\\cmd.exe' }], false) // endsWith '\cmd.exe'
 */
export function shapeOf(parts: readonly WildcardOnlyPart[], cased: boolean): Matcher {
  const first = parts[0];
  const second = parts[1];
  switch (parts.length) {
    case 0:
      return { kind: 'equals', value: '', cased };
    case 1:
      if (first?.kind === 'text') return { kind: 'equals', value: first.text, cased };
      if (first?.kind === 'many') return EXISTS;
      break;
    case 2:
      if (first?.kind === 'text' && second?.kind === 'many') {
        return { kind: 'startsWith', value: first.text, cased };
      }
      if (first?.kind === 'many' && second?.kind === 'text') {
        return { kind: 'endsWith', value: second.text, cased };
      }
      break;
    case 3:
      if (first?.kind === 'many' && second?.kind === 'text' && parts[2]?.kind === 'many') {
        return { kind: 'contains', value: second.text, cased };
      }
  }
  return { kind: 'wildcard', parts, cased };
}
