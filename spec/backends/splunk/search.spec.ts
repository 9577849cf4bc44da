/** What the `search` command says, judged against its manual: each query stays within the first command. */
import { expect } from 'chai';
import {
  and,
  anyOf,
  cidr,
  compare,
  contains,
  endsWith,
  equals,
  exists,
  isNull,
  not,
  number,
  on,
  or,
  spl,
  startsWith,
  wildcard,
} from './query.ts';

const raw = String.raw;

describe('the search command', () => {
  describe('says a leaf as field=value', () => {
    it('puts stars where the text may go on', () => {
      expect(spl(equals('f', 'v'))).to.equal('f="v"');
      expect(spl(startsWith('f', 'v'))).to.equal('f="v*"');
      expect(spl(endsWith('f', 'v'))).to.equal('f="*v"');
      expect(spl(contains('f', 'v'))).to.equal('f="*v*"');
      expect(spl(wildcard('f', 'a*b'))).to.equal('f="a*b"');
    });

    it('doubles backslashes and escapes quotes, before a star as well', () => {
      expect(spl(endsWith('Image', raw`\cmd.exe`))).to.equal(raw`Image="*\\cmd.exe"`);
      expect(spl(startsWith('Image', 'C:\\'))).to.equal(raw`Image="C:\\*"`);
      expect(spl(contains('f', '"'))).to.equal(raw`f="*\"*"`);
      expect(spl(equals('f', '\\"'))).to.equal(raw`f="\\\""`);
      expect(spl(wildcard('f', raw`C:\*\x`))).to.equal(raw`f="C:\\*\\x"`);
    });

    it('takes what is special elsewhere as it is: question marks, pipes, brackets, backticks, dollars', () => {
      expect(spl(equals('f', 'a?b'))).to.equal('f="a?b"');
      expect(spl(contains('f', '| delete'))).to.equal('f="*| delete*"');
      expect(spl(contains('f', '[search x]'))).to.equal('f="*[search x]*"');
      expect(spl(contains('f', '`macro`'))).to.equal('f="*`macro`*"');
      expect(spl(contains('f', '$env:x'))).to.equal('f="*$env:x*"');
      expect(spl(equals('f', '中 – \u{1f600}'))).to.equal('f="中 – \u{1f600}"');
    });

    it('keeps words that are operators inside the quotes', () => {
      expect(spl(equals('f', 'NOT'))).to.equal('f="NOT"');
      expect(spl(contains(null, 'x OR y'))).to.equal('"*x OR y*"');
    });

    it('writes the empty text, numbers and booleans', () => {
      expect(spl(equals('f', ''))).to.equal('f=""');
      expect(spl(number('EventID', 4688))).to.equal('EventID=4688');
      expect(spl(number('f', -1.5))).to.equal('f=-1.5');
      expect(spl(on('f', { kind: 'boolean', value: true }))).to.equal('f="true"');
    });

    it('keeps all digits of a number', () => {
      const matcher = { kind: 'number', value: 18446744073709552000, text: '18446744073709551615' } as const;
      expect(spl(on('f', matcher))).to.equal('f=18446744073709551615');
    });

    it('compares numbers', () => {
      expect(spl(compare('f', 'lt', 5))).to.equal('f<5');
      expect(spl(compare('f', 'lte', 5))).to.equal('f<=5');
      expect(spl(compare('f', 'gt', 5))).to.equal('f>5');
      expect(spl(compare('f', 'gte', -0.5))).to.equal('f>=-0.5');
    });

    it('matches networks of both families', () => {
      expect(spl(cidr('ip', '10.0.0.0/8'))).to.equal('ip="10.0.0.0/8"');
      expect(spl(cidr('ip', 'fe80::/10'))).to.equal('ip="fe80::/10"');
    });

    it('tells a value that is there from one that is not', () => {
      expect(spl(exists('f'))).to.equal('f=*');
      expect(spl(not(exists('f')))).to.equal('NOT f=*');
      expect(spl(isNull('f'))).to.equal('NOT f=*');
      expect(spl(not(isNull('f')))).to.equal('f=*');
    });

    it('compares a text without letters, whose case cannot matter', () => {
      expect(spl(equals('f', '0x1000', false))).to.equal('f="0x1000"');
      expect(spl(contains('f', '127.0.0.1', true))).to.equal('f="*127.0.0.1*"');
      expect(spl(wildcard('f', '1*中', true))).to.equal('f="1*中"');
    });
  });

  describe('looks for keywords in the text of the event', () => {
    it('as a part of it, not as a whole term', () => {
      expect(spl(contains(null, 'mimikatz'))).to.equal('"*mimikatz*"');
      expect(spl(contains(null, raw`\pipe\x "y"`))).to.equal(raw`"*\\pipe\\x \"y\"*"`);
      expect(spl(wildcard(null, '*a*b*'))).to.equal('"*a*b*"');
    });

    it('any of them, or none of them', () => {
      const list = anyOf(contains(null, 'a'), contains(null, 'b'));
      expect(spl(list)).to.equal('"*a*" OR "*b*"');
      expect(spl(not(list))).to.equal('NOT ("*a*" OR "*b*")');
    });
  });

  describe('writes lists with IN', () => {
    it('values, wildcards and numbers together', () => {
      expect(spl(anyOf(equals('f', 'a'), endsWith('f', raw`\b`), number('f', 3)))).to.equal(
        raw`f IN ("a", "*\\b", 3)`,
      );
    });

    it('keeps networks, absence, comparisons and the empty text out of it', () => {
      expect(spl(anyOf(cidr('f', '10.0.0.0/8'), cidr('f', 'fc00::/7')))).to.equal(
        'f="10.0.0.0/8" OR f="fc00::/7"',
      );
      expect(spl(anyOf(equals('f', 'a'), isNull('f'), equals('f', ''), equals('f', 'b')))).to.equal(
        'f IN ("a", "b") OR NOT f=* OR f=""',
      );
      expect(spl(anyOf(equals('f', 'a'), compare('f', 'gt', 5)))).to.equal('f="a" OR f>5');
    });

    it('under NOT without brackets of its own', () => {
      expect(spl(not(anyOf(equals('f', 'a'), equals('f', 'b'))))).to.equal('NOT f IN ("a", "b")');
    });
  });

  describe('combines', () => {
    const a = equals('a', '1x');
    const b = equals('b', '2x');
    const c = equals('c', '3x');

    it('with the implied AND, and OR in capitals', () => {
      expect(spl(and([a, b]))).to.equal('a="1x" b="2x"');
      expect(spl(or([a, b]))).to.equal('a="1x" OR b="2x"');
    });

    it('mixed groups in brackets, since OR binds tighter than AND', () => {
      expect(spl(and([or([a, b]), c]))).to.equal('(a="1x" OR b="2x") c="3x"');
      expect(spl(or([and([a, b]), c]))).to.equal('(a="1x" b="2x") OR c="3x"');
    });

    it('negations as NOT, never as !=, so that events without the field are kept', () => {
      expect(spl(not(a))).to.equal('NOT a="1x"');
      expect(spl(and([c, not(or([a, b]))]))).to.equal('c="3x" NOT (a="1x" OR b="2x")');
      expect(spl(or([c, not(a)]))).to.equal('c="3x" OR NOT a="1x"');
    });

    it('says all and nothing', () => {
      expect(spl({ kind: 'constant', value: true })).to.equal('*');
      expect(spl({ kind: 'constant', value: false })).to.equal('NOT *');
    });
  });

  describe('names fields', () => {
    it('plainly where letters, digits, dots and array braces are enough', () => {
      expect(spl(equals('winlog.event_id', 'x'))).to.equal('winlog.event_id="x"');
      expect(spl(equals('Records{}.name', 'x'))).to.equal('Records{}.name="x"');
    });

    it('in double quotes otherwise', () => {
      expect(spl(equals('cs-method', 'GET'))).to.equal('"cs-method"="GET"');
      expect(spl(exists('a b'))).to.equal('"a b"=*');
      expect(spl(not(exists("it's | x")))).to.equal('NOT "it\'s | x"=*');
      expect(spl(anyOf(equals('a b', 'x'), equals('a b', 'y')))).to.equal('"a b" IN ("x", "y")');
    });

    it('in double quotes where the name is an operator', () => {
      expect(spl(equals('NOT', 'x'))).to.equal('"NOT"="x"');
      expect(spl(equals('in', 'x'))).to.equal('"in"="x"');
    });
  });

  describe('begins with the prefix', () => {
    it('before the terms, in brackets of their own if they are an or', () => {
      const options = { prefix: 'index=win' };
      expect(spl(equals('a', 'x'), options)).to.equal('index=win a="x"');
      expect(spl(or([equals('a', 'x'), equals('b', 'y')]), options)).to.equal('index=win (a="x" OR b="y")');
      expect(spl({ kind: 'constant', value: true }, options)).to.equal('index=win');
      expect(spl({ kind: 'constant', value: false }, options)).to.equal('index=win NOT *');
    });
  });
});
