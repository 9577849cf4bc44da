/**
 * Names of accounts in one text with their domain, `DOMAIN\name`, where rules have the name alone.
 */
import { or } from '../../../../lib/query/build.ts';
import type { FieldTranslation } from '../event-source.ts';
import { ask, asksForPresence, onColumn } from './leaves.ts';

/** The part of the text behind the domain. */
export function accountName(column: string): FieldTranslation {
  return {
    shown: `${column}, behind the domain`,
    columns: [column],
    translate(leaf) {
      const { matcher } = leaf;
      if (asksForPresence(leaf) || matcher.kind === 'endsWith') return onColumn(leaf, column);
      if (matcher.kind !== 'equals') return { refused: `${column} has the domain in front of the name` };
      const { value, cased } = matcher;
      if (value === '') return onColumn(leaf, column);
      return or([
        onColumn(leaf, column),
        ask(leaf, column, { kind: 'endsWith', value: `\\${value}`, cased }),
      ]);
    },
  };
}
