import { expect } from 'chai';
import fc from 'fast-check';
import { patternOf, pcreOf, widenPattern, type TextPattern } from '../../../backends/splunk/pattern.ts';
import { unescapeSpl } from '../../engines/spl-tokenizer.ts';
import { quoteRegex } from '../../../backends/splunk/quoting.ts';
import { UNSAYABLE } from '../../../backends/splunk/search.ts';
import type { Leaf } from '../../../lib/query/query.ts';
import { pcreSearch, startPcre } from '../../engines/pcre.ts';
import { evaluate } from '../../helpers/evaluate.ts';
import { contains, endsWith, equals, number, on, regex, startsWith, wildcard } from './query.ts';

const text = fc.string({
  unit: fc.constantFrom(...'aAß*?.\\"`(\n\0ÄäσΣ1-{'.split(''), '\u{1f600}'),
  minLength: 1,
  maxLength: 4,
});

const cased = fc.boolean();
const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  fc.tuple(text, cased).map(([value, isCased]) => equals('f', value, isCased)),
  fc.tuple(text, cased).map(([value, isCased]) => startsWith('f', value, isCased)),
  fc.tuple(text, cased).map(([value, isCased]) => endsWith('f', value, isCased)),
  fc.tuple(text, cased).map(([value, isCased]) => contains('f', value, isCased)),
  fc
    .tuple(fc.constantFrom('a*?', '?', '*ä?', '?*', 'A*ß', '*?*?*', '??a*'), cased)
    .map(([pattern, isCased]) => wildcard('f', pattern, isCased)),
);

/** Values in either case, and with more around them. */
const value = fc
  .tuple(fc.oneof(text, fc.constant('')), fc.constantFrom('', 'a', '\n'), fc.constantFrom('', 'b', '\n'))
  .map(([middle, before, after]) => before + middle + after);

const patternIn = ({ matcher }: Leaf): TextPattern => patternOf(matcher)!;
/** What PCRE sees after SPL has read the string. */
const asPcreSeesIt = (pattern: string): string => unescapeSpl(quoteRegex(pattern).slice(1, -1));

describe('a pattern of text', () => {
  before(startPcre);

  it('means in PCRE, quoted and unquoted, what it means in the rule', () => {
    fc.assert(
      fc.property(leaf, value, (query, held) => {
        const pattern = patternIn(query);
        const printed = asPcreSeesIt(pcreOf([pattern], pattern.cased));
        for (const each of [held, held.toUpperCase(), held.toLowerCase()]) {
          const matches = evaluate(query, { f: each });
          expect(pcreSearch(printed, each), `${printed} on ${JSON.stringify(each)}`).to.equal(matches);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('and others in one expression match as any of them does', () => {
    const same = fc.tuple(leaf, leaf).filter(([a, b]) => patternIn(a).cased === patternIn(b).cased);
    fc.assert(
      fc.property(same, value, ([a, b], held) => {
        const printed = asPcreSeesIt(pcreOf([patternIn(a), patternIn(b)], patternIn(a).cased));
        const matches = evaluate(a, { f: held }) || evaluate(b, { f: held });
        expect(pcreSearch(printed, held), printed).to.equal(matches);
      }),
      { numRuns: 500 },
    );
  });

  it('widens to one that search can say and that matches at least as much', () => {
    fc.assert(
      fc.property(leaf, value, (query, held) => {
        const parts = widenPattern(patternIn(query), UNSAYABLE);
        const wider = on('f', { kind: 'wildcard', parts, cased: false });
        if (evaluate(query, { f: held })) expect(evaluate(wider, { f: held })).to.equal(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('is there for matchers on text alone', () => {
    expect(patternOf(number('f', 5).matcher)).to.deep.equal({
      parts: [{ kind: 'text', text: '5' }],
      cased: false,
    });
    expect(patternOf({ kind: 'boolean', value: true })?.parts).to.deep.equal([
      { kind: 'text', text: 'true' },
    ]);
    expect(patternOf(regex('f', 'a').matcher)).to.equal(undefined);
    expect(patternOf({ kind: 'exists' })).to.equal(undefined);
  });
});

describe('a regular expression in quotes', () => {
  it('reaches PCRE as it was printed', () => {
    const pattern = String.raw`^\\\d"[\]\\]\x{0a}$`;
    expect(asPcreSeesIt(pattern)).to.equal(pattern);
  });

  it('holds no backtick and no control character, escaped or not', () => {
    expect(quoteRegex('`\\`\\\\`')).to.equal(String.raw`"\\x60\\x60\\\\\\x60"`);
    expect(quoteRegex('[`\n]\\\t')).to.equal(String.raw`"[\\x60\\x0a]\\x09"`);
  });
});
