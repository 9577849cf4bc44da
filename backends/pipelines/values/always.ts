/** Fields that have one value in every event of a source. */
import { FALSE, TRUE } from '../../../lib/query/build.ts';
import type { Leaf } from '../../../lib/query/query.ts';
import type { ComputedField } from '../field-table.ts';

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
