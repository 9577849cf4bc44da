/**
 * Ends of a connection. Rules speak of its source and destination, Defender of the local and the remote end: which is
 * which depends on who opened the connection.
 */
import { and, or } from '../../../../lib/query/build.ts';
import type { Query } from '../../../../lib/query/query.ts';
import type { ComputedField, Refusal } from '../../field-table.ts';
import { asksForPresence, isOneOf, onColumn, wholeValue } from '../../values/leaves.ts';

/** How rows tell the two directions apart. */
export interface Direction {
  readonly column: string;
  readonly outbound: readonly string[];
  readonly inbound: readonly string[];
}

/** A field that is in one column of connections to others and in another of connections from others. */
export function end(direction: Direction, outbound: string, inbound: string): ComputedField {
  return {
    form: 'by the direction, in the first column of outbound connections and the second of inbound ones',
    fields: [outbound, inbound, direction.column],
    translate: (leaf) =>
      or([
        and([isOneOf(direction.column, direction.outbound, leaf.span), onColumn(leaf, outbound)]),
        and([isOneOf(direction.column, direction.inbound, leaf.span), onColumn(leaf, inbound)]),
      ]),
  };
}

/** Whether the machine itself opened the connection: `true` or `false`. */
export function initiated(direction: Direction): ComputedField {
  return {
    form: 'as the direction',
    fields: [direction.column],
    translate(leaf): Query | Refusal {
      if (asksForPresence(leaf)) return onColumn(leaf, direction.column);
      const value = wholeValue(leaf)?.toLowerCase();
      if (value === 'true') return isOneOf(direction.column, direction.outbound, leaf.span);
      if (value === 'false') return isOneOf(direction.column, direction.inbound, leaf.span);
      return { refused: 'the field is either true or false' };
    },
  };
}
