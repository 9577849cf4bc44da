/** Modifiers that say where in the field's value the text stands, and how exactly. */
import type { DetectionValue } from '../ast/detection.ts';
import { tooManyDashes, valueType } from '../diagnostics/messages/modifier.ts';
import { combinations, type Pattern } from './combinations.ts';
import type { Applied, Place, Steps, ValueModifier } from './modifier.ts';
import { asText, typeOf, withMany, type Value } from './value.ts';

const ACCEPTS = ['text', 'number'] as const;

const PLACE_STEPS: Steps = {
  plain: 'part',
  filled: 'part',
  text: 'part',
  bytes: 'part',
  base64: 'part',
  regex: 'regex-part',
  field: 'field-part',
};

export const contains: ValueModifier = {
  kind: 'value',
  name: 'contains',
  summary: 'The value stands anywhere in the field.',
  accepts: ACCEPTS,
  steps: PLACE_STEPS,
  place: 'contains',
  apply: (value, origin) => place('contains', value, origin),
};

export const startswith: ValueModifier = {
  kind: 'value',
  name: 'startswith',
  summary: 'The value stands at the start of the field.',
  accepts: ACCEPTS,
  steps: PLACE_STEPS,
  needsField: true,
  place: 'startsWith',
  apply: (value, origin) => place('startsWith', value, origin),
};

export const endswith: ValueModifier = {
  kind: 'value',
  name: 'endswith',
  summary: 'The value stands at the end of the field.',
  accepts: ACCEPTS,
  steps: PLACE_STEPS,
  needsField: true,
  place: 'endsWith',
  apply: (value, origin) => place('endsWith', value, origin),
};

function place(where: Place, value: Value, origin: DetectionValue): Applied {
  if (value.kind === 'fieldRef') return { ...value, relation: where };
  // A regular expression is searched for anywhere, which is all that `contains` asks.
  if (value.kind === 'regex') {
    return { ...value, atStart: where === 'startsWith', atEnd: where === 'endsWith' };
  }
  const text = asText(value, origin);
  if (text === undefined) return valueType(where.toLowerCase(), ACCEPTS, typeOf(origin));
  const parts = withMany(text.parts, where !== 'startsWith', where !== 'endsWith');
  return { kind: 'text', parts, cased: text.cased, bytes: text.bytes };
}

export const cased: ValueModifier = {
  kind: 'value',
  name: 'cased',
  summary: 'Upper and lower case are told apart.',
  accepts: ACCEPTS,
  steps: {
    plain: 'text',
    filled: 'text',
    text: 'text',
    bytes: 'bytes',
    base64: 'base64',
    part: 'part',
    field: 'field',
    'field-part': 'field-part',
  },
  apply(value, origin) {
    if (value.kind === 'fieldRef') return { ...value, cased: true };
    // A number has no case; as text it would no longer compare as a number.
    if (value.kind === 'number') return value;
    if (value.kind !== 'text') return valueType('cased', ACCEPTS, typeOf(origin));
    return { ...value, cased: true };
  },
};

/** Hyphen, slash, en dash, em dash, horizontal bar: what Windows programs take for the start of a switch. */
const DASHES: readonly Pattern[] = /* @__PURE__ */ ['-', '/', '\u2013', '\u2014', '\u2015'].map((dash) => [
  { kind: 'text', text: dash },
]);

/** The dash of a switch: no letter, digit or underscore in front, one of them behind. */
const SWITCH_DASH = /(?<![\p{L}\p{N}_])[-/\u2013\u2014\u2015](?=[\p{L}\p{N}_])/u;

/** Switches in one value: five give 3,125 spellings of it. Public rules have two. */
const MAX_SWITCHES = 5;

export const windash: ValueModifier = {
  kind: 'value',
  name: 'windash',
  summary: 'Each `-` or `/` that starts a switch also stands for the other and for en dash, em dash and bar.',
  accepts: ACCEPTS,
  steps: { plain: 'text', filled: 'text', text: 'text', part: 'part' },
  apply(value, origin) {
    const text = asText(value, origin);
    if (text === undefined) return valueType('windash', ACCEPTS, typeOf(origin));

    // A wildcard is no letter: a dash next to one starts a switch as one at the start of the value does.
    const places: (readonly Pattern[])[] = [];
    let switches = 0;
    for (const part of text.parts) {
      const pieces = part.kind === 'text' ? part.text.split(SWITCH_DASH) : [];
      if (pieces.length <= 1) places.push([[part]]);
      else {
        switches += pieces.length - 1;
        for (const [index, piece] of pieces.entries()) {
          if (index > 0) places.push(DASHES);
          places.push([[{ kind: 'text', text: piece }]]);
        }
      }
    }
    if (switches === 0) return text;
    if (switches > MAX_SWITCHES) return tooManyDashes(switches, MAX_SWITCHES);
    return combinations(places).map((parts) => ({ ...text, parts }));
  },
};
