/**
 * Hashes: `SHA1=…,MD5=…,IMPHASH=…` in one text of Sysmon, a field for each algorithm in targets.
 *
 * A rule can ask for what the text contains: where in it a hash stands, and what else does, no target keeps.
 * https://learn.microsoft.com/sysinternals/downloads/sysmon (HashAlgorithms)
 */
import { and, leaf, or } from '../../../lib/query/build.ts';
import type { Leaf, Matcher, Query } from '../../../lib/query/query.ts';
import type { ComputedField, Refusal } from '../field-table.ts';

/** The algorithms of Sysmon, with the hexadecimal digits of a whole hash. */
const DIGITS = { md5: 32, sha1: 40, sha256: 64, imphash: 32 } as const;
export type HashAlgorithm = keyof typeof DIGITS;

/** The field of each algorithm; one that is left out is not kept. */
export type HashFields = Readonly<Partial<Record<HashAlgorithm, string>>>;

const ALGORITHMS = /* @__PURE__ */ Object.keys(DIGITS) as readonly HashAlgorithm[];

/** `SHA256=AB…`, or the digits alone. */
const ONE_HASH = /^(?:(md5|sha1|sha256|imphash)=)?([\da-f]*)$/i;

/** Fewer digits alone may stand in the name of an algorithm: `d5`, `256`. */
const FEWEST_DIGITS = 8;

interface Kept {
  readonly fields: HashFields;
  readonly isKept: (digits: string) => boolean;
}

/**
 * A text of several hashes kept in a field for each.
 *
 * @param isKept whether the target keeps this hash; some drop those that are all zeros
 */
export function hashes(fields: HashFields, isKept: (digits: string) => boolean = () => true): ComputedField {
  return {
    fields: Object.values(fields),
    form: 'each algorithm in a field of its own',
    translate: (asked) => splitHashes(asked, { fields, isKept }),
  };
}

function splitHashes(asked: Leaf, kept: Kept): Query | Refusal {
  const { matcher, span } = asked;
  const names = Object.values(kept.fields);
  if (matcher.kind === 'null') return and(names.map((name) => leaf(name, matcher, span)));
  if (matcher.kind === 'exists') return or(names.map((name) => leaf(name, matcher, span)));
  const [, named, text] = (matcher.kind === 'contains' ? ONE_HASH.exec(matcher.value) : null) ?? [];
  if (matcher.kind !== 'contains' || text === undefined) return NOT_A_HASH;
  // Sysmon writes capitals alone.
  if (matcher.cased && matcher.value !== matcher.value.toUpperCase()) return NOT_A_HASH;
  const digits = text.toLowerCase();
  return named === undefined
    ? anyHash(digits, kept, asked)
    : namedHash(named.toLowerCase() as HashAlgorithm, digits, kept, asked);
}

function namedHash(algorithm: HashAlgorithm, digits: string, kept: Kept, { span }: Leaf): Query | Refusal {
  const field = kept.fields[algorithm];
  if (field === undefined || digits.length > DIGITS[algorithm]) return notKept(algorithm);
  // One that is dropped and one that was never computed are the same there.
  if (startsOneDropped(algorithm, digits, kept)) return notKept(algorithm);
  if (digits.length === DIGITS[algorithm])
    return leaf(field, { kind: 'equals', value: digits, cased: false }, span);
  const start: Matcher =
    digits === '' ? { kind: 'exists' } : { kind: 'startsWith', value: digits, cased: false };
  return leaf(field, start, span);
}

/** Digits that stand anywhere in any hash. */
function anyHash(digits: string, kept: Kept, { span }: Leaf): Query | Refusal {
  if (digits.length < FEWEST_DIGITS) return NOT_A_HASH;
  const queries: Query[] = [];
  for (const algorithm of ALGORITHMS.filter((each) => DIGITS[each] >= digits.length)) {
    const field = kept.fields[algorithm];
    if (field === undefined || startsOneDropped(algorithm, digits, kept)) return notKept(algorithm);
    const kind = digits.length === DIGITS[algorithm] ? 'equals' : 'contains';
    queries.push(leaf(field, { kind, value: digits, cased: false }, span));
  }
  return queries.length === 0 ? NOT_A_HASH : or(queries);
}

/** Whether some hash that the target drops has these digits. */
function startsOneDropped(algorithm: HashAlgorithm, digits: string, { isKept }: Kept): boolean {
  return /^0*$/.test(digits) && !isKept('0'.repeat(DIGITS[algorithm]));
}

const NOT_A_HASH: Refusal = {
  refused:
    'hashes are kept one by one there, so a rule can ask for what contains one alone: `IMPHASH=…`, `SHA256=…`',
};

function notKept(algorithm: HashAlgorithm): Refusal {
  return { refused: `not every hash of this kind is kept there: ${algorithm}` };
}
