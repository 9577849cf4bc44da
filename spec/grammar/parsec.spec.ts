import { expect } from 'chai';
import { apply, buildLexer, tok, type Parser } from 'typescript-parsec';
import { runParsec } from '../../grammar/parsec.ts';

const lexer = buildLexer([
  [true, /^[a-z]+/g, 'word'],
  [false, /^ +/g, 'space'],
]);
const word: Parser<string, string> = apply(tok('word'), (token) => token.text);

describe('grammar/parsec.ts', () => {
  it('gives the value of the whole text', () => {
    expect(runParsec(lexer, word, ' abc ')).to.deep.equal({ ok: true, value: 'abc' });
  });

  it('gives the place of a character that is no token', () => {
    expect(runParsec(lexer, word, 'abc 7')).to.deep.equal({ ok: false, offset: 4 });
  });

  it('gives the place of text after the end, and the end where text is missing', () => {
    expect(runParsec(lexer, word, 'abc def')).to.deep.equal({ ok: false, offset: 4 });
    expect(runParsec(lexer, word, '')).to.deep.equal({ ok: false, offset: 0 });
  });

  it('does not swallow errors that are not about the text', () => {
    const broken: Parser<string, string> = {
      parse: () => {
        throw new TypeError('broken');
      },
    };
    expect(() => runParsec(lexer, broken, 'abc')).to.throw(TypeError, 'broken');
  });
});
