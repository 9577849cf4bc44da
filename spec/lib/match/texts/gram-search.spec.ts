import { expect } from 'chai';
import fc from 'fast-check';
import { buildGramSearch, runGramSearch } from '../../../../lib/match/texts/gram-search.ts';
import type { TextPattern } from '../../../../lib/match/texts/pattern.ts';
import { foldCase } from '../../../../lib/query/fold.ts';

const RUNS = Number(process.env.SIGMAQ_RUNS ?? 100);

/** Texts are found by their position in the list. */
function patternsOf(texts: readonly string[], cased = false): readonly TextPattern[] {
  return texts.map((text, signal) => ({ text, cased, signal }));
}

function foundIn(value: string, patterns: readonly TextPattern[]): readonly number[] {
  const found = new Set<number>();
  runGramSearch(buildGramSearch(patterns), value, (signal) => found.add(signal));
  return [...found].sort((a, b) => a - b);
}

/** One after the other, as a reader of the rule would. */
function expectedIn(value: string, patterns: readonly TextPattern[]): readonly number[] {
  return patterns
    .filter(({ text, cased }) => (cased ? value.includes(text) : foldCase(value).includes(foldCase(text))))
    .map(({ signal }) => signal);
}

describe('searching for many texts at once', () => {
  it('finds a text wherever it stands', () => {
    const patterns = patternsOf(['Invoke-Mimikatz', 'sekurlsa::']);
    for (let before = 0; before < 300; before++) {
      const value = `${'-'.repeat(before)}INVOKE-mimikatz`;
      expect(foundIn(value, patterns), String(before)).to.deep.equal([0]);
      expect(foundIn(`${value}${'-'.repeat(before % 7)}`, patterns)).to.deep.equal([0]);
    }
  });

  it('finds texts inside, beside and across each other', () => {
    const texts = ['power', 'powershell', 'shell', 'shell.exe', 'ellex', 'owers'];
    expect(foundIn('C:\\POWERSHELL.EXE', patternsOf(texts))).to.deep.equal([0, 1, 2, 3, 5]);
  });

  it('tells apart what its hashes do not', () => {
    // `@` and the backtick, `[` and `{` differ in the bit that cases of letters differ in.
    expect(foundIn('a`b{c|d', patternsOf(['@b[c', '`b{c', 'a@b{']))).to.deep.equal([1]);
  });

  it('minds case where it is asked to', () => {
    const patterns = [
      ...patternsOf(['Net.webCLIENT'], true),
      ...patternsOf(['net.webclient']).map((each) => ({ ...each, signal: 1 })),
    ];
    expect(foundIn('New-Object Net.WebClient', patterns)).to.deep.equal([1]);
    expect(foundIn('New-Object Net.webCLIENT', patterns)).to.deep.equal([0, 1]);
  });

  it('folds beyond ASCII as the matchers do, and no further', () => {
    expect(foundIn('BÜROÄNDERUNG', patternsOf(['büroänd', 'buroand']))).to.deep.equal([0]);
    // The Kelvin sign stays what it is.
    expect(foundIn('\u212Aerberos::golden', patternsOf(['kerberos::golden']))).to.deep.equal([]);
    // Low bytes like those of the text, and another text.
    expect(foundIn('\u0161\u0162\u0163\u0164', patternsOf(['abcd']))).to.deep.equal([]);
  });

  it('finds in long values what it finds in short ones', () => {
    const value = `${'x'.repeat(5_000_000)}sekurlsa::`;
    expect(foundIn(value, patternsOf(['sekurlsa::']))).to.deep.equal([0]);
    expect(foundIn('sekurlsa:', patternsOf(['sekurlsa::']))).to.deep.equal([]);
  });

  it('finds exactly what a look for each text alone finds', () => {
    // Few characters, so that texts overlap; some of two bytes, some halves of surrogate pairs.
    const unit = fc.constantFrom(
      'a',
      'A',
      'b',
      'B',
      '-',
      '{',
      '[',
      'ä',
      'Ä',
      '\u0161',
      '\u212A',
      '\ud800',
      '\udc00',
    );
    const text = fc.array(unit, { minLength: 1, maxLength: 9 }).map((units) => units.join(''));
    const value = fc.array(fc.oneof(unit, text), { maxLength: 120 }).map((parts) => parts.join(''));
    const texts = fc.array(fc.tuple(text, fc.boolean()), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(texts, value, (pairs, haystack) => {
        const patterns = pairs.map(([each, cased], signal) => ({ text: each, cased, signal }));
        expect(foundIn(haystack, patterns)).to.deep.equal(expectedIn(haystack, patterns));
      }),
      { numRuns: RUNS },
    );
  });
});
