/**
 * The data of registry values. Sysmon writes numbers as `DWORD (0x00000001)`, which other tables have as a decimal
 * beside the type of the value, and `Binary Data` and `(Empty)` in place of data.
 * https://learn.microsoft.com/windows/win32/sysinfo/registry-value-types
 */
import { and, not, or } from '../../../../lib/query/build.ts';
import type { Leaf, Query } from '../../../../lib/query/query.ts';
import type { ComputedField, Refusal } from '../../field-table.ts';
import { ask, asksForPresence, onColumn, wholeValue } from '../../values/leaves.ts';
import { patternOf, type TextPattern } from '../../values/pattern.ts';
import { canBeDecimal, canBeOfSysmon, isAboutOtherText } from './registry-texts.ts';

/** What the target calls the types of values. */
export interface RegistryTypes {
  readonly dword: string;
  readonly qword: string;
  readonly binary: string;
  /** Whether rows of Sysmon are among the others, with the data as it writes them. */
  readonly alsoSysmon?: boolean;
}

/** Where a rule minds the case, no number is written in another. */
const NUMBER = /^(?:DWORD \(0x([0-9a-f]{8})|QWORD \(0x([0-9a-f]{8})-0x([0-9a-f]{8}))\)$/;
const ANY_CASE_NUMBER = /* @__PURE__ */ new RegExp(NUMBER, 'i');

/** @param data the column with the data, @param type the one with the type of the value */
export function registryData(data: string, type: string, types: RegistryTypes): ComputedField {
  return {
    form: 'numbers as decimals, with their type in the second column',
    fields: [data, type],
    translate(leaf): Query | Refusal {
      if (asksForPresence(leaf)) return onColumn(leaf, data);
      const { matcher } = leaf;
      if (matcher.kind === 'cidr' || (matcher.kind === 'regex' && isAboutOtherText(matcher))) {
        return onColumn(leaf, data);
      }
      const pattern = patternOf(matcher);
      const written = pattern === undefined ? undefined : inTarget(leaf, onlyText(pattern), pattern.cased);
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
      // To rules, the number 1 is not the text 1, and of binary data they know nothing.
      const others = [types.dword, types.qword, types.binary].map((each) => ofType(leaf, each));
      return and([onColumn(leaf, data), not(or(others))]);
    },
  };

  function ofType(leaf: Leaf, name: string): Query {
    return ask(leaf, type, { kind: 'equals', value: name, cased: false });
  }

  /** What the target has where Sysmon writes the text. */
  function inTarget(leaf: Leaf, text: string, cased: boolean): Query | undefined {
    const number = (cased ? NUMBER : ANY_CASE_NUMBER).exec(text);
    if (number !== null) {
      const [, dword, high = '', low = ''] = number;
      const decimal = BigInt(`0x${dword ?? high + low}`).toString();
      return and([
        ofType(leaf, dword === undefined ? types.qword : types.dword),
        ask(leaf, data, { kind: 'equals', value: decimal, cased: false }),
      ]);
    }
    const word = cased ? text : text.toLowerCase();
    if (word === (cased ? BINARY : BINARY.toLowerCase())) return ofType(leaf, types.binary);
    if (word === (cased ? EMPTY : EMPTY.toLowerCase())) {
      return and([ask(leaf, data, { kind: 'null' }), not(ofType(leaf, types.binary))]);
    }
    return undefined;
  }
}

const BINARY = 'Binary Data';
const EMPTY = '(Empty)';

/** The text of a pattern that asks for one at some place; empty for every other pattern. */
function onlyText({ parts }: TextPattern): string {
  const texts = parts.flatMap((part) =>
    part.kind === 'many' ? [] : [part.kind === 'text' ? part.text : undefined],
  );
  return texts.length === 1 ? (texts[0] ?? '') : '';
}
