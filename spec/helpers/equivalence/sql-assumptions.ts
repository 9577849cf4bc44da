/** What the engines of the SQL family assume of events, as the backends state it. */
import { isIP } from 'node:net';
import { foldCase } from '../../../lib/query/fold.ts';
import {
  DOTTED_ADDRESSES,
  EXACT_NUMBERS,
  ONE_VALUE,
  valuesIn,
  WHOLE_CHARACTERS,
  type Assumption,
} from './assumptions.ts';
import { leavesWith } from './facts.ts';
import { heldBy } from './flat-event.ts';

const TWO_WAY_LETTERS: Assumption = {
  what: 'What ignores case folds letters one by one.',
  because: 'The function lower() makes a small k of the Kelvin sign as well, and of a few other letters.',
  excludes: (event) =>
    valuesIn(event).some((value) => foldCase(String(value)) !== String(value).toLowerCase()),
};

const NO_ZERO_BYTE: Assumption = {
  what: 'Text has no zero byte.',
  because: 'PostgreSQL cannot store one, and functions of SQLite take it for the end.',
  excludes: (event) => valuesIn(event).some((value) => String(value).includes('\0')),
};

const ASCII_REFERENCES: Assumption = {
  what: 'Columns compared with each other differ in the case of ASCII letters alone.',
  because: 'The function lower() of SQLite knows ASCII alone.',
  excludes: (event, facts) =>
    leavesWith(facts, 'fieldRef').some(({ field, matcher }) =>
      [field as string, matcher.field].some((name) =>
        heldBy(event, name).some((held) => /\P{ASCII}/u.test(String(held))),
      ),
    ),
};

const ADDRESSES: Assumption = {
  what: 'A column compared with a network holds an address, or nothing like one.',
  because: 'An expression looks at the bits that count, not at what follows.',
  excludes: (event, facts) =>
    leavesWith(facts, 'cidr').some(({ field }) =>
      heldBy(event, field as string).some(
        (held) =>
          /^[\da-f]*[.:]/i.test(String(held)) && (isIP(String(held)) === 0 || String(held).includes('%')),
      ),
    ),
};

const WRITTEN_TIME =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?$/i;

const DATES: Assumption = {
  what: 'Text that starts as a date is a date and time that exists.',
  because: 'A query looks at its start alone; the rest would take a page of it.',
  excludes: (event, facts) =>
    leavesWith(facts, 'timePart').some(({ field }) =>
      heldBy(event, field as string).some((held) => startsAsDate(String(held)) && !isTime(String(held))),
    ),
};

function startsAsDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d/.test(text);
}

/** A day that there is not becomes one of the next month. */
function isTime(text: string): boolean {
  const day = text.slice(0, 10);
  return WRITTEN_TIME.test(text) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

const COMMON: readonly Assumption[] = [WHOLE_CHARACTERS, EXACT_NUMBERS, ONE_VALUE, DATES, ADDRESSES];

export const DUCKDB_ASSUMPTIONS: readonly Assumption[] = [...COMMON, TWO_WAY_LETTERS];
export const POSTGRES_ASSUMPTIONS: readonly Assumption[] = [...COMMON, TWO_WAY_LETTERS, NO_ZERO_BYTE];
export const SQLITE_ASSUMPTIONS: readonly Assumption[] = [
  ...COMMON,
  NO_ZERO_BYTE,
  ASCII_REFERENCES,
  DOTTED_ADDRESSES,
];
