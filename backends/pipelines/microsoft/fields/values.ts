/** Fields that have other values in the target than in rules. */
import { and, FALSE, not } from '../../../../lib/query/build.ts';
import type { Query } from '../../../../lib/query/query.ts';
import type { ComputedField, Refusal } from '../../field-table.ts';
import { ask, asksForPresence, onColumn, wholeValue } from '../../values/leaves.ts';

/** As Windows writes numbers: without zeros in front, in small letters where a rule minds the case. */
const HEXADECIMAL = /^0x(?:0|[1-9a-f][0-9a-f]{0,12})$/;

/** A number that the event has as a hexadecimal text, `0x3e7`. */
export function hexadecimal(column: string): ComputedField {
  return {
    fields: [column],
    form: 'as a number',
    translate(leaf): Query | Refusal {
      if (asksForPresence(leaf)) return onColumn(leaf, column);
      const { matcher } = leaf;
      const text = wholeValue(leaf);
      if (text === undefined) return { refused: `${column} is a number, of which no part can be looked for` };
      if (/^\d+$/.test(text)) return { refused: `events have the number in hexadecimal: \`0x3e7\`` };
      const isCased = matcher.kind === 'equals' && matcher.cased;
      // No number is written as any other text.
      if (!HEXADECIMAL.test(isCased ? text : text.toLowerCase())) return FALSE;
      const value = Number(text.toLowerCase());
      return ask(leaf, column, { kind: 'number', value, text: String(value) });
    },
  };
}

/** Whether the address in a column is one of IPv6, for fields that say so. */
export function isIpv6(column: string): ComputedField {
  return {
    fields: [column],
    form: 'by its colons',
    translate(leaf): Query | Refusal {
      if (asksForPresence(leaf)) return onColumn(leaf, column);
      const value = wholeValue(leaf)?.toLowerCase();
      const colon = ask(leaf, column, { kind: 'contains', value: ':', cased: false });
      if (value === 'true') return colon;
      if (value === 'false') return and([ask(leaf, column, { kind: 'exists' }), not(colon)]);
      return { refused: 'the field is either true or false' };
    },
  };
}
