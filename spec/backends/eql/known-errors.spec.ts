/** Queries that other converters get wrong, each a law here; rules by text, through the public entry point. */
import { expect } from 'chai';
import { eql } from '../../../backends/eql/index.ts';
import { convert, type Conversion } from '../../../lib/convert.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { tokenizeEql } from '../../engines/eql-tokenizer.ts';

const raw = String.raw;

/** @param selection the lines under `selection`, without their indentation */
function convertSelection(selection: string): Conversion {
  const lines = selection.split('\n').map((line) => `    ${line}`);
  const { rules, diagnostics } = parseSigma(
    `title: A rule\nlogsource:\n  product: windows\ndetection:\n  selection:\n${lines.join('\n')}\n  condition: selection`,
  );
  expect(diagnostics.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
  return convert(rules[0]!, eql);
}

function exact(selection: string): string {
  const { queries, fidelity, diagnostics } = convertSelection(selection);
  expect(fidelity, JSON.stringify(diagnostics)).to.equal('exact');
  expect(() => tokenizeEql(queries[0]!)).to.not.throw();
  return queries[0]!.slice('any where '.length);
}

describe('EQL queries that are easy to get wrong', () => {
  describe('what Elasticsearch refuses to read', () => {
    it('has no number after a colon or in a list of patterns', () => {
      expect(exact('EventID: 4688')).to.equal('?EventID == "4688"');
      expect(exact('EventID: [1, 2]')).to.equal('?EventID in ("1", "2")');
      expect(exact("a: [1, 'x*']")).to.equal('?a like~ ("1", "x*")');
    });

    it('has no boolean there either', () => {
      expect(exact('a: true')).to.equal('?a : "true"');
    });

    it('has every backslash and quote of an expression escaped', () => {
      expect(exact(raw`a|re: '^"?C:\\Users\\[a-z]+\.exe'`)).to.equal(
        raw`?a regex "\\\"?C:\\\\Users\\\\[a-z]+\\.exe.*"`,
      );
    });

    it('has no string as a condition: keywords are refused', () => {
      const { queries, fidelity, diagnostics } = convertSelection("- 'word'");
      expect(queries).to.deep.equal([]);
      expect(fidelity).to.equal('unsupported');
      expect(diagnostics.map(({ code }) => code)).to.deep.equal(['unsupported-keyword']);
    });

    it('has no backslash before a star or a question mark', () => {
      expect(exact(raw`a: '\*'`)).to.equal('?a == "*"');
      expect(exact(raw`a: 'b\?'`)).to.equal('?a in~ ("b?")');
      expect(exact(raw`a|contains: 'b\*c'`)).to.equal(raw`?a regex~ ".*b\\*c.*"`);
    });
  });

  it('matches expressions anywhere in the value and with case', () => {
    expect(exact("a|re: 'Inv[o0]ke'")).to.equal('?a regex ".*Inv[0o]ke.*"');
    expect(exact("a|re|i: 'x[o0]'")).to.equal('?a regex ".*[Xx][0Oo].*"');
    expect(exact("a|re: '^a+$'")).to.equal(raw`?a regex "a+\n?"`);
  });

  it('puts backticks around field names with a hyphen', () => {
    expect(exact("c-uri|contains: 'x'\ncs-method: GET")).to.equal(
      '?`c-uri` : "*x*" and ?`cs-method` : "GET"',
    );
  });

  it('lets wildcards work where case counts', () => {
    expect(exact("a|cased: 'Foo*'")).to.equal('?a like "Foo*"');
    expect(exact("a|contains|cased: ['Foo', 'Bar']")).to.equal('?a like ("*Foo*", "*Bar*")');
    expect(exact("a|cased: ['Foo', 'Bar']")).to.equal('?a in ("Foo", "Bar")');
  });

  it('says whether a field exists', () => {
    expect(exact('a|exists: true')).to.equal('?a != null');
    expect(exact('a|exists: false')).to.equal('?a == null');
  });

  it('joins by or what has no list form', () => {
    expect(exact("a: [null, 'x', 'y']")).to.equal('?a in~ ("x", "y") or ?a == null');
    expect(exact("a|cidr: ['10.0.0.0/8', 'fe80::/10']")).to.equal('cidrMatch(?a, "10.0.0.0/8", "fe80::/10")');
    expect(exact("a|base64offset|contains: 'cmd'")).to.match(/^\?a like~ \("\*.*\*", "\*.*\*", "\*.*\*"\)$/);
    expect(exact("a|windash|contains: ' -x'")).to.equal(
      '?a like~ ("* -x*", "* /x*", "* –x*", "* —x*", "* ―x*")',
    );
  });
});
