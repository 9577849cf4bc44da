/** What ES|QL and Lucene's query strings assume of events, as their backends state it. */
import { foldCase } from '../../../lib/query/fold.ts';
import {
  ADDRESS_FIELDS,
  DATE_IN_UTC,
  EXACT_NUMBERS,
  WHOLE_CHARACTERS,
  type Assumption,
} from './assumptions.ts';
import { leavesWith } from './facts.ts';
import { heldBy } from './flat-event.ts';

const ONE_VALUE: Assumption = {
  what: 'A field holds one value, unless the settings name it as multivalued.',
  because: 'A comparison with several values is null.',
  excludes: (event, { fields }) => [...fields].some((field) => heldBy(event, field).length > 1),
};

const NO_BREAKS: Assumption = {
  what: 'Values of multivalued fields have no line breaks.',
  because: 'They are searched as one text, in which line breaks stand between them.',
  excludes: (event, { fields }) =>
    [...fields].some((field) => heldBy(event, field).some((held) => String(held).includes('\n'))),
};

const LOWERED: Assumption = {
  what: 'No value holds İ or the Kelvin sign.',
  because: 'to_lower() makes of them an i with a dot above and a k.',
  excludes: (event, { leaves }) =>
    leaves.some(
      ({ field, matcher }) =>
        'cased' in matcher &&
        !matcher.cased &&
        field !== null &&
        heldBy(event, field).some((held) => /[\u0130\u212a]/.test(String(held))),
    ),
};

const LOWERED_ALIKE: Assumption = {
  what: 'Fields that are compared with each other hold letters with one lower case.',
  because:
    'to_lower() follows Unicode, with a sigma of its own at the end of words and letters beyond the first 65,536.',
  excludes: (event, facts) =>
    leavesWith(facts, 'fieldRef').some(
      ({ field, matcher }) =>
        !matcher.cased &&
        [field as string, matcher.field].some((name) =>
          heldBy(event, name).some((held) => String(held).toLowerCase() !== foldCase(String(held))),
        ),
    ),
};

const DATES: Assumption = {
  what: 'A field of which a rule asks for a part of the time is a date, in UTC.',
  because: 'A date field takes nothing else, and keeps points in time without their zones.',
  excludes: (event, facts) =>
    leavesWith(facts, 'timePart').some(({ field }) =>
      heldBy(event, field as string).some((held) => !isDate(String(held))),
    ),
};

/** `2024-02-30` looks like one. */
function isDate(text: string): boolean {
  const date = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  if (!DATE_IN_UTC.test(text) || Number.isNaN(date.getTime())) return false;
  return date.toISOString().startsWith(text.slice(0, 10));
}

const COMMON: readonly Assumption[] = [WHOLE_CHARACTERS, EXACT_NUMBERS, LOWERED, LOWERED_ALIKE, DATES];

export const ESQL_ASSUMPTIONS: readonly Assumption[] = [...COMMON, ONE_VALUE];
export const ESQL_LIST_ASSUMPTIONS: readonly Assumption[] = [...COMMON, NO_BREAKS];
export const LUCENE_ASSUMPTIONS: readonly Assumption[] = [WHOLE_CHARACTERS, EXACT_NUMBERS, ADDRESS_FIELDS];
