import { expect } from 'chai';
import { shapeOf, tokenizeSpl, unescapeSpl } from './spl-tokenizer.ts';

const texts = (query: string): string[][] =>
  tokenizeSpl(query).map(({ name, tokens }) => [name, ...tokens.map(({ text }) => text)]);

describe('the tokenizer of SPL', () => {
  it('begins with an implied search', () => {
    expect(texts('a="x" b=1')).to.deep.equal([['search', 'a', '=', 'x', 'b', '=', '1']]);
  });

  it('separates commands at pipes outside of quotes only', () => {
    expect(texts('a="x|y" | regex b="c|d" | where \'e\'=1')).to.deep.equal([
      ['search', 'a', '=', 'x|y'],
      ['regex', 'b', '=', 'c|d'],
      ['where', 'e', '=', '1'],
    ]);
  });

  it('unescapes backslashes and quotes, and keeps a backslash before anything else', () => {
    expect(unescapeSpl(String.raw`C:\\a\"b\d`)).to.equal(String.raw`C:\a"b\d`);
    expect(texts(String.raw`a="x\\" b="\""`)).to.deep.equal([['search', 'a', '=', 'x\\', 'b', '=', '"']]);
  });

  it('reads a dot as a part of a word in search and as an operator in where', () => {
    expect(texts('a.b=1')).to.deep.equal([['search', 'a.b', '=', '1']]);
    expect(texts('* | where a.b')).to.deep.equal([
      ['search', '*'],
      ['where', 'a', '.', 'b'],
    ]);
  });

  it('tells subsearches, macros and comments from texts', () => {
    expect(shapeOf('a="[x]" b="`m`"')).to.equal('search a = "" b = ""');
    expect(shapeOf('[x]')).to.equal('search subsearch[ x subsearch]');
    expect(shapeOf('`m`')).to.equal('search macro` m macro`');
    expect(shapeOf('```c```')).to.equal('search comment``` c comment```');
    expect(shapeOf('a="```"')).to.contain('comment');
  });

  it('refuses a quote that never ends and a pipe that leads nowhere', () => {
    expect(() => tokenizeSpl('a="x')).to.throw(SyntaxError);
    expect(() => tokenizeSpl('a="x\\"')).to.throw(SyntaxError);
    expect(() => tokenizeSpl("* | where 'a")).to.throw(SyntaxError);
    expect(() => tokenizeSpl('a="x" | ')).to.throw(SyntaxError);
  });
});
