/**
 * What each target assumes of events, as the backends state it: the one place where an event may be left out.
 *
 * An event outside an assumption proves nothing about a query. Each assumption is as narrow as can be said: it
 * leaves an event out only if this query could tell the difference. The specs count what is left out.
 */
import { isIP } from 'node:net';
import type { Leaf, Query } from '../../../lib/query/query.ts';
import { KEYWORD_FIELD } from '../../../lib/witness/realise.ts';
import { unmapAddress } from '../../engines/ip.ts';
import { toSplEvent } from '../../engines/spl/event.ts';
import { leavesWith, matchesPart, type QueryFacts } from './facts.ts';
import { heldBy, type FlatEvent, type Scalar } from './flat-event.ts';

export interface Assumption {
  readonly what: string;
  readonly because: string;
  /** Whether the event does not fulfil it, as far as this query can tell. */
  readonly excludes: (event: FlatEvent, facts: QueryFacts) => boolean;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const DECIMAL = /^-?(?:\d+(?:\.\d+)?|\.\d+)$/;

/** Two texts of one number: `7` and `007`. */
function sameNumber(a: string, b: string): boolean {
  return a !== b && NUMBER.test(a) && NUMBER.test(b) && Number(a) === Number(b);
}

const PLAIN_NUMBERS: Assumption = {
  what: 'Numbers are written in one way, in the rule and in events.',
  because:
    'Splunk compares two texts that look like numbers as numbers: 4688, 4688.0 and 04688 are one. ' +
    'https://help.splunk.com/en/splunk-enterprise/spl-search-reference (search, comparison expressions)',
  excludes(event, facts) {
    return facts.leaves.some(({ field, matcher }) => {
      if (field === null) return false;
      const wanted =
        matcher.kind === 'equals'
          ? [matcher.value]
          : matcher.kind === 'number'
            ? [matcher.text, String(matcher.value)]
            : matcher.kind === 'fieldRef'
              ? heldBy(event, matcher.field).map(String)
              : [];
      return heldBy(event, field).some((held) =>
        wanted.some((text) => piecesOf(String(held), text.length).some((piece) => sameNumber(piece, text))),
      );
    });
  },
};

/** What a comparison with a text of this length looks at: the whole value, its start, its end. */
function piecesOf(held: string, length: number): readonly string[] {
  return [held, held.slice(0, length), held.slice(Math.max(0, held.length - length))];
}

const NUMBERS_COMPARED: Assumption = {
  what: 'Fields that are compared by size hold numbers.',
  because: 'Splunk compares a number and another text by their characters, where "many" is more than 5.',
  excludes(event, facts) {
    return leavesWith(facts, 'compare').some(({ field }) =>
      heldBy(event, field as string).some((held) => !DECIMAL.test(String(held))),
    );
  },
};

/** The fields that a query compares by size. */
export function fieldsComparedIn(leaves: readonly Leaf[]): ReadonlySet<string> {
  const compared = leaves.filter(({ field, matcher }) => field !== null && matcher.kind === 'compare');
  return new Set(compared.map(({ field }) => field as string));
}

export const WHOLE_NUMBERS: Assumption = {
  what: 'A field of type long holds whole numbers, written in one way.',
  because: 'Elasticsearch indexes nothing else under it: other text is refused, and fractions are cut off.',
  excludes: (event, { leaves }) =>
    [...fieldsComparedIn(leaves)].some((field) =>
      heldBy(event, field).some((held) => typeof held === 'boolean' || !WHOLE.test(String(held))),
    ),
};

const WHOLE = /^(?:0|-?[1-9]\d{0,14})$/;

export const ONE_VALUE_COMPARED: Assumption = {
  what: 'Fields that are compared with each other have one value.',
  because: 'What eval makes of a comparison of multivalue fields is not documented.',
  excludes(event, facts) {
    return leavesWith(facts, 'fieldRef').some(({ field, matcher }) =>
      [field as string, matcher.field].some((name) => heldBy(event, name).length > 1),
    );
  },
};

const KEYWORDS_IN_RAW: Assumption = {
  what: 'Keywords are looked for in the event as one text.',
  because:
    'Splunk has the raw event and no star for all fields: there a pattern may match across two values, and an ' +
    'anchor means the ends of the event.',
  excludes(event, { leaves }) {
    const raw = { [KEYWORD_FIELD]: toSplEvent(event).raw };
    return leaves.some((leaf) => leaf.field === null && matchesPart(leaf, event) !== matchesPart(leaf, raw));
  },
};

const EMPTY_IS_MISSING: Assumption = {
  what: 'The empty text and a missing value are the same, in the rule and in events.',
  because:
    'A string column has no null: what is missing is the empty text. ' +
    'https://learn.microsoft.com/kusto/query/scalar-data-types/null-values',
  excludes(event, { query, matches }) {
    const kept = Object.entries(event).filter(([, value]) => value !== '');
    return matchesWithoutEmpty(query, Object.fromEntries(kept)) !== matches(event);
  },
};

const readWithoutEmpty = new WeakMap<Query, Query>();

function matchesWithoutEmpty(query: Query, event: FlatEvent): boolean {
  let read = readWithoutEmpty.get(query);
  if (read === undefined) readWithoutEmpty.set(query, (read = askForMissing(query)));
  return matchesPart(read, event);
}

/** The query with the question for a missing value in place of that for an empty text. */
function askForMissing(query: Query): Query {
  switch (query.kind) {
    case 'leaf':
      return askLeafForMissing(query);
    case 'any-of':
      return { ...query, leaves: query.leaves.map(askLeafForMissing) };
    case 'not':
      return { ...query, operand: askForMissing(query.operand) };
    case 'and':
    case 'or':
      return { ...query, operands: query.operands.map(askForMissing) };
    case 'constant':
      return query;
  }
}

function askLeafForMissing(leaf: Leaf): Leaf {
  const asksForEmpty = leaf.matcher.kind === 'equals' && leaf.matcher.value === '';
  return asksForEmpty ? { ...leaf, matcher: { kind: 'null' } } : leaf;
}

export const ONE_VALUE: Assumption = {
  what: 'A column holds one value.',
  because: 'A list in a string column is its JSON text, which no operator on text looks into.',
  excludes: (event) => Object.values(event).some((value) => typeof value === 'object' && value !== null),
};

const BARE_ADDRESSES: Assumption = {
  what: 'Addresses stand without prefix length and zone.',
  because:
    'ipv4_is_in_range() reads 10.0.0.1/8 as a network of its own, and a search for a network in Splunk also finds ' +
    'its own text.',
  excludes(event, facts) {
    return leavesWith(facts, 'cidr').some(({ field }) =>
      heldBy(event, field as string).some((held) => /[/%]/.test(String(held))),
    );
  },
};

export const DATE_IN_UTC = /^\d{4}-\d\d-\d\d[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?Z?$/;

export const DOTTED_ADDRESSES: Assumption = {
  what: 'IPv4 addresses are written as such.',
  because: 'What Splunk makes of IPv6 addresses that map one, ::ffff:10.0.0.1, is not documented.',
  excludes(event, facts) {
    return leavesWith(facts, 'cidr').some(({ field }) =>
      heldBy(event, field as string).some((held) => unmapAddress(String(held)) !== String(held)),
    );
  },
};

const UTC_DATES: Assumption = {
  what: 'A text that is read as a date is a date and time in UTC.',
  because:
    'todatetime() turns other zones into UTC, and a date alone into its midnight; what else it reads is not documented.',
  excludes(event, facts) {
    return leavesWith(facts, 'timePart').some(({ field }) =>
      heldBy(event, field as string).some((held) => !DATE_IN_UTC.test(String(held))),
    );
  },
};

const ASCII_WORDS: Assumption = {
  what: 'Where an expression asks for a word boundary, text is ASCII.',
  because:
    'To the Rust crate, which Kusto names, letters of every script are parts of words; to RE2, which it named ' +
    'before, those of ASCII alone, and no expression means the same to both.',
  excludes(event, facts) {
    return leavesWith(facts, 'regex').some(
      ({ field, matcher }) =>
        /\\b/i.test(matcher.pattern.text) &&
        (field === null ? valuesIn(event) : heldBy(event, field)).some((held) =>
          /\P{ASCII}/u.test(String(held)),
        ),
    );
  },
};

export const ADDRESS_FIELDS: Assumption = {
  what: 'A field that is matched against a network is an ip field and holds addresses.',
  because: 'An ip field takes nothing else: the document would not be indexed, or not under this field.',
  excludes(event, facts) {
    return leavesWith(facts, 'cidr').some(({ field }) =>
      heldBy(event, field as string).some((held) => isIP(String(held)) === 0 || String(held).includes('%')),
    );
  },
};

export const WHOLE_CHARACTERS: Assumption = {
  what: 'Text is valid Unicode.',
  because: 'The engines store UTF-8 or refuse what is not text; half of a surrogate pair has no UTF-8.',
  excludes: (event) => valuesIn(event).some((value) => /\p{Cs}/u.test(String(value))),
};

export const EXACT_NUMBERS: Assumption = {
  what: 'A number of an event has the digits that were logged.',
  because: 'Beyond 2^53 a number of JavaScript has others; the targets got them from the log.',
  excludes: (event) =>
    valuesIn(event).some(
      (value) => typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value),
    ),
};

export function valuesIn(event: FlatEvent): readonly Scalar[] {
  return Object.keys(event).flatMap((field) => heldBy(event, field));
}

export const SPLUNK_ASSUMPTIONS: readonly Assumption[] = [
  WHOLE_CHARACTERS,
  EXACT_NUMBERS,
  PLAIN_NUMBERS,
  NUMBERS_COMPARED,
  ONE_VALUE_COMPARED,
  BARE_ADDRESSES,
  DOTTED_ADDRESSES,
  KEYWORDS_IN_RAW,
];

export const KUSTO_ASSUMPTIONS: readonly Assumption[] = [
  WHOLE_CHARACTERS,
  EXACT_NUMBERS,
  EMPTY_IS_MISSING,
  ONE_VALUE,
  BARE_ADDRESSES,
  UTC_DATES,
  ASCII_WORDS,
];

export const EQL_ASSUMPTIONS: readonly Assumption[] = [WHOLE_CHARACTERS, EXACT_NUMBERS, ADDRESS_FIELDS];
