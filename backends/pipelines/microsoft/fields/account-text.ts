/**
 * Names of accounts in one text with their domain, `DOMAIN\name`, where rules have the name alone.
 */
import { FALSE, or } from '../../../../lib/query/build.ts';
import type { Query } from '../../../../lib/query/query.ts';
import type { ComputedField, Refusal } from '../../field-table.ts';
import { ask, asksForPresence, onColumn } from '../../values/leaves.ts';

/** The part of the text behind the domain. */
export function accountName(column: string): ComputedField {
  return {
    fields: [column],
    form: 'behind the domain',
    translate(leaf): Query | Refusal {
      if (asksForPresence(leaf)) return onColumn(leaf, column);
      const { matcher } = leaf;
      if (matcher.kind !== 'equals' && matcher.kind !== 'endsWith') {
        return { refused: `${column} has the domain in front of the name` };
      }
      // The only backslash of the column is the one between the two.
      if (matcher.value.includes('\\')) return FALSE;
      if (matcher.kind === 'endsWith' || matcher.value === '') return onColumn(leaf, column);
      const { value, cased } = matcher;
      return or([
        onColumn(leaf, column),
        ask(leaf, column, { kind: 'endsWith', value: `\\${value}`, cased }),
      ]);
    },
  };
}
