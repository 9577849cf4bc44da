/** No text of a rule leaves its quotes: hostile values and plain ones give queries of one shape. */
import { expect } from 'chai';
import fc from 'fast-check';
import { createEql } from '../../../backends/eql/index.ts';
import { FALSE } from '../../../lib/query/build.ts';
import type { Matcher, Query } from '../../../lib/query/query.ts';
import { shapeOf, tokenizeEql } from '../../engines/eql-tokenizer.ts';
import { and, anyOf, at, contains, convertQuery, endsWith, equals, not, or, startsWith } from './helpers.ts';

const PIECES = [
  ...[
    '"',
    '""',
    '"""',
    "'",
    '\\',
    '\\\\',
    '`',
    '|',
    '\n',
    '\r\n',
    '\t',
    '\0',
    '\x7f',
    '//',
    '/*',
    '*/',
    '\u0001',
  ],
  ...[
    '(',
    ')',
    ',',
    ':',
    '==',
    '?',
    '*',
    '\\u{22}',
    '" or true or "',
    '\\" or true or \\"',
    ' and ',
    'not null',
  ],
  ...[
    'é',
    'İ',
    '日本',
    '😀',
    '\ud83d',
    '\u2028',
    '\u202e',
    '\u00a0',
    '%',
    '_',
    '#',
    '@',
    '~',
    '<1-9>',
    '[a-z]',
    'a',
  ],
];

const hostile = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 4 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((pieces) => pieces.join(''));

const wellFormed = hostile.filter((text) => !/\p{Cs}/u.test(text));

type Make = (text: string, cased: boolean) => Matcher;
const makers: readonly Make[] = [equals, startsWith, endsWith, contains];

describe('EQL and hostile text', () => {
  it('keeps the shape of a query whatever its values are', () => {
    const plainTexts = ['a', '1', '*', 'a*', 'é', 'é*'];
    fc.assert(
      fc.property(wellFormed, fc.constantFrom(...makers), fc.boolean(), (text, make, cased) => {
        const build = (value: string): Query =>
          and([at('f', make(value, cased)), not(or([at('g', equals('x')), at('h', make(value, cased))]))]);
        const shape = shapeOf(convertQuery(build(text)).outputs[0] as string);
        const shapes = plainTexts.map((value) => shapeOf(convertQuery(build(value)).outputs[0] as string));
        expect(shapes).to.include(shape);
      }),
      { numRuns: 500 },
    );
  });

  it('gives back the exact value where the language has a literal for it', () => {
    fc.assert(
      fc.property(fc.array(wellFormed, { minLength: 1, maxLength: 5 }), (texts) => {
        const query = anyOf(
          'f',
          texts.map((text) => equals(text, true)),
        );
        const [output] = convertQuery(query).outputs;
        const values = tokenizeEql(output as string).flatMap((token) =>
          'value' in token ? [token.value] : [],
        );
        expect(values).to.deep.equal(texts);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses text that is no text, and nothing else', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...makers), (text, make) => {
        const { outputs, gaps } = convertQuery(at('f', make(text, false)));
        expect(outputs.length === 0).to.equal(/\p{Cs}/u.test(text));
        expect(gaps.map(({ feature }) => feature)).to.deep.equal(outputs.length === 0 ? ['value'] : []);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the shape of a query whatever its fields are called, or refuses the name', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const [output] = convertQuery(at(name, equals('x'))).outputs;
        if (output === undefined) return;
        const tokens = tokenizeEql(output);
        const parts = tokens.flatMap((token) =>
          token.kind === 'quoted-name' ? [token.name] : token.kind === 'name' ? [token.text] : [],
        );
        expect(parts.join('.')).to.equal(name);
        expect(output).to.match(/^any where \?.* : "x"$/u);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps its category in front', () => {
    fc.assert(
      fc.property(wellFormed, (category) => {
        const rule = {} as never;
        const [output] = createEql({ category }).convert({
          rule,
          queries: [FALSE],
          format: 'default',
          approximate: 'never',
        }).outputs;
        const [first, ...rest] = tokenizeEql(output as string);
        expect(rest.map(({ text }) => text)).to.deep.equal(['where', 'false']);
        expect(first !== undefined && 'value' in first ? first.value : first?.text).to.equal(category);
      }),
    );
  });
});
