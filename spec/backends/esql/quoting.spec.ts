/** No text of a rule leaves its quotes: hostile values and plain ones give queries of one shape. */
import { expect } from 'chai';
import fc from 'fast-check';
import { quoteField, quoteText } from '../../../backends/esql/quoting.ts';
import type { Matcher, Query } from '../../../lib/query/query.ts';
import { shapeOf, tokenizeEsql } from '../../engines/esql/lexer.ts';
import { parseCondition } from '../../engines/esql/parse.ts';
import { and, at, contains, convertQuery, endsWith, equals, not, or, startsWith } from './helpers.ts';

const raw = String.raw;

describe('ES|QL strings', () => {
  it('stand between three quotes where that saves backslashes, otherwise between single ones', () => {
    expect(quoteText('a')).to.equal('"a"');
    expect(quoteText(raw`C:\Temp\ `.trim())).to.equal(raw`"""C:\Temp\"""`);
    expect(quoteText('say "hi"')).to.equal(raw`"say \"hi\""`);
    expect(quoteText(raw`a\"`)).to.equal(raw`"a\\\""`);
    expect(quoteText('a\\b\nc')).to.equal(raw`"a\\b\nc"`);
    expect(quoteText('\t\r')).to.equal(raw`"\t\r"`);
  });

  it('mean the text they were made of', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const tokens = tokenizeEsql(`f == ${quoteText(text)}`);
        expect(tokens.map((token) => token.text)).to.deep.equal(['f', '==', text, '']);
      }),
    );
  });
});

describe('ES|QL column names', () => {
  it('are quoted part by part, and only if they need it', () => {
    expect(quoteField('process.name')).to.equal('process.name');
    expect(quoteField('@timestamp')).to.equal('@timestamp');
    expect(quoteField('_id')).to.equal('_id');
    expect(quoteField('zeek.c-uri')).to.equal('zeek.`c-uri`');
    expect(quoteField('a b')).to.equal('`a b`');
    expect(quoteField('a`b')).to.equal('`a``b`');
    expect(quoteField('4')).to.equal('`4`');
    expect(quoteField('_')).to.equal('`_`');
    expect(quoteField('a..b')).to.equal('`a..b`');
    expect(quoteField('event.In')).to.equal('event.`In`');
    expect(quoteField('not')).to.equal('`not`');
  });

  it('have to have visible characters', () => {
    for (const name of ['', 'a\nb', 'a\u200bb', '\u202e', '\ud800'])
      expect(quoteField(name)).to.equal(undefined);
    const { gaps } = convertQuery(at('', equals('x')));
    expect(gaps.map(({ feature }) => feature)).to.deep.equal(['field-name']);
    const reference: Matcher = { kind: 'fieldRef', relation: 'equals', field: '', cased: false };
    expect(convertQuery(at('f', reference)).gaps.map(({ feature }) => feature)).to.deep.equal(['field-name']);
  });
});

const PIECES = [
  ...['"', '""', '"""', "'", '\\', '\\\\', '`', '|', '\n', '\r\n', '\t', '\0', '\x7f', '//', '/*', '*/'],
  ...[
    '(',
    ')',
    ',',
    ':',
    '==',
    '?',
    '*',
    '" or true or "',
    '\\" or true or \\"',
    '""" | limit 1 """',
    ' and ',
  ],
  ...['é', 'İ', '日本', '😀', '\u2028', '\u202e', '\u00a0', '%', '_', '#', '@', '~', '<1-9>', '[a-z]', 'a'],
];

const hostile = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 4 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((pieces) => pieces.join(''))
  .filter((text) => text !== '' && !/\p{Cs}/u.test(text));

const makers = [equals, startsWith, endsWith, contains];

describe('ES|QL and hostile text', () => {
  it('keeps the shape of a query whatever its values are', () => {
    const plainTexts = ['a', '1', '*', 'a*', 'é', 'é*'];
    fc.assert(
      fc.property(hostile, fc.constantFrom(...makers), fc.boolean(), (text, make, cased) => {
        const build = (value: string): Query =>
          and([at('f', make(value, cased)), not(or([at('g', equals('x')), at('h', make(value, cased))]))]);
        const shape = (value: string): string =>
          shapeOf(
            (convertQuery(build(value)).outputs[0] as string).split(' | where ').slice(1).join(' | where '),
          );
        expect(plainTexts.map(shape)).to.include(shape(text));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the shape of a query whatever its fields are called, or refuses the name', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const quoted = quoteField(name);
        if (quoted === undefined) return;
        expect(parseCondition(`${quoted} is null`)).to.deep.equal({
          kind: 'is-null',
          negated: false,
          operand: { kind: 'column', name },
        });
      }),
      { numRuns: 500 },
    );
  });
});
