/** Values that have other names in a target: `true` that is `egress`, a number that is a word. */
import { FALSE, leaf, or } from '../../../lib/query/build.ts';
import type { Leaf, Query } from '../../../lib/query/query.ts';
import type { ComputedField, Refusal } from '../field-table.ts';

/** What values are called in a target, by the text that rules use, in lower case. */
export type ValueNames = Readonly<Record<string, string | readonly string[]>>;

/** What to do with a value that has no other name. */
export type Unnamed = 'as-is' | 'never' | 'refuse';

/** A field whose values have other names there. */
export function named(field: string, names: ValueNames, unnamed: Unnamed = 'refuse'): ComputedField {
  const pairs = Object.entries(names).map(([from, to]) => `\`${from}\` is \`${[to].flat().join('`, `')}\``);
  return {
    fields: [field],
    form: pairs.length > 6 ? 'words for numbers' : pairs.join('; '),
    translate: (asked) => rename(asked, field, names, unnamed),
  };
}

function rename(asked: Leaf, field: string, names: ValueNames, unnamed: Unnamed): Query | Refusal {
  const { matcher, span } = asked;
  const moved = { ...asked, field };
  if (matcher.kind === 'null' || matcher.kind === 'exists') return moved;
  const text = textOf(asked);
  const name = text !== undefined && Object.hasOwn(names, text) ? names[text] : undefined;
  if (name !== undefined) {
    const values = typeof name === 'string' ? [name] : name;
    return or(values.map((value) => leaf(field, { kind: 'equals', value, cased: false }, span)));
  }
  if (unnamed === 'as-is') return moved;
  if (unnamed === 'never' && text !== undefined) return FALSE;
  return {
    refused: `\`${asked.field ?? ''}\` has other values there: ${Object.values(names).flat().join(', ')}`,
  };
}

function textOf({ matcher }: Leaf): string | undefined {
  switch (matcher.kind) {
    case 'equals':
      return matcher.value.toLowerCase();
    case 'number':
      return matcher.text;
    case 'boolean':
      return String(matcher.value);
    default:
      return undefined;
  }
}
