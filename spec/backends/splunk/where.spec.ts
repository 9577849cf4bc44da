/** What needs `regex` or `where` behind the search, judged against their manuals. */
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
  gapsOf,
  hourIs,
  isNull,
  not,
  number,
  on,
  or,
  print,
  reference,
  regex,
  spl,
  startsWith,
  wildcard,
} from './query.ts';

const raw = String.raw;

describe('the commands behind the search', () => {
  describe('regex takes a conjunct that is a regular expression', () => {
    it('with a literal it must hold in front', () => {
      expect(spl(regex('f', '[a-f]{8}cobalt'))).to.equal('f="*cobalt*" | regex f="[a-f]{8}cobalt"');
    });

    it('or with the field alone', () => {
      expect(spl(regex('f', '^[a-f]{8}$'))).to.equal('f=* | regex f="^[a-f]{8}$"');
    });

    it('one command for each', () => {
      expect(spl(and([equals('a', 'x'), regex('f', '[0-9]{8}'), regex('g', '[a-f]{8}')]))).to.equal(
        'a="x" f=* g=* | regex f="[0-9]{8}" | regex g="[a-f]{8}"',
      );
    });

    it('with backslashes doubled, so that a literal one takes four', () => {
      expect(spl(regex('f', raw`[0-9]\\[0-9]`))).to.equal(raw`f="*\\*" | regex f="[0-9]\\\\[0-9]"`);
      expect(spl(regex('f', raw`\d{3}"`))).to.equal(raw`f="*\"*" | regex f="\\d{3}\""`);
    });

    it('with flags in front', () => {
      expect(spl(regex('f', '[a-f]{8}', 'i'))).to.equal('f=* | regex f="(?i)[a-f]{8}"');
    });

    it('on the whole event as _raw', () => {
      expect(spl(regex(null, '[a-f]{8}cobalt'))).to.equal('"*cobalt*" | regex _raw="[a-f]{8}cobalt"');
      expect(spl(regex(null, '[a-f]{8}'))).to.equal('* | regex _raw="[a-f]{8}"');
    });

    it('but not on a name that needs quotes', () => {
      expect(spl(regex('cs-uri', '[a-f]{8}'))).to.equal(
        raw`"cs-uri"=* | where isnotnull(mvfind('cs-uri',"[a-f]{8}"))`,
      );
    });

    it('and not a negated one, which is to keep events without the field', () => {
      expect(spl(and([equals('a', 'x'), not(regex('f', '[a-f]{8}'))]))).to.equal(
        `a="x" | where isnull(mvfind('f',"[a-f]{8}"))`,
      );
      expect(spl(not(regex(null, '[a-f]{8}')))).to.equal('* | where NOT match(_raw,"[a-f]{8}")');
    });
  });

  describe('regex says text that search cannot', () => {
    it('a literal star', () => {
      expect(spl(equals('f', 'a*b'))).to.equal(raw`f="a*b" | regex f="(?i)\\Aa\\*b\\z"`);
      expect(spl(contains('f', '*'))).to.equal(raw`f=* | regex f="\\*"`);
      expect(spl(endsWith('f', raw`\*.`))).to.equal(raw`f="*\\*." | regex f="\\\\\\*\\.\\z"`);
    });

    it('a one-character wildcard, widened to a star in the search', () => {
      expect(spl(wildcard('f', 'a?b'))).to.equal(raw`f="a*b" | regex f="(?is)\\Aa.b\\z"`);
      expect(spl(wildcard('f', '*a?b*'))).to.equal(raw`f="*a*b*" | regex f="(?is)a.b"`);
      expect(spl(wildcard('f', '?'))).to.equal(raw`f=* | regex f="(?s)\\A.\\z"`);
    });

    it('case', () => {
      expect(spl(equals('f', 'Ab', true))).to.equal(raw`f="Ab" | regex f="\\AAb\\z"`);
      expect(spl(startsWith('f', 'Ab', true))).to.equal(raw`f="Ab*" | regex f="\\AAb"`);
      expect(spl(endsWith('f', 'Ab', true))).to.equal(raw`f="*Ab" | regex f="Ab\\z"`);
      expect(spl(contains('f', 'Ab', true))).to.equal(raw`f="*Ab*" | regex f="Ab"`);
      expect(spl(wildcard('f', 'A*b', true))).to.equal(raw`f="A*b" | regex f="(?s)\\AA.*b\\z"`);
    });

    it('control characters, which never stand in a query', () => {
      expect(spl(equals('f', 'a\nb'))).to.equal(raw`f="a*b" | regex f="(?i)\\Aa\\x0ab\\z"`);
      expect(spl(contains('f', '\0'))).to.equal(raw`f=* | regex f="\\x00"`);
    });

    it('three backticks, which begin a comment', () => {
      expect(spl(contains('f', '```'))).to.equal(raw`f=* | regex f="\\x60\\x60\\x60"`);
    });

    it('a text that search takes for a network', () => {
      expect(spl(equals('f', '10.0.0.0/8'))).to.equal(raw`f=* | regex f="\\A10\\.0\\.0\\.0/8\\z"`);
      expect(spl(contains('f', '10.0.0.0/8'))).to.equal('f="*10.0.0.0/8*"');
    });

    it('letters beyond ASCII, in the cases that Sigma folds and no others', () => {
      expect(spl(equals('f', 'Ä'))).to.equal(raw`f=* | regex f="\\A(?-i:ä|Ä)\\z"`);
      expect(spl(contains('f', 'xß中'))).to.equal(raw`f="*x*中*" | regex f="(?i)x(?-i:ß)中"`);
      expect(spl(equals('f', 'Ä', true))).to.equal(raw`f=* | regex f="\\AÄ\\z"`);
    });

    it('with every character that means something in a regular expression escaped', () => {
      expect(spl(equals('f', raw`\^$.|?*+()[]{}`, true))).to.equal(
        raw`f="\\^$.|?*+()[]{}" | regex f="\\A\\\\\\^\\$\\.\\|\\?\\*\\+\\(\\)\\[\\]\\{\\}\\z"`,
      );
    });

    it('on a field that search cannot name', () => {
      expect(spl(equals('a*b', 'x'))).to.equal(raw`* | where isnotnull(mvfind('a*b',"(?i)\\Ax\\z"))`);
      expect(spl(equals('earliest', '-1d'))).to.equal(raw`* | regex earliest="(?i)\\A-1d\\z"`);
      expect(spl(isNull('earliest'))).to.equal(`* | where isnull('earliest')`);
      expect(spl(exists('latest'))).to.equal(`* | where isnotnull('latest')`);
      expect(spl(not(exists('latest')))).to.equal(`* | where isnull('latest')`);
      expect(spl(cidr('latest', '10.0.0.0/8'))).to.equal(
        `* | where isnotnull(mvfilter(cidrmatch("10.0.0.0/8",'latest')))`,
      );
      expect(spl(not(compare('latest', 'gte', 5)))).to.equal(
        `* | where isnull(mvfilter(tonumber('latest')>=5))`,
      );
      expect(spl(number('latest', 5))).to.equal(raw`* | regex latest="\\A5\\z"`);
      expect(spl(on('latest', { kind: 'boolean', value: false }))).to.equal(
        raw`* | regex latest="(?i)\\Afalse\\z"`,
      );
    });
  });

  describe('regex says keywords that search cannot', () => {
    it('on the text of the event', () => {
      expect(spl(contains(null, 'a*b'))).to.equal(raw`"*a*b*" | regex _raw="(?i)a\\*b"`);
      expect(spl(contains(null, 'Ab', true))).to.equal(raw`"*Ab*" | regex _raw="Ab"`);
      expect(spl(wildcard(null, '*a?b*'))).to.equal(raw`"*a*b*" | regex _raw="(?is)a.b"`);
      expect(spl(not(contains(null, 'a*b')))).to.equal(raw`* | where NOT match(_raw,"(?i)a\\*b")`);
    });
  });

  describe('where says groups that hold such a leaf', () => {
    it('whole, with the widest sayable half in the search', () => {
      expect(spl(or([equals('a', 'x'), equals('b', '*y')]))).to.equal(
        raw`a="x" OR b="*y" | where isnotnull(mvfind('a',"(?i)\\Ax\\z")) OR isnotnull(mvfind('b',"(?i)\\A\\*y\\z"))`,
      );
    });

    it('and only those: what search says exactly is not said twice', () => {
      expect(
        spl(and([equals('a', 'x'), or([exists('b'), regex('c', '[0-9]')]), not(equals('d', 'y'))])),
      ).to.equal(`a="x" (b=* OR c=*) NOT d="y" | where isnotnull('b') OR isnotnull(mvfind('c',"[0-9]"))`);
    });

    it('a list of texts as one expression with branches', () => {
      expect(spl(anyOf(equals('f', 'a'), contains('f', '*'), number('f', 1)))).to.equal(
        raw`f=* | regex f="(?i)\\Aa\\z|\\*|\\A1\\z"`,
      );
      expect(spl(anyOf(equals('f', 'A', true), equals('f', 'B', true)))).to.equal(
        raw`f IN ("A", "B") | regex f="\\AA\\z|\\AB\\z"`,
      );
      expect(spl(anyOf(contains(null, 'A', true), contains(null, 'B', true)))).to.equal(
        raw`"*A*" OR "*B*" | regex _raw="A|B"`,
      );
    });

    it('a list of more than texts of one case rule as an or', () => {
      expect(spl(anyOf(equals('f', 'a'), equals('f', 'B', true), regex('f', '[0-9]{4}')))).to.equal(
        raw`f=* | where isnotnull(mvfind('f',"(?i)\\Aa\\z")) OR isnotnull(mvfind('f',"\\AB\\z")) OR isnotnull(mvfind('f',"[0-9]{4}"))`,
      );
      expect(spl(anyOf(equals('f', '*a'), isNull('f'), exists('f')))).to.equal(
        raw`* | where isnotnull(mvfind('f',"(?i)\\A\\*a\\z")) OR isnull('f') OR isnotnull('f')`,
      );
      expect(spl(anyOf(regex(null, '[0-9]{4}'), contains(null, 'A', true)))).to.equal(
        raw`* | where match(_raw,"A") OR match(_raw,"[0-9]{4}")`,
      );
    });

    it('under NOT, with what is surely excluded already in the search', () => {
      expect(spl(not(or([equals('a', 'x'), regex('b', '[0-9]')])))).to.equal(
        raw`NOT a="x" | where NOT (isnotnull(mvfind('a',"(?i)\\Ax\\z")) OR isnotnull(mvfind('b',"[0-9]")))`,
      );
      expect(spl(not(and([equals('a', 'x'), regex('b', '[0-9]')])))).to.equal(
        raw`* | where NOT (isnotnull(mvfind('a',"(?i)\\Ax\\z")) AND isnotnull(mvfind('b',"[0-9]")))`,
      );
      expect(spl(not(anyOf(equals('a', 'x'), equals('a', '*'))))).to.equal(
        raw`NOT a="x" | where isnull(mvfind('a',"(?i)\\Ax\\z|\\A\\*\\z"))`,
      );
    });

    it('in brackets where AND meets OR', () => {
      expect(spl(and([not(regex('a', '[0-9]')), or([exists('b'), regex('c', '[0-9]')])]))).to.equal(
        `b=* OR c=* | where isnull(mvfind('a',"[0-9]")) AND (isnotnull('b') OR isnotnull(mvfind('c',"[0-9]")))`,
      );
    });
  });

  describe('where compares two fields', () => {
    it('ignoring case, for events that have both', () => {
      expect(spl(reference('a', 'equals', 'b'))).to.equal(`a=* b=* | where lower('a')=lower('b')`);
      expect(spl(reference('a', 'startsWith', 'b'))).to.equal(
        `a=* b=* | where substr(lower('a'),1,len('b'))=lower('b')`,
      );
      expect(spl(reference('a', 'endsWith', 'b'))).to.equal(
        `a=* b=* | where substr(lower('a'),len('a')-len('b')+1)=lower('b')`,
      );
      expect(spl(reference('a', 'contains', 'b'))).to.equal(
        raw`a=* b=* | where match(lower('a'),"\\Q".lower('b')."\\E")`,
      );
    });

    it('or as written', () => {
      expect(spl(reference('a', 'equals', 'b', true))).to.equal(`a=* b=* | where 'a'='b'`);
      expect(spl(reference('a', 'startsWith', 'b', true))).to.equal(
        `a=* b=* | where substr('a',1,len('b'))='b'`,
      );
    });

    it('so that NOT and OR meet true or false, never NULL', () => {
      expect(spl(not(reference('a', 'equals', 'b')))).to.equal(
        `* | where isnull(case(lower('a')=lower('b'),1))`,
      );
      expect(spl(or([reference('a', 'equals', 'b'), exists('c')]))).to.equal(
        `(a=* b=*) OR c=* | where isnotnull(case(lower('a')=lower('b'),1)) OR isnotnull('c')`,
      );
    });

    it('with a wider form where no function tells case apart', () => {
      const query = reference('a', 'contains', 'b', true);
      expect(print(query).outputs).to.deep.equal([
        raw`a=* b=* | where isnotnull(case(match(lower('a'),"\\Q".lower('b')."\\E"),1))`,
      ]);
      expect(gapsOf(query).map(({ feature, outcome }) => [feature, outcome])).to.deep.equal([
        ['field-reference', 'superset'],
      ]);
      expect(print(query, 'never').outputs).to.deep.equal([]);
    });
  });

  describe('what no command says is refused', () => {
    const refusals = (query: Parameters<typeof gapsOf>[0]): unknown[] =>
      gapsOf(query).map(({ feature, outcome }) => [feature, outcome]);

    it('a part of a date', () => {
      expect(refusals(hourIs('f', 5))).to.deep.equal([['time-part', 'refused']]);
      expect(print(hourIs('f', 5), 'any').outputs).to.deep.equal([]);
    });

    it('a name that no quotes can hold', () => {
      for (const name of ['', "a'b*", 'a\\b', 'a\nb', 'a"b', 'a```b', '*[y]', '*|y']) {
        expect(refusals(equals(name, 'x')), name).to.deep.equal([['field-name', 'refused']]);
      }
      expect(refusals(reference('a', 'equals', "b'"))).to.deep.equal([['field-name', 'refused']]);
    });

    it('half a surrogate pair', () => {
      expect(refusals(equals('f', '\ud800'))).to.deep.equal([['value', 'refused']]);
      expect(refusals(contains(null, '\ud800'))).to.deep.equal([['value', 'refused']]);
      expect(refusals(anyOf(equals('f', 'a'), equals('f', '\udc00x')))).to.deep.equal([['value', 'refused']]);
    });

    it('a number in no plain decimal', () => {
      expect(refusals(compare('f', 'lt', 1e21))).to.deep.equal([['comparison', 'refused']]);
      expect(refusals(compare('f', 'lt', Infinity))).to.deep.equal([['comparison', 'refused']]);
    });

    it('a keyword that is a whole value, or asks for more than text', () => {
      for (const query of [
        equals(null, 'x'),
        startsWith(null, 'x'),
        cidr(null, '10.0.0.0/8'),
        isNull(null),
      ]) {
        expect(refusals(query)).to.deep.equal([['keyword', 'refused']]);
      }
    });

    it('all gaps of a query at once', () => {
      expect(refusals(and([hourIs('f', 5), equals('', 'x')]))).to.deep.equal([
        ['time-part', 'refused'],
        ['field-name', 'refused'],
      ]);
    });
  });
});
