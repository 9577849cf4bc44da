/** Values that have other names in a target: `true` that is `egress`, a number that is a word. */
import { FALSE } from '../../../lib/query/build.ts';
import type { Leaf, Query } from '../../../lib/query/query.ts';
import type { ComputedField, Refusal } from '../field-table.ts';
import { isOneOf, wholeValue } from './leaves.ts';

type Name = string | number;

/** What values are called in a target, by the text that rules use, in lower case; several where any of them will do. */
export type ValueNames = Readonly<Record<string, Name | readonly Name[]>>;

/** What to do with a value that has no other name, or with a part of one: ask for it as it is, the value alone or both. */
export type Unnamed = 'as-is' | 'whole-as-is' | 'never' | 'refuse';

/**
 * A field whose values have other names there.
 *
 * @param cased whether the target itself writes the names, so that their case is known
 */
export function named(
  field: string,
  names: ValueNames,
  unnamed: Unnamed = 'refuse',
  cased: boolean = false,
): ComputedField {
  const pairs = Object.entries(names).map(([from, to]) => `\`${from}\` is \`${[to].flat().join('`, `')}\``);
  return {
    fields: [field],
    form: pairs.length > 6 ? 'words for numbers' : pairs.join('; '),
    translate: (asked) => rename(asked, field, names, unnamed, cased),
  };
}

function rename(
  asked: Leaf,
  field: string,
  names: ValueNames,
  unnamed: Unnamed,
  cased: boolean,
): Query | Refusal {
  const { matcher, span } = asked;
  const moved = { ...asked, field };
  if (matcher.kind === 'null' || matcher.kind === 'exists') return moved;
  const text = wholeValue(asked)?.toLowerCase();
  const name = text !== undefined && Object.hasOwn(names, text) ? names[text] : undefined;
  if (name !== undefined) {
    if (matcher.kind === 'equals' && matcher.cased) {
      return { refused: `\`${asked.field ?? ''}\` has other values there, and in another case` };
    }
    return isOneOf(field, typeof name === 'object' ? name : [name], span, cased);
  }
  if (unnamed === 'as-is' || (unnamed === 'whole-as-is' && text !== undefined)) return moved;
  if (unnamed === 'never' && text !== undefined) return FALSE;
  return {
    refused: `\`${asked.field ?? ''}\` has other values there: ${Object.values(names).flat().join(', ')}`,
  };
}
