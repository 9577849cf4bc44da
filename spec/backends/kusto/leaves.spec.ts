/** Each kind of leaf on columns of type string: the text, judged by hand against Microsoft's manual. */
import { expect } from 'chai';
import { and, not, or } from '../../../lib/query/index.ts';
import type { Matcher } from '../../../lib/query/index.ts';
import {
  boolean,
  cidr,
  contains,
  convertQuery,
  endsWith,
  equals,
  kql,
  number,
  on,
  startsWith,
  wildcard,
} from './helpers.ts';

function prints(title: string, cases: readonly (readonly [Matcher, string])[]): void {
  describe(title, () => {
    for (const [matcher, text] of cases) {
      it(text, () => {
        expect(kql(on('F', matcher))).to.equal(text);
      });
    }
  });
}

describe('KQL leaves', () => {
  prints('a whole value ignores case, unless it has no letters or is cased', [
    [equals('cmd.exe'), 'F =~ "cmd.exe"'],
    [equals('C:\\Windows\\cmd.exe'), 'F =~ @"C:\\Windows\\cmd.exe"'],
    [equals('4688'), 'F == "4688"'],
    [equals('0.0.0.0'), 'F == "0.0.0.0"'],
    [equals('cmd.exe', true), 'F == "cmd.exe"'],
    [equals('Ä'), 'F =~ "Ä"'],
    [equals('日本'), 'F =~ "日本"'],
    [equals(''), 'F == ""'],
  ]);

  prints('a part of a value has an operator of its own', [
    [contains('\\Temp\\'), 'F contains @"\\Temp\\"'],
    [startsWith('C:\\'), 'F startswith @"C:\\"'],
    [endsWith('\\cmd.exe'), 'F endswith @"\\cmd.exe"'],
    [contains('-enc'), 'F contains "-enc"'],
    [contains('Temp', true), 'F contains_cs "Temp"'],
    [startsWith('Temp', true), 'F startswith_cs "Temp"'],
    [endsWith('Temp', true), 'F endswith_cs "Temp"'],
  ]);

  prints('characters that mean something in other languages are literal', [
    [contains('100%'), 'F contains "100%"'],
    [contains('a*b?c'), 'F contains "a*b?c"'],
    [equals('a_b'), 'F =~ "a_b"'],
    [contains("it's"), 'F contains "it\'s"'],
    [contains('| where x'), 'F contains "| where x"'],
    [contains('// no comment'), 'F contains "// no comment"'],
  ]);

  prints('quotes, backslashes and what cannot be seen are written so that the value is the same', [
    [equals('say "hi"'), 'F =~ @"say ""hi"""'],
    [endsWith('\\'), 'F endswith @"\\"'],
    [contains('\\\\server\\c$'), 'F contains @"\\\\server\\c$"'],
    [contains('a\nb'), 'F contains "a\\nb"'],
    [contains('a\r\n\tb\\"'), 'F contains "a\\r\\n\\tb\\\\\\""'],
    [contains('c\0m\0d\0'), 'F contains "c\\u0000m\\u0000d\\u0000"'],
    [endsWith('\u202efdp.exe'), 'F endswith "\\u202efdp.exe"'],
    [equals('\u00a0'), 'F =~ "\\u00a0"'],
    [equals('\ud83d\ude00'), 'F =~ "\ud83d\ude00"'],
    [equals('\ud83d'), 'F =~ "\\ud83d"'],
    [equals('a\u2028b'), 'F =~ "a\\u2028b"'],
  ]);

  prints('numbers and booleans are text in a text column', [
    [number(4688), 'F == "4688"'],
    [number(-1.5), 'F == "-1.5"'],
    [number(1.5, '1.50'), 'F in ("1.50", "1.5")'],
    [number(1.2345678901234567e19, '12345678901234567890'), 'F == "12345678901234567890"'],
    [boolean(true), 'F =~ "true"'],
    [boolean(false), 'F =~ "false"'],
  ]);

  prints('a pattern with text at its ends alone becomes operators and a length', [
    [wildcard('ab*ba'), 'F startswith "ab" and F endswith "ba" and strlen(F) >= 4'],
    [wildcard('ab*ba', true), 'F startswith_cs "ab" and F endswith_cs "ba" and strlen(F) >= 4'],
    [wildcard('a?'), 'F startswith "a" and strlen(F) == 2'],
    [wildcard('?a'), 'F endswith "a" and strlen(F) == 2'],
    [wildcard('a??b'), 'F startswith "a" and F endswith "b" and strlen(F) == 4'],
    [wildcard('a?*'), 'F startswith "a" and strlen(F) >= 2'],
    [wildcard('??'), 'strlen(F) == 2'],
    [wildcard('?*'), 'strlen(F) >= 1'],
    [wildcard('**'), 'isnotempty(F)'],
  ]);

  prints('any other pattern becomes a regular expression for the whole value behind a cheap test', [
    [wildcard('*-a*b*'), 'F matches regex "(?is)-a.*b"'],
    [wildcard('*abc*de*'), 'F contains "abc" and F matches regex "(?is)abc.*de"'],
    [
      wildcard('C:\\*\\AppData\\*.exe'),
      'F contains @"\\AppData\\" and F matches regex @"(?is)\\AC:\\\\.*\\\\AppData\\\\.*\\.exe\\z"',
    ],
    [wildcard('a*b?c', true), 'F matches regex @"(?s)\\Aa.*b.c\\z"'],
    [wildcard('*.a?b(c)*', true), 'F contains_cs "b(c)" and F matches regex @"(?s)\\.a.b\\(c\\)"'],
    [wildcard('😀*a'), 'F matches regex @"(?is)\\A😀.*a\\z"'],
  ]);

  it('writes out the letters that a regular expression folds further than Sigma does', () => {
    expect(kql(on('F', wildcard('*disk*x*')))).to.equal(
      'F contains "disk" and F matches regex "(?is)di(?-i:[sS])(?-i:[kK]).*x"',
    );
    expect(kql(on('F', wildcard('*ä*ß*\u212a*')))).to.equal(
      'F matches regex "(?is)(?-i:[äÄ]).*(?-i:ß).*(?-i:\u212a)"',
    );
  });

  prints('presence: a string column has no null, so nothing is the empty text', [
    [{ kind: 'exists' }, 'isnotempty(F)'],
    [{ kind: 'null' }, 'isempty(F)'],
  ]);

  prints('a network is never null, and addresses of the other family are asked as well', [
    [
      cidr('10.0.0.0/8'),
      'coalesce(ipv4_is_in_range(F, "10.0.0.0/8"), ipv6_is_in_range(F, "::ffff:a00:0/104"), false)',
    ],
    [
      cidr('192.168.1.7/32'),
      'coalesce(ipv4_is_in_range(F, "192.168.1.7/32"), ipv6_is_in_range(F, "::ffff:c0a8:107/128"), false)',
    ],
    [cidr('fe80::/10'), 'coalesce(ipv6_is_in_range(F, "fe80::/10"), false)'],
    [cidr('::/0'), 'F contains ":" and coalesce(ipv6_is_in_range(F, "::/0"), false)'],
  ]);

  prints('a comparison reads decimals alone, for what else a conversion takes is not documented', [
    [
      { kind: 'compare', operator: 'gte', value: 10 },
      'F matches regex @"\\A-?(?:[0-9]+(?:\\.[0-9]+)?|\\.[0-9]+)\\z" and toreal(F) >= 10',
    ],
    [
      { kind: 'compare', operator: 'lt', value: -0.5 },
      'F matches regex @"\\A-?(?:[0-9]+(?:\\.[0-9]+)?|\\.[0-9]+)\\z" and toreal(F) < -0.5',
    ],
  ]);

  prints('another field must be there: every text starts with, ends with and equals the empty one', [
    [{ kind: 'fieldRef', relation: 'equals', field: 'G', cased: false }, 'isnotempty(G) and F =~ G'],
    [{ kind: 'fieldRef', relation: 'equals', field: 'G', cased: true }, 'isnotempty(G) and F == G'],
    [
      { kind: 'fieldRef', relation: 'startsWith', field: 'G', cased: false },
      'isnotempty(G) and F startswith G',
    ],
    [
      { kind: 'fieldRef', relation: 'endsWith', field: 'G', cased: true },
      'isnotempty(G) and F endswith_cs G',
    ],
    [
      { kind: 'fieldRef', relation: 'contains', field: 'g-1', cased: false },
      "isnotempty(['g-1']) and F contains ['g-1']",
    ],
  ]);

  prints('parts of dates', [
    [
      { kind: 'timePart', part: 'hour', operator: 'eq', value: 7 },
      'datetime_part("hour", todatetime(F)) == 7',
    ],
    [
      { kind: 'timePart', part: 'week', operator: 'gte', value: 7 },
      'coalesce(datetime_part("week_of_year", todatetime(F)) >= 7, false)',
    ],
  ]);

  describe('keywords ask every column, one comparison each', () => {
    const cases: readonly (readonly [Matcher, string])[] = [
      [contains('mimikatz'), '* contains "mimikatz"'],
      [contains('C:\\x', true), '* contains_cs @"C:\\x"'],
      [equals('x'), '* =~ "x"'],
      [equals('x', true), '* == "x"'],
      [startsWith('x'), '* startswith "x"'],
      [endsWith('x', true), '* endswith_cs "x"'],
      [wildcard('*abc*d*'), '* matches regex "(?is)abc.*d"'],
      [wildcard('a*b'), '* matches regex @"(?is)\\Aa.*b\\z"'],
      [number(4688), '* == "4688"'],
      [boolean(true), '* =~ "true"'],
    ];
    for (const [matcher, text] of cases) {
      it(text, () => {
        const query = and([on(null, matcher), not(on(null, matcher))]);
        expect(kql(query)).to.equal(`${text} and not(${text})`);
      });
    }

    it('refuses what is about one field', () => {
      const { outputs, gaps } = convertQuery(on(null, { kind: 'exists' }));
      expect(outputs).to.deep.equal([]);
      expect(gaps).to.deep.equal([
        {
          feature: 'keyword',
          reason: 'KQL asks every column for text alone',
          span: { start: 3, end: 9 },
          hints: [],
          outcome: 'refused',
        },
      ]);
    });
  });

  describe('negation', () => {
    const never: readonly Matcher[] = [
      equals('a'),
      equals(''),
      contains('a'),
      wildcard('a*b'),
      wildcard('*a?b*'),
      number(1),
      cidr('10.0.0.0/8'),
      { kind: 'compare', operator: 'gt', value: 1 },
      { kind: 'timePart', part: 'hour', operator: 'lt', value: 7 },
      { kind: 'fieldRef', relation: 'equals', field: 'G', cased: false },
    ];
    for (const matcher of never) {
      it(`wraps the whole of ${matcher.kind}, which is never null`, () => {
        expect(kql(not(on('F', matcher)))).to.equal(`not(${kql(on('F', matcher))})`);
      });
    }

    it('of presence is absence', () => {
      expect(kql(not(on('F', { kind: 'exists' })))).to.equal('isempty(F)');
      expect(kql(not(on('F', { kind: 'null' })))).to.equal('isnotempty(F)');
    });

    it('of a group has one pair of brackets', () => {
      const group = [on('F', equals('a')), on('G', equals('b'))];
      expect(kql(not(and(group)))).to.equal('not(F =~ "a" and G =~ "b")');
      expect(kql(not(or(group)))).to.equal('not(F =~ "a" or G =~ "b")');
      expect(kql(and([not(or(group)), on('H', equals('c'))]))).to.equal(
        'not(F =~ "a" or G =~ "b") and H =~ "c"',
      );
    });
  });

  it('puts brackets around every mixed group', () => {
    const [a, b, c] = [on('F', equals('a')), on('G', equals('b')), on('H', wildcard('a*b'))];
    expect(kql(and([or([a, b]), c]))).to.equal(
      '(F =~ "a" or G =~ "b") and H startswith "a" and H endswith "b" and strlen(H) >= 2',
    );
    expect(kql(or([and([a, b]), c]))).to.equal(
      '(F =~ "a" and G =~ "b") or (H startswith "a" and H endswith "b" and strlen(H) >= 2)',
    );
  });

  it('has words for what is always true and never true', () => {
    expect(kql({ kind: 'constant', value: true })).to.equal('true');
    expect(kql({ kind: 'constant', value: false })).to.equal('false');
  });
});
