/**
 * Registry data: Sysmon writes numbers as `DWORD (0x00000001)`, targets keep the number and its type. Other data stay as
 * they are written.
 *
 * https://learn.microsoft.com/sysinternals/downloads/sysmon (events 12 to 14)
 */
import { and, not, or } from '../../../lib/query/build.ts';
import type { Leaf, Query } from '../../../lib/query/query.ts';
import type { ComputedField, Refusal } from '../field-table.ts';

export type NumberType = 'DWORD' | 'QWORD';

/** How a target keeps registry data. */
export interface RegistryData {
  /** All fields that it needs. */
  readonly fields: readonly string[];
  readonly form: string;
  /** The field of data that are no numbers. */
  readonly text: string;
  /** Whether it is missing where the data are a number. */
  readonly isTextAlone?: boolean;
  /** What holds where the data are this number. */
  readonly isNumber: (asked: Leaf, type: NumberType, digits: string) => Query;
  readonly isOfType: (asked: Leaf, type: NumberType) => Query;
}

/** The field `Details` of such a target. */
export function registryData(kept: RegistryData): ComputedField {
  const { fields, form } = kept;
  return { fields, form, translate: (asked) => translateDetails(asked, kept) };
}

/** How Sysmon writes numbers; each `?` is a hexadecimal digit, a small one. */
const FORMS = [
  { type: 'DWORD', text: 'DWORD (0x????????)' },
  { type: 'QWORD', text: 'QWORD (0x????????-0x????????)' },
] as const;
type Form = (typeof FORMS)[number];

function translateDetails(asked: Leaf, kept: RegistryData): Query | Refusal {
  const { matcher } = asked;
  const strings = { ...asked, field: kept.text };
  switch (matcher.kind) {
    case 'null':
      return kept.isTextAlone ? and([strings, not(isAnyNumber(asked, kept))]) : strings;
    case 'exists':
      return kept.isTextAlone ? or([strings, isAnyNumber(asked, kept)]) : strings;
    case 'equals':
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return translateText(asked, kept, matcher.value, matcher);
    case 'number':
      return and([strings, not(isAnyNumber(asked, kept))]);
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

function translateText(
  asked: Leaf,
  kept: RegistryData,
  text: string,
  { kind: relation, cased }: { readonly kind: Relation; readonly cased: boolean },
): Query | Refusal {
  const strings = { ...asked, field: kept.text };
  // A decimal in the field may be what was a number, which Sysmon writes in another way.
  const asText = /^\d+$/.test(text) ? and([strings, not(isAnyNumber(asked, kept))]) : strings;
  const ways: Query[] = [];
  for (const form of FORMS) {
    const fits = placesIn(form, text, relation, cased).map((at) => digitsAt(form, text, at));
    if (fits.some((digits) => digits === 'some')) return IN_NUMBERS;
    if (fits.includes('none')) ways.push(kept.isOfType(asked, form.type));
    else for (const digits of fits) ways.push(kept.isNumber(asked, form.type, digits));
  }
  return or([asText, ...ways]);
}

/** Where in the form the text can stand, hexadecimal digits of it on those of the form. */
function placesIn(
  { text: written }: Form,
  asked: string,
  relation: Relation,
  cased: boolean,
): readonly number[] {
  const [form, text] = cased ? [written, asked] : [written.toLowerCase(), asked.toLowerCase()];
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
  for (let i = 0; i < text.length; i++) if (form[at + i] === '?') digits += (text[i] ?? '').toLowerCase();
  if (digits === '') return 'none';
  return digits.length === form.split('?').length - 1 ? digits : 'some';
}

function occursInNumbers(text: string): boolean {
  return FORMS.some((form) => placesIn(form, text, 'contains', false).length > 0);
}

function isAnyNumber(asked: Leaf, { isOfType }: RegistryData): Query {
  return or(FORMS.map(({ type }) => isOfType(asked, type)));
}

const IN_NUMBERS: Refusal = {
  refused:
    'numbers in the registry are kept as numbers there, which pieces of their hexadecimal text cannot find',
};
