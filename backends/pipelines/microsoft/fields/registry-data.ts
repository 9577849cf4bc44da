/**
 * The data of registry values. Sysmon writes numbers as `DWORD (0x00000001)`, which other tables have as a decimal
 * beside the type of the value, and `Binary Data` and `(Empty)` in place of data.
 * https://learn.microsoft.com/windows/win32/sysinfo/registry-value-types
 */
import { and, not, or } from '../../../../lib/query/build.ts';
import type { Leaf, Query } from '../../../../lib/query/query.ts';
import type { FieldTranslation, Refusal } from '../event-source.ts';
import { ask, asksForPresence, onColumn } from './leaves.ts';

/** What the target calls the types of values. */
export interface RegistryTypes {
  readonly dword: string;
  readonly qword: string;
  readonly binary: string;
  /** Whether rows of Sysmon are among the others, with the data as it writes them. */
  readonly alsoSysmon?: boolean;
}

const NUMBER = /^([DQ]WORD) \(0x([0-9a-f]{8})(?:-0x([0-9a-f]{8}))?\)$/i;
/** Pieces of such a number, which has other digits in the target. */
const PIECE_OF_NUMBER = /[DQ]WORD|\(0x|Binary Data|\(Empty\)/i;
const DIGITS = /^[0-9]+$/;

/** @param data the column with the data, @param type the one with the type of the value */
export function registryData(data: string, type: string, types: RegistryTypes): FieldTranslation {
  return {
    shown: `${data}, numbers as decimals with their type in ${type}`,
    columns: [data, type],
    translate(leaf): Query | Refusal {
      if (asksForPresence(leaf)) return onColumn(leaf, data);
      const text = textOf(leaf);
      const number = text === undefined ? null : NUMBER.exec(text);
      const ofType = (name: string): Query => ask(leaf, type, { kind: 'equals', value: name, cased: false });
      if (number !== null) {
        const [, kind, high, low] = number as unknown as [string, string, string, string | undefined];
        const decimal = BigInt(`0x${high}${low ?? ''}`).toString();
        const name = kind.toUpperCase() === 'DWORD' ? types.dword : types.qword;
        const asDecimal = and([
          ofType(name),
          ask(leaf, data, { kind: 'equals', value: decimal, cased: false }),
        ]);
        return types.alsoSysmon === true ? or([asDecimal, onColumn(leaf, data)]) : asDecimal;
      }
      const whole = leaf.matcher.kind === 'equals' ? leaf.matcher.value.toLowerCase() : undefined;
      if (whole === 'binary data')
        return types.alsoSysmon === true
          ? or([ofType(types.binary), onColumn(leaf, data)])
          : ofType(types.binary);
      if (whole === '(empty)') {
        const empty = and([ask(leaf, data, { kind: 'null' }), not(ofType(types.binary))]);
        return types.alsoSysmon === true ? or([empty, onColumn(leaf, data)]) : empty;
      }
      if (
        leaf.matcher.kind === 'regex' || leaf.matcher.kind === 'wildcard'
          ? piecesIn(leaf)
          : PIECE_OF_NUMBER.test(text ?? '')
      ) {
        return {
          refused: `${data} has numbers as decimals, where no part of \`DWORD (0x…)\` can be looked for`,
        };
      }
      if (text === undefined || !DIGITS.test(text)) return onColumn(leaf, data);
      // To rules, the number 1 is not the text 1.
      return and([onColumn(leaf, data), not(or([ofType(types.dword), ofType(types.qword)]))]);
    },
  };
}

/** The text a leaf looks for, in the whole value or in a part of it. */
function textOf({ matcher }: Leaf): string | undefined {
  switch (matcher.kind) {
    case 'equals':
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return matcher.value;
    case 'number':
      return matcher.text;
    default:
      return undefined;
  }
}

function piecesIn({ matcher }: Leaf): boolean {
  if (matcher.kind === 'regex') return PIECE_OF_NUMBER.test(matcher.pattern.text);
  return (
    matcher.kind === 'wildcard' &&
    matcher.parts.some((part) => part.kind === 'text' && PIECE_OF_NUMBER.test(part.text))
  );
}
