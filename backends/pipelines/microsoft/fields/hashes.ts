/**
 * Hashes: Sysmon writes them as one text, `SHA1=…,MD5=…,SHA256=…,IMPHASH=…`; tables have a column for each kind.
 * https://learn.microsoft.com/sysinternals/downloads/sysmon (HashAlgorithms)
 */
import type { FieldTranslation } from '../event-source.ts';
import { ask, asksForPresence } from './leaves.ts';
import { and, FALSE, or } from '../../../../lib/query/build.ts';

/** Hexadecimal digits of a whole hash. */
const LENGTHS: Readonly<Record<string, number>> = { MD5: 32, SHA1: 40, SHA256: 64, SHA512: 128, IMPHASH: 32 };

const NAMED = /^,?([A-Za-z0-9]+)=([0-9A-Fa-f]+),?$/;

/** @param columns by the kind of hash, in capitals */
export function hashes(columns: Readonly<Record<string, string>>): FieldTranslation {
  const kinds = Object.keys(columns);
  return {
    shown: Object.values(columns).join(', '),
    columns: Object.values(columns),
    translate(leaf) {
      const { matcher } = leaf;
      if (asksForPresence(leaf)) {
        const each = Object.values(columns).map((column) => ask(leaf, column, matcher));
        return matcher.kind === 'null' ? and(each) : or(each);
      }
      const [, name, digits] = (matcher.kind === 'contains' ? NAMED.exec(matcher.value) : null) ?? [];
      if (name === undefined || digits === undefined) {
        return {
          refused: `hashes are in columns of their own: only \`contains\` with ${kinds.join(', ')}= can be looked up`,
        };
      }
      const kind = name.toUpperCase();
      const column = Object.hasOwn(columns, kind) ? columns[kind] : undefined;
      if (column === undefined) return { refused: `there is no column for hashes of the kind ${kind}` };
      const whole = digits.length === LENGTHS[kind];
      // A comma ends the digits.
      if (!whole && matcher.kind === 'contains' && matcher.value.endsWith(',')) return FALSE;
      return ask(leaf, column, { kind: whole ? 'equals' : 'startsWith', value: digits, cased: false });
    },
  };
}
