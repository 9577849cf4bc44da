/** Fields that have other values in the target than in rules. */
import { and, FALSE, not, TRUE } from '../../../../lib/query/build.ts';
import type { Leaf, Query } from '../../../../lib/query/query.ts';
import type { ComputedField, Refusal } from '../../field-table.ts';
import { ask, asksForPresence, onColumn, wholeValue } from '../../values/leaves.ts';

/** A field that has this one value in every event of the source, so that each question about it has its answer. */
export function always(value: string): ComputedField {
  return {
    fields: [],
    form: `always \`${value}\``,
    translate(leaf) {
      const answer = answerOf(leaf, value);
      if (answer === undefined) return { refused: `the field is \`${value}\` in all of these events` };
      return answer ? TRUE : FALSE;
    },
  };
}

function answerOf({ matcher }: Leaf, value: string): boolean | undefined {
  switch (matcher.kind) {
    case 'exists':
      return true;
    case 'null':
      return false;
    case 'number':
      return matcher.text === value;
    case 'boolean':
      return String(matcher.value) === value.toLowerCase();
    case 'equals':
      return fold(value, matcher.cased) === fold(matcher.value, matcher.cased);
    case 'contains':
      return fold(value, matcher.cased).includes(fold(matcher.value, matcher.cased));
    case 'startsWith':
      return fold(value, matcher.cased).startsWith(fold(matcher.value, matcher.cased));
    case 'endsWith':
      return fold(value, matcher.cased).endsWith(fold(matcher.value, matcher.cased));
    default:
      return undefined;
  }
}

function fold(text: string, cased: boolean): string {
  return cased ? text : text.toLowerCase();
}

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
