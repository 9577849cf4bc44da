/** One law for each kind of matcher: alone, in a list, with case, with awkward text. */
import { expect } from 'chai';
import type { Matcher } from '../../../lib/query/query.ts';
import {
  and,
  anyOf,
  at,
  boolean,
  cidr,
  contains,
  convertQuery,
  endsWith,
  equals,
  EXISTS,
  gapsOf,
  not,
  NULL,
  number,
  or,
  plain,
  print,
  regex,
  startsWith,
  wildcard,
} from './helpers.ts';

const raw = String.raw;

function listed(...matchers: readonly Matcher[]): string {
  return print(anyOf('f', matchers));
}

describe('query strings and text', () => {
  it('spell out both cases, since they have no word to ignore case', () => {
    expect(plain(equals('cmd.exe'))).to.equal(raw`f:/[Cc][Mm][Dd]\.[Ee][Xx][Ee]/`);
    expect(plain(startsWith('cmd'))).to.equal('f:/[Cc][Mm][Dd].*/');
    expect(plain(endsWith(raw`\a`))).to.equal(raw`f:/.*\\[Aa]/`);
    expect(plain(contains('-e'))).to.equal('f:/.*-[Ee].*/');
    expect(plain(wildcard('a*b?c'))).to.equal('f:/[Aa].*[Bb].[Cc]/');
    expect(plain(equals('Café'))).to.equal('f:/[Cc][Aa][Ff][Éé]/');
  });

  it('write plainly what has no letters, or whose case counts', () => {
    expect(plain(equals('4688'))).to.equal('f:4688');
    expect(plain(equals('-'))).to.equal('f:"-"');
    expect(plain(contains('/1'))).to.equal(raw`f:*\/1*`);
    expect(plain(equals('Cmd.exe', true))).to.equal('f:Cmd.exe');
    expect(plain(startsWith('Cmd x', true))).to.equal(raw`f:Cmd\ x*`);
    expect(plain(wildcard('A*b?', true))).to.equal('f:A*b?');
    expect(plain(equals('日本'))).to.equal('f:"日本"');
  });

  it('quote whole values, so that nothing in them is special', () => {
    expect(plain(equals(''))).to.equal('f:""');
    expect(plain(equals(raw`C:\Temp "x" \ `.trim(), true))).to.equal(raw`f:"C:\\Temp \"x\" \\"`);
    expect(plain(equals('<5'))).to.equal('f:"<5"');
    expect(plain(equals('OR', true))).to.equal('f:"OR"');
    expect(plain(equals('a*b?', true))).to.equal('f:"a*b?"');
  });

  it('escape in patterns whatever is special outside quotes', () => {
    expect(plain(contains('+-=&|><!(){}[]^"~*?:\\/', true))).to.equal(
      raw`f:*\+\-\=\&\|\>\<\!\(\)\{\}\[\]\^\"\~\*\?\:\\\/*`,
    );
    expect(plain(startsWith('> \t\u3000', true))).to.equal('f:\\>\\ \\\t\\\u3000*');
  });

  it('escape slashes in expressions, and end none with a backslash', () => {
    expect(plain(contains('/a/'))).to.equal(raw`f:/.*\/[Aa]\/.*/`);
    expect(plain(endsWith('a\\'))).to.equal(raw`f:/.*[Aa][\\]/`);
    expect(plain(endsWith('a\\/'))).to.equal(raw`f:/.*[Aa]\\\//`);
    expect(listed(endsWith('a\\'), equals('b'))).to.equal(raw`f:(/.*[Aa][\\]/ OR /[Bb]/)`);
  });

  it('refuse half of a character, and what is too long for an expression', () => {
    expect(gapsOf(at('f', equals('a\ud800')))).to.deep.equal(['value refused']);
    expect(gapsOf(at('f', wildcard('a*\ud800b', true)))).to.deep.equal(['value refused']);
    expect(gapsOf(at('f', contains('a'.repeat(250))))).to.deep.equal(['size refused']);
    expect(print(at('f', contains('a'.repeat(2000), true)))).to.have.length(2004);
    expect(gapsOf(at('f', contains('/'.repeat(499) + 'a')))).to.deep.equal(['size refused']);
  });
});

describe('query strings and lists', () => {
  it('write a field once', () => {
    expect(listed(equals('1'), equals('a'), contains('b', true))).to.equal('f:(1 OR /[Aa]/ OR *b*)');
    expect(listed(equals('a'), NULL)).to.equal('f:/[Aa]/ OR (*:* AND NOT _exists_:f)');
    expect(listed(NULL, EXISTS)).to.equal('(*:* AND NOT _exists_:f) OR _exists_:f');
  });
});

describe('query strings and expressions', () => {
  it('match whole values, in the dialect of Lucene', () => {
    expect(plain(regex('Inv[o0]ke'))).to.equal('f:/.*Inv[0o]ke.*/');
    expect(plain(regex(raw`^a/b\\$`))).to.equal('f:/a\\/b\\\\\n?/');
    expect(plain(regex('x[o0]', 'i'))).to.equal('f:/.*[Xx][0Oo].*/');
  });

  it('are refused where Lucene has nothing like them', () => {
    expect(gapsOf(at('f', regex('a(?=b)')))).to.deep.equal(['regex refused']);
    expect(gapsOf(at('f', regex(`[ab]${'/'.repeat(600)}`)))).to.deep.equal(['size refused']);
    const [counted, wider] = [regex('a[bc]{6,64}d'), regex('a[bc]{6,}d')];
    if (counted.kind !== 'regex' || wider.kind !== 'regex') throw new Error('no expressions');
    const excess = { span: { start: 0, end: 3 }, wider: wider.pattern };
    const refused: Matcher = { ...counted, pattern: { ...counted.pattern, excess } };
    expect(convertQuery(at('f', refused)).outputs).to.deep.equal(['f:/.*a[bc]{6,}d.*/']);
    expect(gapsOf(at('f', refused))).to.deep.equal(['regex superset']);
  });
});

describe('query strings and negation', () => {
  const a = at('f', equals('1'));
  const b = at('g', equals('2'));

  it('take away from what is beside them', () => {
    expect(print(and([a, not(b)]))).to.equal('f:1 AND NOT g:2');
    expect(print(and([not(b), a]))).to.equal('NOT g:2 AND f:1');
    expect(print(and([a, not(and([a, b]))]))).to.equal('f:1 AND NOT (f:1 AND g:2)');
  });

  it('take away from everything where nothing is beside them', () => {
    expect(print(not(a))).to.equal('*:* AND NOT f:1');
    expect(print(or([a, not(b)]))).to.equal('f:1 OR (*:* AND NOT g:2)');
    expect(print(and([not(a), not(b)]))).to.equal('*:* AND NOT f:1 AND NOT g:2');
    expect(print(and([a, not(or([b, not(a)]))]))).to.equal('f:1 AND NOT (g:2 OR (*:* AND NOT f:1))');
  });

  it('ask for missing fields', () => {
    expect(plain(EXISTS)).to.equal('_exists_:f');
    expect(plain(NULL)).to.equal('*:* AND NOT _exists_:f');
    expect(print(not(at('f', NULL)))).to.equal('_exists_:f');
    expect(print(and([a, at('g', NULL)]))).to.equal('f:1 AND NOT _exists_:g');
  });
});

describe('query strings and keywords', () => {
  it('look in all fields', () => {
    expect(print(at(null, contains('key word')))).to.equal('/.*[Kk][Ee][Yy] [Ww][Oo][Rr][Dd].*/');
    expect(print(at(null, contains('a', true)))).to.equal('*a*');
    expect(print(at(null, regex('a[bc]')))).to.equal('/.*a[bc].*/');
    expect(print(at(null, number('7')))).to.equal('7');
    expect(print(and([at('f', equals('1')), anyOf(null as never, [contains('a'), contains('1')])]))).to.equal(
      'f:1 AND (/.*[Aa].*/ OR *1*)',
    );
  });

  it('are texts', () => {
    for (const matcher of [{ kind: 'compare', operator: 'lt', value: 1 }, EXISTS] as const)
      expect(gapsOf(at(null, matcher))).to.deep.equal(['keyword refused']);
  });
});

describe('query strings and fields with a type', () => {
  const compare = (operator: 'lt' | 'lte' | 'gt' | 'gte', value: number): Matcher => ({
    kind: 'compare',
    operator,
    value,
  });
  const long = { fields: { f: 'long' } } as const;

  it('compare numbers', () => {
    expect(plain(number('-4'), long)).to.equal('f:"-4"');
    expect(plain(equals('4688'), long)).to.equal('f:4688');
    expect(plain(compare('lt', 5), long)).to.equal('f:{* TO 5}');
    expect(plain(compare('lte', 5), long)).to.equal('f:[* TO 5]');
    expect(plain(compare('gt', -5), long)).to.equal('f:{-5 TO *}');
    expect(plain(compare('gte', 1.5), long)).to.equal('f:[1.5 TO *]');
    expect(gapsOf(at('f', contains('4')), long)).to.deep.equal(['wildcard refused']);
    expect(gapsOf(at('f', equals('x')), long)).to.deep.equal(['value refused']);
    expect(gapsOf(at('f', compare('lt', 5)))).to.deep.equal(['comparison refused']);
    expect(plain(number('1.50'))).to.equal('f:(1.50 OR 1.5)');
  });

  it('compare booleans', () => {
    expect(plain(boolean(true))).to.equal('f:/[Tt][Rr][Uu][Ee]/');
    expect(plain(boolean(true), { fields: { f: 'boolean' } })).to.equal('f:true');
    expect(plain(equals('False'), { fields: { f: 'boolean' } })).to.equal('f:false');
    expect(gapsOf(at('f', number('1')), { fields: { f: 'boolean' } })).to.deep.equal(['value refused']);
    expect(gapsOf(at('f', boolean(true)), long)).to.deep.equal(['value refused']);
  });

  it('compare addresses with networks', () => {
    const ten = cidr('10.0.0.0/8', 0x0a000000n);
    expect(plain(ten)).to.equal('f:"10.0.0.0/8"');
    expect(print(and([at('f', ten), not(at('f', equals('10.0.0.1')))]))).to.equal(
      'f:"10.0.0.0/8" AND NOT f:"10.0.0.1/32"',
    );
    expect(print(and([at('g', EXISTS), not(at('f', equals('-')))]), { fields: { f: 'ip' } })).to.equal(
      '_exists_:g',
    );
    expect(gapsOf(at('f', cidr('::/0', 0n)))).to.deep.equal(['cidr refused']);
    expect(gapsOf(at('f', ten), { fields: { f: 'keyword' } })).to.deep.equal(['cidr refused']);
    expect(gapsOf(at('f', contains('.1.')), { fields: { f: 'ip' } })).to.deep.equal(['wildcard refused']);
  });

  it('refuse text that is split into words, and dates', () => {
    expect(gapsOf(at('f', equals('a')), { fields: { f: 'text' } })).to.deep.equal(['value refused']);
    expect(gapsOf(at('f', equals('a')), { fields: { f: 'date' } })).to.deep.equal(['value refused']);
    expect(plain(EXISTS, { fields: { f: 'date' } })).to.equal('_exists_:f');
  });

  it('come from a pipeline as well', () => {
    const schema = { sources: [], types: new Map([['f', 'integer'] as const]) };
    expect(convertQuery(at('f', compare('lt', 5)), {}, 'superset', schema).outputs).to.deep.equal([
      'f:{* TO 5}',
    ]);
  });
});

describe('query strings and lower-cased values', () => {
  const lowercased = { lowercased: true };

  it('need no expressions', () => {
    expect(plain(equals('Cmd.exe'), lowercased)).to.equal('f:Cmd.exe');
    expect(plain(endsWith(raw`\cmd.exe`), lowercased)).to.equal(raw`f:*\\cmd.exe`);
    expect(plain(contains('é'), lowercased)).to.equal('f:*é*');
    expect(plain(regex('x[ab]', 'i'), lowercased)).to.equal('f:/.*[Xx][ABab].*/');
    expect(plain(regex('1[23]'), lowercased)).to.equal('f:/.*1[23].*/');
    expect(plain(boolean(true), lowercased)).to.equal('f:true');
  });

  it('have lost their case', () => {
    expect(gapsOf(at('f', equals('A', true)), lowercased)).to.deep.equal(['case-sensitivity superset']);
    expect(convertQuery(at('f', equals('A', true)), lowercased).outputs).to.deep.equal(['f:A']);
    expect(gapsOf(at('f', regex('A[bc]')), lowercased, 'never')).to.deep.equal(['case-sensitivity refused']);
    expect(gapsOf(at('f', regex('a(?=b)')), lowercased)).to.deep.equal(['regex refused']);
    expect(plain(equals('1', true), lowercased)).to.equal('f:1');
  });
});

describe('what query strings cannot say', () => {
  it('refuses comparisons of fields and parts of dates', () => {
    const reference: Matcher = { kind: 'fieldRef', relation: 'equals', field: 'g', cased: false };
    const part: Matcher = { kind: 'timePart', part: 'hour', operator: 'eq', value: 3 };
    expect(gapsOf(at('f', reference))).to.deep.equal(['field-reference refused']);
    expect(gapsOf(at('f', part))).to.deep.equal(['time-part refused']);
  });

  it('leaves out exclusions, and says so', () => {
    const reference: Matcher = { kind: 'fieldRef', relation: 'equals', field: 'g', cased: false };
    const { outputs } = convertQuery(and([at('f', equals('1')), not(at('f', reference))]));
    expect(outputs).to.deep.equal(['f:1']);
  });
});
