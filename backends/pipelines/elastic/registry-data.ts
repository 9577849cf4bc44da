/**
 * Registry data: Sysmon writes `DWORD (0x00000001)`; Elastic's ingest pipelines keep the decimal `1` in
 * `registry.data.strings` and the type in `registry.data.type`. Other data stay as they are written.
 *
 * https://github.com/elastic/beats/blob/main/x-pack/winlogbeat/module/sysmon/ingest/sysmon.yml (Set registry fields)
 */
import { and, leaf, not, or } from '../../../lib/query/build.ts';
import type { Leaf, Query } from '../../../lib/query/query.ts';
import type { ComputedField, Refusal } from '../field-table.ts';

const STRINGS = 'registry.data.strings';
const TYPE = 'registry.data.type';

export const REGISTRY_DATA: ComputedField = {
  fields: [STRINGS, TYPE],
  form: '`DWORD (0x00000001)` as its decimal and a type',
  translate: translateDetails,
};

/** How Sysmon writes numbers; each `?` is a hexadecimal digit. */
const FORMS = [
  { type: 'DWORD', text: 'dword (0x????????)' },
  { type: 'QWORD', text: 'qword (0x????????-0x????????)' },
] as const;
type Form = (typeof FORMS)[number];

function translateDetails(asked: Leaf): Query | Refusal {
  const { matcher } = asked;
  const strings = { ...asked, field: STRINGS };
  switch (matcher.kind) {
    case 'null':
    case 'exists':
      return strings;
    case 'equals':
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return translateText(asked, strings, matcher.value.toLowerCase(), matcher.kind);
    case 'number':
      return and([strings, not(isNumber(asked))]);
    case 'wildcard':
      return matcher.parts.some((part) => part.kind === 'text' && !occursInNumbers(part.text))
        ? strings
        : IN_NUMBERS;
    case 'regex':
      return matcher.literals.some(({ text }) => !occursInNumbers(text)) ? strings : IN_NUMBERS;
    default:
      return IN_NUMBERS;
  }
}

type Relation = 'equals' | 'startsWith' | 'endsWith' | 'contains';

function translateText(asked: Leaf, strings: Leaf, text: string, relation: Relation): Query | Refusal {
  // A decimal in the field may be what was a number, which Sysmon writes in another way.
  const asText = /^\d+$/.test(text) ? and([strings, not(isNumber(asked))]) : strings;
  const ways: Query[] = [];
  for (const form of FORMS) {
    const fits = placesIn(form, text, relation).map((at) => digitsAt(form, text, at));
    if (fits.some((digits) => digits === 'some')) return IN_NUMBERS;
    if (fits.includes('none')) ways.push(isOfType(asked, form.type));
    else for (const digits of fits) ways.push(isNumberOf(asked, form, digits));
  }
  return or([asText, ...ways]);
}

/** Where in the form the text can stand, hexadecimal digits of it on those of the form. */
function placesIn({ text: form }: Form, text: string, relation: Relation): readonly number[] {
  const last = form.length - text.length;
  if (last < 0 || (relation === 'equals' && last > 0)) return [];
  const starts =
    relation === 'startsWith' || relation === 'equals'
      ? [0]
      : relation === 'endsWith'
        ? [last]
        : Array.from({ length: last + 1 }, (_, at) => at);
  return starts.filter((at) =>
    [...text].every((unit, i) => (form[at + i] === '?' ? /[\da-f]/.test(unit) : form[at + i] === unit)),
  );
}

/** The digits of the number that the text fixes, if it fixes them all. */
function digitsAt({ text: form }: Form, text: string, at: number): string {
  let digits = '';
  for (let i = 0; i < text.length; i++) if (form[at + i] === '?') digits += text[i] ?? '';
  if (digits === '') return 'none';
  return digits.length === form.split('?').length - 1 ? digits : 'some';
}

function occursInNumbers(text: string): boolean {
  return FORMS.some((form) => placesIn(form, text.toLowerCase(), 'contains').length > 0);
}

function isNumberOf(asked: Leaf, { type }: Form, digits: string): Query {
  // The ingest pipelines shift the upper half of a QWORD by 8 bits, not by 32; this is the number they keep.
  const value =
    type === 'DWORD'
      ? BigInt(`0x${digits}`)
      : (BigInt(`0x${digits.slice(0, 8)}`) << 8n) + BigInt(`0x${digits.slice(8)}`);
  const decimal = leaf(STRINGS, { kind: 'equals', value: String(value), cased: false }, asked.span);
  return and([decimal, isOfType(asked, type)]);
}

/** `SZ_DWORD` in the ingest pipelines, `REG_DWORD` elsewhere. */
function isOfType({ span }: Leaf, type: string): Query {
  return leaf(TYPE, { kind: 'endsWith', value: `_${type}`, cased: true }, span);
}

function isNumber(asked: Leaf): Query {
  return or(FORMS.map(({ type }) => isOfType(asked, type)));
}

const IN_NUMBERS: Refusal = {
  refused:
    'numbers in the registry are kept as decimals there, which pieces of their hexadecimal text cannot find',
};
