/** Fields that have other values in the target than in rules. */
import { and, FALSE, not, TRUE } from '../../../../lib/query/build.ts';
import type { Leaf, Query } from '../../../../lib/query/query.ts';
import type { FieldTranslation, Refusal } from '../event-source.ts';
import { ask, asksForPresence, isOneOf, onColumn, wholeValue } from './leaves.ts';

/** What a field's value is called in the target, by its value in rules in lower case; several when any of them will do. */
export type ValueNames = Readonly<Record<string, string | number | readonly (string | number)[]>>;

/** Settings of {@link values}. */
export interface ValueOptions {
  /** Whether a value that is not listed is the same in the target. By default it refuses the rule. */
  readonly others?: 'same';
}

/** A column whose values have other names. Parts of values are unknown there, so only whole values are looked up. */
export function values(column: string, names: ValueNames, options: ValueOptions = {}): FieldTranslation {
  return {
    shown: `${column}, values by name`,
    columns: [column],
    translate(leaf): Query | Refusal {
      if (asksForPresence(leaf)) return onColumn(leaf, column);
      const value = wholeValue(leaf);
      if (value === undefined)
        return { refused: `${column} has other values, of which only whole ones are known` };
      const key = value.toLowerCase();
      const found = Object.hasOwn(names, key) ? names[key] : undefined;
      if (options.others === 'same') {
        return typeof found === 'string'
          ? ask(leaf, column, { kind: 'equals', value: found, cased: false })
          : onColumn(leaf, column);
      }
      if (found !== undefined) return isOneOf(column, typeof found === 'object' ? found : [found], leaf.span);
      return { refused: `${column} has no name for the value \`${value}\`` };
    },
  };
}

/** A field that has this one value in every event of the source, so that each question about it has its answer. */
export function always(value: string): FieldTranslation {
  return {
    shown: `always \`${value}\``,
    columns: [],
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

/** A number that rules write as a hexadecimal text, `0x3e7`. */
export function hexadecimal(column: string): FieldTranslation {
  return {
    shown: `${column}, as a number`,
    columns: [column],
    translate(leaf) {
      if (asksForPresence(leaf) || leaf.matcher.kind === 'compare') return onColumn(leaf, column);
      const text = wholeValue(leaf);
      if (text === undefined) return { refused: `${column} is a number, of which no part can be looked for` };
      const value = /^(?:0x[0-9a-f]{1,13}|[0-9]{1,15})$/i.test(text) ? Number(text) : undefined;
      // No number is written as such a text.
      return value === undefined ? FALSE : ask(leaf, column, { kind: 'number', value, text: String(value) });
    },
  };
}

/** Whether the address in a column is one of IPv6, for fields that say so. */
export function isIpv6(column: string): FieldTranslation {
  return {
    shown: `${column}, by its colons`,
    columns: [column],
    translate(leaf) {
      if (asksForPresence(leaf)) return onColumn(leaf, column);
      const value = wholeValue(leaf)?.toLowerCase();
      const colon = ask(leaf, column, { kind: 'contains', value: ':', cased: false });
      if (value === 'true') return colon;
      if (value === 'false') return and([ask(leaf, column, { kind: 'exists' }), not(colon)]);
      return { refused: 'the field is either true or false' };
    },
  };
}

/** A field that the target has in no form that could be asked. */
export function absent(reason: string): FieldTranslation {
  return { shown: `–: ${reason}`, columns: [], translate: () => ({ refused: reason }) };
}
