import { expect } from 'chai';
import { EqlSyntaxError, shapeOf, tokenizeEql } from './eql-tokenizer.ts';

const raw = String.raw;
const texts = (query: string): string[] => tokenizeEql(query).map(({ text }) => text);
const values = (query: string): unknown[] =>
  tokenizeEql(query).flatMap((token) => ('value' in token ? [token.value] : []));

describe('the tokenizer of EQL', () => {
  it('splits a query', () => {
    expect(texts('any where ?a.`b-c` : "x" and not d in~ ("1", -2.5e3)')).to.deep.equal(
      ['any', 'where', '?', 'a', '.', '`b-c`', ':', '"x"', 'and', 'not', 'd', 'in~', '('].concat([
        '"1"',
        ',',
        '-',
        '2.5e3',
        ')',
      ]),
    );
  });

  it('tells keywords, names and functions apart', () => {
    const kinds = tokenizeEql('where android in ink like~ cidrMatch').map(({ kind }) => kind);
    expect(kinds).to.deep.equal(['keyword', 'name', 'keyword', 'name', 'keyword', 'name']);
  });

  it('decodes the escapes there are', () => {
    expect(values(raw`"\\ \" \n \r \t \u{e9} \u{1F600} \u{0000200f}"`)).to.deep.equal([
      '\\ " \n \r \t é 😀 \u200f',
    ]);
    expect(values('"""raw \\d " text"""')).to.deep.equal(['raw \\d " text']);
  });

  it('refuses other escapes, line breaks and open ends', () => {
    for (const text of [
      raw`"\d"`,
      raw`"\."`,
      raw`"\*"`,
      '"a\nb"',
      '"a',
      raw`"a\"`,
      raw`"\u0041"`,
      '`a',
      "'a'",
    ]) {
      expect(() => tokenizeEql(text), text).to.throw(EqlSyntaxError);
    }
  });

  it('refuses hexadecimal escapes that are no character', () => {
    for (const hex of ['7', '123456789', 'd800', 'dfff', '110000']) {
      expect(() => tokenizeEql(raw`"\u{${hex}}"`), hex).to.throw(EqlSyntaxError);
    }
  });

  it('undoubles backticks', () => {
    expect(tokenizeEql('`a``b`')).to.deep.equal([{ kind: 'quoted-name', text: '`a``b`', name: 'a`b' }]);
  });

  it('skips comments and blanks', () => {
    expect(texts('any /* where */ where // x\n true')).to.deep.equal(['any', 'where', 'true']);
  });

  it('sees one shape in queries that differ in their literals and names', () => {
    expect(shapeOf('any where a : "x"')).to.equal(shapeOf(raw`any where b : "\" or \""`));
    expect(shapeOf('any where a : "x"')).to.equal(shapeOf('any where `a-b` : "y"'));
    expect(shapeOf('any where a : "x"')).to.not.equal(shapeOf('any where a.b : "x"'));
    expect(shapeOf('any where a : "x"')).to.not.equal(shapeOf('any where a : "x" or b : "y"'));
  });
});
