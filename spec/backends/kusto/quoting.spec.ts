/** No value and no name leaves its quotes: Microsoft's parser reads back what the rule held. */
import { expect } from 'chai';
import fc from 'fast-check';
import { isBareName, quoteName, quoteText } from '../../../backends/kusto/quoting.ts';
import { and, not, type Matcher, type Query, type WildcardPart } from '../../../lib/query/index.ts';
import { createKustoParser, kustoWords, shapeOf, textLiterals } from '../../engines/kusto-parser.ts';
import { analyze, anyOf, contains, convertQuery, endsWith, equals, on, startsWith } from './helpers.ts';

/** Pieces that end strings, start comments, or are nothing a text should hold. */
const PIECES = [
  '"', "'", '\\', '\\"', '""', '@"', '`', '```', '|', '//', '\n', '\r', '\r\n', '\t', '\0', '\u0007', '\u001b',
  '\u0085', '\u00a0', '\u200b', '\u202e', '\u2028', '\u2029', '\ufeff', '\ufffe', '\ud800', '\udc00', '😀', 'ä',
  '日', '\u212a', '*', '?', '%', '_', '$', '{', '}', '(', ')', '[', ']', ';', '=~', ' and ', ' or true', '\\u0041',
  '\\x41', '<', '>', 'a', 'Z', '0', ' ',
]; // prettier-ignore

const hostile = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((pieces) => pieces.join(''))
  .filter((value) => value !== '');

const RUNS = { numRuns: 60 };

describe('KQL quoting', () => {
  it('keeps a value what it is, whatever it holds', () => {
    const parser = createKustoParser({ f: 'string' });
    fc.assert(
      fc.property(hostile, (value) => {
        const { diagnostics, tree } = parser.analyze(`T | where f == ${quoteText(value)}`);
        expect(diagnostics).to.deep.equal([]);
        expect(textLiterals(tree)).to.deep.equal([value]);
      }),
      { numRuns: 300 },
    );
  });

  it('writes nothing that a terminal or editor would act on', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        expect(quoteText(value)).to.match(/^[^\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2028\u2029]*$/u);
      }),
    );
  });

  describe('gives every value a query of the shape that a plain value has', () => {
    const kinds: Readonly<Record<string, (value: string) => Query>> = {
      equals: (value) => on('f', equals(value, true)),
      startsWith: (value) => on('f', startsWith(value)),
      endsWith: (value) => on('f', endsWith(value)),
      contains: (value) => on('f', contains(value)),
      'contains, cased': (value) => on('f', contains(value, true)),
      keyword: (value) => on(null, contains(value)),
      list: (value) => anyOf('f', equals(`a${value}`), equals('b'), contains(value)),
      negated: (value) => and([on('g', equals('a')), not(on('f', endsWith(value)))]),
      affixes: (value) => on('f', pattern({ text: value }, '*', { text: 'abc' })),
      wildcard: (value) => on('f', pattern('*', { text: `abc${value}` }, '?', { text: 'x' }, '*')),
    };
    for (const [name, make] of Object.entries(kinds)) {
      it(name, () => {
        fc.assert(
          fc.property(
            hostile.filter((value) => name !== 'affixes' || !/[\ud800-\udfff]/.test(value)),
            (value) => {
              const hostileQuery = make(value);
              const read = analyze(convertQuery(hostileQuery).outputs[0] as string, hostileQuery);
              const plainQuery = make('plain');
              const plain = analyze(convertQuery(plainQuery).outputs[0] as string, plainQuery);
              expect(read.diagnostics).to.deep.equal([]);
              expect(shapeOf(read.tree)).to.equal(shapeOf(plain.tree));
            },
          ),
          RUNS,
        );
      });
    }
  });

  it('keeps a name what it is', () => {
    const names = hostile.filter((name) => !name.includes('\0'));
    fc.assert(
      fc.property(names, (name) => {
        const { diagnostics, tree } = createKustoParser({}).analyze(`print ${quoteName(name)} = 1`);
        expect(diagnostics.filter(({ code }) => code !== 'KS142')).to.deep.equal([]);
        expect(isBareName(name) ? [name] : textLiterals(tree)).to.deep.equal([name]);
      }),
      { numRuns: 100 },
    );
  });

  it('brackets names that are no plain words', () => {
    expect(quoteName('CommandLine')).to.equal('CommandLine');
    expect(quoteName('_Source1')).to.equal('_Source1');
    expect(quoteName('cs-method')).to.equal("['cs-method']");
    expect(quoteName('a b')).to.equal("['a b']");
    expect(quoteName('type')).to.equal("['type']");
    expect(quoteName('eventName')).to.equal('eventName');
    expect(quoteName('id.orig_h')).to.equal("['id.orig_h']");
    expect(quoteName('1st')).to.equal("['1st']");
    expect(quoteName('__x')).to.equal("['__x']");
    expect(quoteName('größe')).to.equal('["größe"]');
    expect(quoteName("it's")).to.equal(`["it's"]`);
    expect(quoteName('a\\b')).to.equal('[@"a\\b"]');
    expect(quoteName("]'] or true")).to.equal(`["]'] or true"]`);
  });

  it('brackets every word of the language, all of which are in lower case', () => {
    const words = [...kustoWords(), 'true', 'false', 'not', 'iff', 'coalesce'];
    expect(words.filter((word) => isBareName(word))).to.deep.equal([]);
    const columns = Object.fromEntries(words.map((word) => [word, 'string' as const]));
    const tests = words.map((word) => `${quoteName(word)} =~ "x" and isnotempty(${quoteName(word)})`);
    expect(createKustoParser(columns).analyze(`T | where ${tests.join(' and ')}`).diagnostics).to.deep.equal(
      [],
    );
  });

  it('brackets a table as it does a column', () => {
    expect(quoteName('SecurityEvent')).to.equal('SecurityEvent');
    expect(quoteName('_Im_Dns')).to.equal('_Im_Dns');
    for (const name of ['range', 'My Table', 'union']) {
      const parser = createKustoParser({ F: 'string' }, name);
      expect(parser.analyze(`${quoteName(name)}\n| where F == "x"`).diagnostics).to.deep.equal([]);
    }
  });
});

function pattern(...pieces: readonly ('*' | '?' | { readonly text: string })[]): Matcher {
  const parts = pieces.map((piece): WildcardPart => {
    if (typeof piece === 'object') return { kind: 'text', text: piece.text };
    return { kind: piece === '*' ? 'many' : 'one' };
  });
  return { kind: 'wildcard', parts, cased: false };
}
