/**
 * The data of registry values. Sysmon writes numbers as `DWORD (0x00000001)`, which other tables have as a decimal
 * beside the type of the value, and `Binary Data` and `(Empty)` in place of data.
 * https://learn.microsoft.com/windows/win32/sysinfo/registry-value-types
 */
import { and, not, or } from '../../../../lib/query/build.ts';
import type { Leaf, Query } from '../../../../lib/query/query.ts';
import type { FieldTranslation, Refusal } from '../event-source.ts';
import { ask, asksForPresence, onColumn, wholeValue } from './leaves.ts';
import { patternOf, type TextPattern } from './parts.ts';
import { canBeDecimal, canBeOfSysmon, isAboutOtherText } from './registry-texts.ts';

/** What the target calls the types of values. */
export interface RegistryTypes {
  readonly dword: string;
  readonly qword: string;
  readonly binary: string;
  /** Whether rows of Sysmon are among the others, with the data as it writes them. */
  readonly alsoSysmon?: boolean;
}

const NUMBER = /^([DQ]WORD) \(0x([0-9a-f]{8})(?:-0x([0-9a-f]{8}))?\)$/i;

/** @param data the column with the data, @param type the one with the type of the value */
export function registryData(data: string, type: string, types: RegistryTypes): FieldTranslation {
  return {
    shown: `${data}, numbers as decimals with their type in ${type}`,
    columns: [data, type],
    translate(leaf): Query | Refusal {
      if (asksForPresence(leaf)) return onColumn(leaf, data);
      const { matcher } = leaf;
      if (matcher.kind === 'cidr' || (matcher.kind === 'regex' && isAboutOtherText(matcher))) {
        return onColumn(leaf, data);
      }
      const pattern = patternOf(leaf);
      const written = pattern === undefined ? undefined : inTarget(leaf, onlyText(pattern));
      if (written !== undefined) {
        const isWhole = wholeValue(leaf) !== undefined;
        return isWhole && types.alsoSysmon !== true ? written : or([written, onColumn(leaf, data)]);
      }
      if (pattern === undefined || canBeOfSysmon(pattern)) {
        return {
          refused: `${data} has numbers as decimals, where no part of \`DWORD (0x…)\` can be looked for`,
        };
      }
      if (!canBeDecimal(pattern)) return onColumn(leaf, data);
      // To rules, the number 1 is not the text 1.
      return and([onColumn(leaf, data), not(or([ofType(leaf, types.dword), ofType(leaf, types.qword)]))]);
    },
  };

  function ofType(leaf: Leaf, name: string): Query {
    return ask(leaf, type, { kind: 'equals', value: name, cased: false });
  }

  /** What the target has where Sysmon writes the text. */
  function inTarget(leaf: Leaf, text: string): Query | undefined {
    const number = NUMBER.exec(text);
    if (number !== null) {
      const [, kind, high, low] = number as unknown as [string, string, string, string | undefined];
      const decimal = BigInt(`0x${high}${low ?? ''}`).toString();
      return and([
        ofType(leaf, kind.toUpperCase() === 'DWORD' ? types.dword : types.qword),
        ask(leaf, data, { kind: 'equals', value: decimal, cased: false }),
      ]);
    }
    if (/^binary data$/i.test(text)) return ofType(leaf, types.binary);
    if (/^\(empty\)$/i.test(text)) {
      return and([ask(leaf, data, { kind: 'null' }), not(ofType(leaf, types.binary))]);
    }
    return undefined;
  }
}

/** The text of a pattern that asks for one at some place; empty for every other pattern. */
function onlyText({ parts }: TextPattern): string {
  const texts = parts.flatMap((part) =>
    part.kind === 'many' ? [] : [part.kind === 'text' ? part.text : undefined],
  );
  return texts.length === 1 ? (texts[0] ?? '') : '';
}
