/** Generators of matchers, and of texts that satisfy or narrowly miss them. */
import { regexMatcher } from '../../lib/regex/literals.ts';
import fc from 'fast-check';
import type {
  CidrMatcher,
  CompareMatcher,
  CompareOperator,
  Matcher,
  MatcherKind,
  NumberMatcher,
  TimePart,
  WildcardPart,
} from '../../lib/query/query.ts';
import type { RegexFlags, RegexNode, RegexPattern } from '../../lib/regex/ast.ts';
import { arbitraryRegexNode, arbitrarySample, writeRegex } from './arbitrary-regex.ts';

export const MATCHER_KINDS: readonly MatcherKind[] = [
  'equals',
  'startsWith',
  'endsWith',
  'contains',
  'wildcard',
  'number',
  'boolean',
  'regex',
  'cidr',
  'compare',
  'exists',
  'null',
  'fieldRef',
  'timePart',
];

/** Pieces that some query language reads as more than themselves, and letters whose case is awkward. */
const PIECES = [
  ...['a', 'B', 'cmd', '.exe', '\\', '\\\\', '/', ' ', '-', '–', '*', '?', '%', '_', '.', ':', ';', ','],
  ...[
    '"',
    "'",
    '`',
    '|',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '<',
    '>',
    '=',
    '!',
    '&',
    '^',
    '$',
    '#',
    '@',
    '~',
    '+',
  ],
  ...[
    '\n',
    '\r',
    '\t',
    '\u0000',
    '\u00a0',
    '\u2028',
    'OR',
    'and',
    'NOT',
    'null',
    '\\*',
    '\\?',
    '${x}',
    '%x%',
  ],
  ...['ä', 'Ö', 'ß', 'İ', 'ı', '\u212a', 'ſ', 'Σ', 'ς', '😀', 'e\u0301', '日本'],
];

/** Numbers, booleans and addresses as texts: what other matchers look for. */
const WORDS = [
  '4688',
  '0',
  '-1',
  '1.5',
  '1.50',
  '4688.0',
  '0x10',
  '1e3',
  'true',
  'False',
  '10.1.2.3',
  'fe80::1',
];

export function arbitraryText(constraints: { readonly minLength?: number } = {}): fc.Arbitrary<string> {
  const { minLength = 0 } = constraints;
  const pieces = fc.array(fc.constantFrom(...PIECES), { minLength, maxLength: 4 });
  return fc.oneof(
    { weight: 5, arbitrary: pieces.map((each) => each.join('')) },
    { weight: 1, arbitrary: fc.constantFrom(...WORDS) },
  );
}

export function arbitraryMatcher(kind: MatcherKind, fields: readonly string[]): fc.Arbitrary<Matcher> {
  const cased = fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.constant(true));
  switch (kind) {
    case 'equals':
      return fc.record({ kind: fc.constant(kind), value: arbitraryText(), cased });
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return fc.record({ kind: fc.constant(kind), value: arbitraryText({ minLength: 1 }), cased });
    case 'wildcard':
      return fc.record({ kind: fc.constant(kind), parts: arbitraryParts(), cased });
    case 'number':
      return fc.constantFrom(...NUMBERS);
    case 'boolean':
      return fc.record({ kind: fc.constant(kind), value: fc.boolean() });
    case 'regex':
      return arbitraryRegex().map(regexMatcher);
    case 'cidr':
      return fc.constantFrom(...NETWORKS);
    case 'compare':
      return fc.record({
        kind: fc.constant(kind),
        operator: fc.constantFrom<CompareOperator>('lt', 'lte', 'gt', 'gte'),
        value: fc.constantFrom(-1, 0, 1.5, 7, 4688),
      });
    case 'exists':
    case 'null':
      return fc.constant({ kind });
    case 'fieldRef':
      return fc.record({
        kind: fc.constant(kind),
        relation: fc.constantFrom('equals', 'startsWith', 'endsWith', 'contains'),
        field: fc.constantFrom(...fields),
        cased,
      });
    case 'expression':
      throw new Error('no rule has an expression');
    case 'timePart':
      return fc.record({
        kind: fc.constant(kind),
        part: fc.constantFrom<TimePart>('minute', 'hour', 'day', 'week', 'month', 'year'),
        operator: fc.constantFrom<CompareOperator | 'eq'>('eq', 'lt', 'lte', 'gt', 'gte'),
        value: fc.constantFrom(0, 1, 8, 12, 30, 52, 53, 2020, 2024),
      });
  }
}

/** Never two stars or two texts in a row, and never one of the simpler shapes. */
function arbitraryParts(): fc.Arbitrary<readonly WildcardPart[]> {
  const text = arbitraryText({ minLength: 1 }).map((each): WildcardPart => ({ kind: 'text', text: each }));
  const special = fc.constantFrom<WildcardPart>({ kind: 'many' }, { kind: 'one' });
  return fc
    .array(fc.oneof(text, special), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.filter((part, i) => part.kind === 'one' || part.kind !== parts[i - 1]?.kind))
    .filter(isProperPattern);
}

function isProperPattern(parts: readonly WildcardPart[]): boolean {
  if (parts.some((part) => part.kind === 'one')) return true;
  // Without `?`, only a star between two texts cannot be said with equals, startsWith, endsWith or contains.
  return parts.some((part, i) => part.kind === 'many' && i > 0 && i < parts.length - 1);
}

const NUMBERS: readonly NumberMatcher[] = [
  ...['0', '-1', '7', '1.5', '1.50', '4688', '9007199254740993', '123456789012345678901'],
].map((text) => ({ kind: 'number', value: Number(text), text }));

const NETWORKS: readonly CidrMatcher[] = [
  network(4, '0.0.0.0/0', 0n),
  network(4, '10.0.0.0/8', 0x0a000000n),
  network(4, '10.1.2.2/31', 0x0a010202n),
  network(4, '192.168.1.7/32', 0xc0a80107n),
  network(6, '::/0', 0n),
  network(6, '::1/128', 1n),
  network(6, 'fe80::/10', 0xfe80n << 112n),
  network(6, '2001:db8:1::/48', 0x20010db80001n << 80n),
];

function network(family: 4 | 6, text: string, address: bigint): CidrMatcher {
  return { kind: 'cidr', family, network: text, address, prefixLength: Number(text.split('/')[1]) };
}

const ADDRESSES = [
  ...['10.0.0.1', '10.255.255.255', '11.0.0.0', '10.1.2.3', '10.1.2.4', '192.168.1.7', '010.0.0.1', '10.1'],
  ...['::1', '0:0:0:0:0:0:0:1', 'FE80::1', 'febf::', 'fec0::', 'fe80::1%eth0', '[::1]', '10.1.2.3:80', '::'],
  ...['::ffff:10.1.2.3', '::FFFF:0a01:0203', '2001:db8:1:ffff::', '2001:db8:2::', '1::2::3', '10.0.0.0/8'],
];

const TIMES = [
  ...['2024-01-01', '2024-12-30T08:12:59Z', '2020-12-31 00:30:00.123', '2021-01-03T23:59:00+02:00'],
  ...['2024-02-30 10:00:00', '2024-05-06T24:00:00', '12:30', '20240506', '2024-05-06T08:30'],
];

export function arbitraryRegex(): fc.Arbitrary<RegexPattern> {
  const flags: fc.Arbitrary<RegexFlags> = fc.record({
    ignoreCase: fc.boolean(),
    multiline: fc.constant(false),
    dotAll: fc.boolean(),
  });
  return fc.tuple(arbitraryRegexNode(), flags).map(([root, each]) => toPattern(root, each));
}

function toPattern(root: RegexNode, flags: RegexFlags): RegexPattern {
  return { text: writeRegex(root), flags, root, span: root.span };
}

/** Texts that the matcher accepts, nearly accepts, or has nothing to do with. */
export function nearTexts(matcher: Matcher | undefined): fc.Arbitrary<string> {
  const wanted = matcher === undefined ? undefined : acceptedTexts(matcher);
  if (wanted === undefined) return arbitraryText();
  return fc
    .tuple(wanted, fc.constantFrom(...DISTORTIONS), arbitraryText())
    .map(([text, distort, other]) => distort(text, other));
}

type Distortion = (text: string, other: string) => string;

const same: Distortion = (text) => text;

const DISTORTIONS: readonly Distortion[] = [
  ...[same, same, same],
  (text, other) => text + other,
  (text, other) => other + text,
  (text, other) => other + text + other,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.slice(1),
  (text) => text.slice(0, -1),
  (text, other) => text.slice(0, text.length / 2) + other + text.slice(text.length / 2),
];

function acceptedTexts(matcher: Matcher): fc.Arbitrary<string> | undefined {
  switch (matcher.kind) {
    case 'equals':
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return fc.constant(matcher.value);
    case 'wildcard':
      return fc.tuple(...matcher.parts.map(partText)).map((pieces) => pieces.join(''));
    case 'number':
      return fc.constantFrom(matcher.text, String(matcher.value), `${matcher.text}.0`);
    case 'boolean':
      return fc.constantFrom('true', 'false', 'TRUE', 'False');
    case 'regex':
      return arbitrarySample(matcher.pattern.root);
    case 'cidr':
      return fc.constantFrom(...ADDRESSES);
    case 'compare':
      return fc.constantFrom(...boundaries(matcher));
    case 'timePart':
      return fc.constantFrom(...TIMES);
    case 'exists':
    case 'null':
    case 'fieldRef':
    case 'expression':
      return undefined;
  }
}

function partText(part: WildcardPart): fc.Arbitrary<string> {
  if (part.kind === 'text') return fc.constant(part.text);
  return part.kind === 'many' ? arbitraryText() : fc.constantFrom('x', '😀', '\n', '');
}

function boundaries({ value }: CompareMatcher): readonly string[] {
  return [`${value}`, `${value - 1}`, `${value + 1}`, `${value}.0`, `0${value}`, ` ${value}`, `${value}x`];
}
