/**
 * Registry data in Elastic: the decimal `1` in `registry.data.strings` and the type in `registry.data.type`.
 *
 * https://github.com/elastic/beats/blob/main/x-pack/winlogbeat/module/sysmon/ingest/sysmon.yml (Set registry fields)
 */
import { and, leaf } from '../../../lib/query/build.ts';
import type { Leaf, Query } from '../../../lib/query/query.ts';
import type { ComputedField } from '../field-table.ts';
import { registryData, type NumberType } from '../values/registry-data.ts';

const STRINGS = 'registry.data.strings';
const TYPE = 'registry.data.type';

/** Of Sysmon. The ingest pipelines shift the upper half of a QWORD by 8 bits, not by 32; that is the number they keep. */
export const REGISTRY_DATA: ComputedField = /* @__PURE__ */ dataWithUpperHalf(8n);

/** Of Elastic Defend, which reads the number itself. */
export const REGISTRY_DATA_OF_ENDPOINT: ComputedField = /* @__PURE__ */ dataWithUpperHalf(32n);

function dataWithUpperHalf(shift: bigint): ComputedField {
  return registryData({
    fields: [STRINGS, TYPE],
    form: '`DWORD (0x00000001)` as its decimal and a type',
    text: STRINGS,
    isNumber: (asked, type, digits) => isNumber(asked, type, digits, shift),
    isOfType,
  });
}

function isNumber(asked: Leaf, type: NumberType, digits: string, shift: bigint): Query {
  const value =
    type === 'DWORD'
      ? BigInt(`0x${digits}`)
      : (BigInt(`0x${digits.slice(0, 8)}`) << shift) + BigInt(`0x${digits.slice(8)}`);
  const decimal = leaf(STRINGS, { kind: 'equals', value: String(value), cased: false }, asked.span);
  return and([decimal, isOfType(asked, type)]);
}

/** `SZ_DWORD` in the ingest pipelines, `REG_DWORD` elsewhere. */
function isOfType({ span }: Leaf, type: NumberType): Query {
  return leaf(TYPE, { kind: 'endsWith', value: `_${type}`, cased: true }, span);
}
