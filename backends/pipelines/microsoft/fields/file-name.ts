/**
 * Paths of which a table has the last part alone. Documented as "name or full path" for some tables, so both are
 * looked for. https://learn.microsoft.com/defender-xdr/advanced-hunting-deviceevents-table
 */
import { or } from '../../../../lib/query/build.ts';
import type { Query } from '../../../../lib/query/query.ts';
import type { ComputedField, Refusal } from '../../field-table.ts';
import { ask, asksForPresence, onColumn } from '../../values/leaves.ts';

/** What the end of a path says about its last part: `\cmd.exe`. */
const LAST_PART = /^[\\/]([^\\/]+)$/;

/** The file name of a path. */
export function fileName(column: string): ComputedField {
  return {
    form: 'the end of a path alone',
    fields: [column],
    translate(leaf): Query | Refusal {
      if (asksForPresence(leaf)) return onColumn(leaf, column);
      const { matcher } = leaf;
      const name = matcher.kind === 'endsWith' ? LAST_PART.exec(matcher.value)?.[1] : undefined;
      if (name === undefined || matcher.kind !== 'endsWith') {
        return { refused: `${column} holds the name of the file without its folder` };
      }
      const { cased } = matcher;
      return or([ask(leaf, column, { kind: 'equals', value: name, cased }), onColumn(leaf, column)]);
    },
  };
}
