/**
 * Hashes: `SHA1=…,MD5=…,IMPHASH=…` in one text of Sysmon, a field for each algorithm in targets.
 *
 * https://learn.microsoft.com/sysinternals/downloads/sysmon
 */
import { and, leaf, or } from '../../../lib/query/build.ts';
import type { Leaf, Matcher, Query } from '../../../lib/query/query.ts';
import type { ComputedField, Refusal } from '../field-table.ts';

export type HashAlgorithm = 'md5' | 'sha1' | 'sha256' | 'sha512' | 'imphash';

/** The field of each algorithm; one that is left out is not kept. */
export type HashFields = Readonly<Partial<Record<HashAlgorithm, string>>>;

const DIGITS: Readonly<Record<HashAlgorithm, number>> = {
  md5: 32,
  sha1: 40,
  sha256: 64,
  sha512: 128,
  imphash: 32,
};
const ALGORITHMS = /* @__PURE__ */ Object.keys(DIGITS) as readonly HashAlgorithm[];

/** `SHA256=AB…`, or the digits alone. */
const ONE_HASH = /^(?:(md5|sha1|sha256|sha512|imphash)=)?([\da-f]*),?$/i;

/**
 * A text of several hashes kept in a field for each.
 *
 * @param isKept whether the target keeps this hash; some drop those that are all zeros
 */
export function hashes(fields: HashFields, isKept: (digits: string) => boolean = () => true): ComputedField {
  return {
    fields: Object.values(fields),
    form: 'each algorithm in a field of its own',
    translate: (asked) => splitHashes(asked, fields, isKept),
  };
}

function splitHashes(asked: Leaf, fields: HashFields, isKept: (digits: string) => boolean): Query | Refusal {
  const { matcher, span } = asked;
  const names = Object.values(fields);
  switch (matcher.kind) {
    case 'null':
      return and(names.map((name) => leaf(name, { kind: 'null' }, span)));
    case 'exists':
      return or(names.map((name) => leaf(name, { kind: 'exists' }, span)));
    case 'contains':
    case 'equals':
    case 'startsWith':
    case 'endsWith': {
      const pieces = matcher.kind === 'equals' ? matcher.value.split(',') : [matcher.value];
      const found = pieces.map((piece) => oneHash(piece, fields, isKept, asked));
      const refused = found.find((each): each is Refusal => 'refused' in each);
      return refused ?? and(found as Query[]);
    }
    default:
      return NOT_A_HASH;
  }
}

function oneHash(
  text: string,
  fields: HashFields,
  isKept: (digits: string) => boolean,
  { span }: Leaf,
): Query | Refusal {
  const match = ONE_HASH.exec(text);
  if (match === null) return NOT_A_HASH;
  const digits = (match[2] ?? '').toLowerCase();
  const algorithms =
    match[1] === undefined ? algorithmsOf(digits) : [match[1].toLowerCase() as HashAlgorithm];
  const queries: Query[] = [];
  for (const algorithm of algorithms) {
    const field = fields[algorithm];
    const asked = field === undefined ? undefined : matcherOf(digits, algorithm, isKept);
    if (field !== undefined && asked !== undefined) queries.push(leaf(field, asked, span));
  }
  return queries.length > 0 ? or(queries) : notKept(algorithms);
}

/** Which algorithms give so many digits. */
function algorithmsOf(digits: string): readonly HashAlgorithm[] {
  return ALGORITHMS.filter((algorithm) => DIGITS[algorithm] === digits.length);
}

function matcherOf(
  digits: string,
  algorithm: HashAlgorithm,
  isKept: (digits: string) => boolean,
): Matcher | undefined {
  if (digits === '') return { kind: 'exists' };
  if (digits.length > DIGITS[algorithm]) return undefined;
  if (digits.length < DIGITS[algorithm]) return { kind: 'startsWith', value: digits, cased: false };
  return isKept(digits) ? { kind: 'equals', value: digits, cased: false } : { kind: 'null' };
}

const NOT_A_HASH: Refusal = {
  refused:
    'hashes are kept one by one there, so a rule can ask for whole ones alone: `IMPHASH=…`, `SHA256=…`',
};

function notKept(algorithms: readonly HashAlgorithm[]): Refusal {
  return {
    refused: `no such hash is kept there${algorithms.length === 0 ? '' : `: ${algorithms.join(', ')}`}`,
  };
}
