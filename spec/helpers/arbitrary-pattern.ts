/** Generators of PCRE text with all the syntax that the grammar reads, and of texts it is worth trying on. */
import fc from 'fast-check';

export interface PatternOptions {
  /** Possessive quantifiers, atomic groups and lookarounds, which few dialects have. */
  readonly exotic: boolean;
}

const CHARACTERS = [
  'a',
  'b',
  'A',
  'x',
  'Z',
  '0',
  '7',
  '_',
  ' ',
  '-',
  'é',
  'É',
  '😀',
  '/',
  '"',
  '&',
  '~',
  '#',
  '@',
  '<',
];

const LITERALS = [
  ...['\\.', '\\\\', '\\*', '\\[', '\\]', '\\{', '\\(', '\\^', '\\$', '\\|', '\\-', '\\"', '\\/'],
  ...[
    '\\x41',
    '\\x{e9}',
    '\\x{1F600}',
    '\\012',
    '\\n',
    '\\t',
    '\\r',
    '\\Qa.b\\E',
    '\\Q[\\E',
    '\\E',
    '(?#note)',
  ],
  ...[']', '}', '{', '{a}', '{2'],
];

const SHORTHANDS = ['.', '.', '\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '\\h', '\\v', '\\N'];

const CLASS_MEMBERS = [
  ...[
    'a',
    'b-f',
    'A-C',
    '0-9',
    '_',
    '.',
    ' ',
    '-',
    '\\]',
    '\\\\',
    '\\^',
    '[',
    '&&',
    '~~',
    '--',
    '"',
    '#',
    'é',
    '😀',
  ],
  ...[
    '\\d',
    '\\D',
    '\\w',
    '\\s',
    '\\S',
    '\\n',
    '\\t',
    '\\x41',
    '[:alpha:]',
    '[:^digit:]',
    '[:upper:]',
    '[:punct:]',
  ],
];

const ANCHORS = ['^', '$', '\\A', '\\z', '\\Z', '\\b', '\\B'];

const QUANTIFIERS = ['*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{0,2}?', '{2,}'];

const POSSESSIVE = ['*+', '++', '?+', '{1,2}+'];

const FLAGS = ['i', 's', 'm', 'is', '-i', 'i-s', 'm-i'];

const OPENINGS = ['(?:', '(?:', '(', '(?<n>', ...FLAGS.map((flags) => `(?${flags}:`)];

const EXOTIC_OPENINGS = ['(?>', '(?=', '(?!', '(?<=', '(?<!'];

/** A pattern; now and then one that does not parse, such as a lookbehind without a fixed length. */
export function arbitraryPattern({ exotic }: PatternOptions): fc.Arbitrary<string> {
  const characterClass = fc
    .tuple(
      fc.constantFrom('', '^'),
      fc.array(fc.constantFrom(...CLASS_MEMBERS), { minLength: 1, maxLength: 4 }),
    )
    .map(([negation, members]) => `[${negation}${members.join('')}]`);
  const atom = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...CHARACTERS) },
    { weight: 2, arbitrary: fc.constantFrom(...LITERALS) },
    { weight: 2, arbitrary: fc.constantFrom(...SHORTHANDS) },
    { weight: 2, arbitrary: characterClass },
  );
  const openings = exotic ? [...OPENINGS, ...EXOTIC_OPENINGS] : OPENINGS;
  const quantifiers = exotic ? [...QUANTIFIERS, ...POSSESSIVE] : QUANTIFIERS;
  const leaf = fc.oneof(
    { weight: 9, arbitrary: atom },
    { weight: 1, arbitrary: fc.constantFrom(...ANCHORS) },
    {
      weight: 3,
      arbitrary: fc.tuple(atom, fc.constantFrom(...quantifiers)).map(([what, times]) => what + times),
    },
  );
  /** Alternatives of pieces, with groups down to the depth. */
  const patternOf = (depth: number): fc.Arbitrary<string> => {
    const piece =
      depth === 0 ? leaf : fc.oneof({ weight: 4, arbitrary: leaf }, { weight: 1, arbitrary: group(depth) });
    const branch = fc
      .tuple(
        seldom('^', '\\A', '\\b', '(?i)', '(?s)', '(?m)', '.*'),
        fc.array(piece, { maxLength: 4 }),
        seldom('$', '\\z', '\\Z', '\\b', '.*'),
      )
      .map(([start, pieces, end]) => start + pieces.join('') + end);
    return fc.oneof(
      { weight: 3, arbitrary: branch },
      { weight: 1, arbitrary: fc.tuple(branch, branch).map((branches) => branches.join('|')) },
    );
  };
  const group = (depth: number): fc.Arbitrary<string> =>
    fc
      .tuple(fc.constantFrom(...openings), patternOf(depth - 1), seldom(...quantifiers))
      .map(([opening, body, times]) => `${opening}${body})${times}`);
  return patternOf(2).map(withoutTwins);
}

/** One of them, or more often nothing. */
function seldom(...texts: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.constantFrom(...texts) },
  );
}

/** Two groups of one name are an error; the names are told apart by their place. */
function withoutTwins(pattern: string): string {
  let count = 0;
  return pattern.replaceAll('(?<n>', () => `(?<n${count++}>`);
}

/** Short texts of the characters that patterns are made of, newlines among them. */
export function arbitraryText(): fc.Arbitrary<string> {
  const characters = fc.constantFrom(
    ...CHARACTERS,
    '\n',
    '\r',
    '\t',
    '.',
    '\\',
    '[',
    ']',
    '^',
    '\u2028',
    '\u00a0',
  );
  return fc.array(characters, { maxLength: 8 }).map((all) => all.join(''));
}
