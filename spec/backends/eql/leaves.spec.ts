/** One law for each kind of matcher: alone, negated, in a list, all of several, with case, with awkward text. */
import { expect } from 'chai';
import {
  and,
  anyOf,
  at,
  boolean,
  cidr,
  condition,
  contains,
  convertQuery,
  endsWith,
  equals,
  EXISTS,
  listed,
  not,
  NULL,
  number,
  plain,
  regex,
  startsWith,
  wildcard,
} from './helpers.ts';
import type { Matcher } from '../../../lib/query/query.ts';

const raw = String.raw;
const plainly = { optional: false };

describe('EQL text matchers', () => {
  it('ignore case with the colon', () => {
    expect(plain(equals('cmd.exe'))).to.equal('f : "cmd.exe"');
    expect(plain(startsWith('cmd'))).to.equal('f : "cmd*"');
    expect(plain(endsWith(raw`\cmd.exe`))).to.equal(raw`f : "*\\cmd.exe"`);
    expect(plain(contains('-enc'))).to.equal('f : "*-enc*"');
    expect(plain(wildcard('a*b?c'))).to.equal('f : "a*b?c"');
  });

  it('keep case with == and like', () => {
    expect(plain(equals('Cmd.exe', true))).to.equal('f == "Cmd.exe"');
    expect(plain(startsWith('Cmd', true))).to.equal('f like "Cmd*"');
    expect(plain(endsWith('Cmd', true))).to.equal('f like "*Cmd"');
    expect(plain(contains('Cmd', true))).to.equal('f like "*Cmd*"');
    expect(plain(wildcard('A*b?', true))).to.equal('f like "A*b?"');
  });

  it('compare text without letters as it is, which is the cheaper query', () => {
    expect(plain(equals('4688'))).to.equal('f == "4688"');
    expect(plain(equals(''))).to.equal('f == ""');
    expect(plain(equals('-'))).to.equal('f == "-"');
    expect(plain(equals('0x4'))).to.equal('f : "0x4"');
  });

  it('is found by == and in alone when it is empty: patterns and in~ find no empty text', () => {
    expect(listed([equals(''), equals('a')])).to.equal('f == "" or f : "a"');
    expect(listed([equals(''), contains('a')])).to.equal('f == "" or f : "*a*"');
    expect(listed([equals(''), contains('a', true)])).to.equal('f == "" or f like "*a*"');
    expect(listed([equals('', true), equals('a', true)])).to.equal('f in ("", "a")');
  });

  it('are negated as they are where the field is mapped', () => {
    expect(condition(not(at('f', contains('x'))), plainly)).to.equal('not f : "*x*"');
    expect(condition(not(anyOf('f', [equals('x'), equals('y')])), plainly)).to.equal('not f in~ ("x", "y")');
  });

  it('are joined by and where all of them have to match', () => {
    const all = and([at('f', contains('a')), at('f', contains('b')), at('g', equals('c'))]);
    expect(condition(all, plainly)).to.equal('f : "*a*" and f : "*b*" and g : "c"');
  });
});

describe('EQL lists', () => {
  it('use in~ for values', () => {
    expect(listed([equals('a'), equals('b')])).to.equal('f in~ ("a", "b")');
  });

  it('use like~ for patterns, and take plain values in', () => {
    expect(listed([contains('a'), startsWith('b')])).to.equal('f like~ ("*a*", "b*")');
    expect(listed([equals('a'), endsWith('b'), equals('7')])).to.equal('f like~ ("a", "*b", "7")');
  });

  it('use in for values without letters', () => {
    expect(listed([equals('1'), equals('2')])).to.equal('f in ("1", "2")');
    expect(listed([equals('1'), equals('a')])).to.equal('f in~ ("1", "a")');
  });

  it('use in and like where case counts', () => {
    expect(listed([equals('A', true), equals('B', true)])).to.equal('f in ("A", "B")');
    expect(listed([startsWith('A', true), equals('B', true), equals('7', true)])).to.equal(
      'f like ("A*", "B", "7")',
    );
  });

  it('keep values with and without case apart', () => {
    const mixed = [equals('A', true), equals('b'), startsWith('C', true), contains('d'), equals('7')];
    expect(listed(mixed)).to.equal('f like ("A", "C*") or f like~ ("b", "*d*", "7")');
  });

  it('keep the order of the rule and drop no value', () => {
    expect(listed([equals('c'), equals('a'), equals('c')])).to.equal('f in~ ("c", "a", "c")');
  });

  it('stand beside what has no list form', () => {
    expect(listed([NULL, equals('a'), equals('b')])).to.equal('f in~ ("a", "b") or f == null');
    expect(listed([EXISTS, equals('a')])).to.equal('f : "a" or f != null');
  });
});

describe('EQL wildcards', () => {
  it('never stand for a literal star or question mark: a whole value goes to in~', () => {
    expect(plain(equals('a*b'))).to.equal('f in~ ("a*b")');
    expect(plain(equals('why?'))).to.equal('f in~ ("why?")');
    expect(plain(equals('*'))).to.equal('f == "*"');
    expect(plain(equals('A*b', true))).to.equal('f == "A*b"');
    expect(listed([equals('a*b'), equals('c')])).to.equal('f in~ ("a*b", "c")');
  });

  it('leave a pattern with a literal star to a regular expression', () => {
    expect(plain(contains('a*b'))).to.equal(raw`f regex~ ".*a\\*b.*"`);
    expect(plain(startsWith('why?'))).to.equal(raw`f regex~ "why\\?.*"`);
    expect(plain(endsWith(raw`\*`, true))).to.equal(raw`f regex ".*\\\\\\*"`);
    expect(
      plain({ kind: 'wildcard', cased: false, parts: [{ kind: 'text', text: '*' }, { kind: 'one' }] }),
    ).to.equal(raw`f regex~ "\\*."`);
  });

  it('and the regular expression escapes every operator of Lucene and nothing else', () => {
    expect(plain(contains(raw`*.?+|{}[]()"\#@&<>~^$-/,`))).to.equal(
      raw`f regex~ ".*\\*\\.\\?\\+\\|\\{\\}\\[\\]\\(\\)\\\"\\\\\\#\\@\\&\\<\\>\\~^$-/,.*"`,
    );
  });

  it('apart from those that can be, values with literal stars do not join a list of patterns', () => {
    expect(listed([equals('a*b'), contains('c'), contains('d*'), endsWith('e')])).to.equal(
      raw`f in~ ("a*b") or f like~ ("*c*", "*e") or f regex~ ".*d\\*.*"`,
    );
  });

  it('leave U+0001, the escape inside of Elasticsearch, to a regular expression as well', () => {
    expect(plain(contains('a\u0001%'))).to.equal(raw`f regex~ ".*a\u{01}%.*"`);
    expect(plain(equals('a\u0001'))).to.equal(raw`f in~ ("a\u{01}")`);
  });
});

describe('EQL and letters beyond ASCII', () => {
  it('spell both cases out, since the language folds ASCII only', () => {
    expect(plain(equals('Café'))).to.equal('f regex~ "Caf[Éé]"');
    expect(plain(equals('Ⅷ Ⓐ'))).to.equal('f regex~ "[Ⅷⅷ] [Ⓐⓐ]"');
    expect(plain(contains('ÄÖ'))).to.equal('f regex~ ".*[Ää][Öö].*"');
    expect(listed([equals('straße'), equals('Ünal'), equals('x')])).to.equal(
      'f in~ ("straße", "x") or f regex~ "[Üü]nal"',
    );
  });

  it('need no expression where case counts or a letter has none', () => {
    expect(plain(equals('Café', true))).to.equal('f == "Café"');
    expect(plain(contains('日本'))).to.equal('f : "*日本*"');
    expect(plain(endsWith('😀'))).to.equal('f : "*😀"');
    expect(plain(contains('İ'))).to.equal('f : "*İ*"');
  });
});

describe('EQL regular expressions', () => {
  it('match whole values, with case', () => {
    expect(plain(regex('^cmd[0-9]'))).to.equal('f regex "cmd[0-9].*"');
    expect(plain(regex('a[bc]d'))).to.equal('f regex ".*a[bc]d.*"');
  });

  it('have every backslash doubled', () => {
    expect(plain(regex(raw`\\Temp\\.+\.exe`))).to.equal(raw`f regex ".*\\\\Temp\\\\[^\n]+\\.exe.*"`);
  });

  it('stand each by itself: a list is one expression to Elasticsearch, and soon too much work to compile', () => {
    expect(listed([regex('a[bc]'), regex('d[ef]')])).to.equal('f regex ".*a[bc].*" or f regex ".*d[ef].*"');
    expect(listed([contains('a*b'), contains('c*d')])).to.equal(
      raw`f regex~ ".*a\\*b.*" or f regex~ ".*c\\*d.*"`,
    );
  });

  it('are refused with the place where the dialect ends', () => {
    const { outputs, gaps } = convertQuery(at('f', regex(raw`a\bc`)), {}, 'never');
    expect(outputs).to.deep.equal([]);
    expect(gaps).to.have.length(1);
    expect(gaps[0]).to.deep.include({ feature: 'regex', outcome: 'refused', span: { start: 1, end: 3 } });
  });
});

describe('EQL existence', () => {
  it('is a comparison with null', () => {
    expect(plain(EXISTS)).to.equal('f != null');
    expect(plain(NULL)).to.equal('f == null');
    expect(condition(at('f', EXISTS))).to.equal('?f != null');
    expect(condition(at('f', NULL))).to.equal('?f == null');
  });

  it('has its own negation', () => {
    expect(condition(not(at('f', EXISTS)))).to.equal('?f == null');
    expect(condition(not(at('f', NULL)))).to.equal('?f != null');
    expect(condition(not(at('f', NULL)), plainly)).to.equal('f != null');
  });
});

describe('EQL numbers and booleans', () => {
  it('are text on a text field, where the language takes no bare number', () => {
    expect(plain(number('4688'))).to.equal('f == "4688"');
    expect(listed([number('1'), number('2')])).to.equal('f in ("1", "2")');
    expect(plain(boolean(true))).to.equal('f : "true"');
  });

  it('have each text that logs write for them', () => {
    expect(plain(number('1.50'))).to.equal('f in ("1.50", "1.5")');
    expect(plain(number('9007199254740993'))).to.equal('f == "9007199254740993"');
  });
});

describe('EQL networks', () => {
  const private10 = cidr('10.0.0.0/8', 0x0a000000n);
  const linkLocal = cidr('fe80::/10', 0xfe80n << 112n);

  it('are one call for all of a list', () => {
    expect(plain(private10)).to.equal('cidrMatch(f, "10.0.0.0/8")');
    expect(listed([private10, linkLocal])).to.equal('cidrMatch(f, "10.0.0.0/8", "fe80::/10")');
  });

  it('of IPv6 that hold mapped IPv4 addresses are refused, since an ip field knows no difference', () => {
    for (const network of [cidr('::/0', 0n), cidr('::ffff:a00:0/104', 0xffff0a000000n)]) {
      const { outputs, gaps } = convertQuery(at('f', network));
      expect(outputs).to.deep.equal([]);
      expect(gaps.map(({ feature, outcome }) => [feature, outcome])).to.deep.equal([['cidr', 'refused']]);
    }
    expect(plain(cidr('::/97', 0n))).to.equal('cidrMatch(f, "::/97")');
  });
});

describe('what EQL cannot say', () => {
  const refusals: Readonly<Record<string, readonly [string | null, Matcher]>> = {
    keyword: [null, contains('x')],
    'field-reference': ['f', { kind: 'fieldRef', relation: 'equals', field: 'g', cased: false }],
    'time-part': ['f', { kind: 'timePart', part: 'hour', operator: 'eq', value: 8 }],
    comparison: ['f', { kind: 'compare', operator: 'gt', value: 5 }],
    value: ['f', equals('\ud800')],
    'field-name': ['a\nb', equals('x')],
  };

  for (const [feature, [field, matcher]] of Object.entries(refusals)) {
    it(`is refused with its reason and place: ${feature}`, () => {
      const { outputs, gaps } = convertQuery(at(field, matcher), {}, 'any');
      expect(outputs).to.deep.equal([]);
      expect(gaps).to.have.length(1);
      expect(gaps[0]).to.deep.include({ feature, outcome: 'refused', span: { start: 0, end: 0 } });
    });
  }

  it('is reported at its own value in a list', () => {
    const leaves = [
      { ...at('f', equals('a')), span: { start: 1, end: 2 } },
      { ...at('f', equals('\ud800')), span: { start: 5, end: 9 } },
    ];
    const { gaps } = convertQuery({ kind: 'any-of', field: 'f', leaves });
    expect(gaps.map(({ span }) => span)).to.deep.equal([{ start: 5, end: 9 }]);
  });

  it('includes expressions longer than Elasticsearch reads', () => {
    const fits = contains(`${'a'.repeat(994)}*`);
    expect(plain(fits)).to.match(/^f regex~ /);
    const { outputs, gaps } = convertQuery(at('f', contains(`${'a'.repeat(995)}*`)));
    expect(outputs).to.deep.equal([]);
    expect(gaps.map(({ feature, outcome }) => [feature, outcome])).to.deep.equal([['size', 'refused']]);
    expect(plain(contains('a'.repeat(5000)))).to.equal(`f : "*${'a'.repeat(5000)}*"`);
    expect(plain(equals(`${'a'.repeat(5000)}*`))).to.match(/^f in~ /);
  });
});
