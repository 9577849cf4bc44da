/** No text of a rule leaves its term: hostile values and plain ones give queries of one shape. */
import { expect } from 'chai';
import fc from 'fast-check';
import { createLucene, type FieldType } from '../../../backends/lucene/index.ts';
import { quoteField, quoteRegex, quoteValue } from '../../../backends/elastic/query-string/quoting.ts';
import type { Query } from '../../../lib/query/query.ts';
import { shapeOf } from '../../engines/lucene/lexer.ts';
import { parseLuceneQuery } from '../../engines/lucene/parse.ts';
import {
  and,
  anyOf,
  at,
  contains,
  convertQuery,
  endsWith,
  equals,
  EXISTS,
  not,
  or,
  startsWith,
} from './helpers.ts';

const raw = String.raw;

describe('names in query strings', () => {
  it('have escapes', () => {
    expect(quoteField('process.name')).to.equal('process.name');
    expect(quoteField('@timestamp')).to.equal('@timestamp');
    expect(quoteField('c-uri')).to.equal('c-uri');
    expect(quoteField('-x+')).to.equal(raw`\-x+`);
    expect(quoteField('my "field":')).to.equal(raw`my\ \"field\"\:`);
    expect(quoteField('AND')).to.equal(raw`\AND`);
    expect(quoteField('größe')).to.equal('größe');
  });

  it('are no patterns of names, and no words of the syntax', () => {
    for (const name of ['', 'a*', '_exists_', 'a\nb', 'a\u200bb', '\ud800']) {
      expect(quoteField(name)).to.equal(undefined);
      expect(convertQuery(at(name, EXISTS)).gaps.map(({ feature }) => feature)).to.deep.equal(['field-name']);
      const list = anyOf(name, [equals('a'), equals('b')]);
      expect(convertQuery(list).gaps.map(({ feature }) => feature)).to.deep.equal(['field-name']);
    }
  });

  it('are given types that exist', () => {
    expect(() => createLucene({ fields: { f: 'integer' as FieldType } })).to.throw(RangeError);
  });
});

const PIECES = [
  ...[
    '"',
    '\\',
    '\\\\',
    '/',
    '//',
    '\\/',
    '*',
    '?',
    ' ',
    '\t',
    '\n',
    '\u3000',
    '(',
    ')',
    ':',
    '*:*',
    '[',
    ']',
  ],
  ...[
    '{1 TO 2}',
    '[* TO 3]',
    'AND',
    ' OR ',
    'NOT',
    '&&',
    '||',
    '!',
    '+',
    '-',
    '^2',
    '~',
    '<',
    '>5',
    '>=',
    '=',
  ],
  ...[
    '/a/',
    '" OR *:* OR "',
    ') OR (*:*',
    '_exists_:f',
    '\\u0041',
    '#',
    '@',
    '&',
    'é',
    'İ',
    '日本',
    '😀',
    'a',
    '\0',
  ],
];

const hostile = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 4 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((pieces) => pieces.join(''))
  .filter((text) => text !== '' && !/\p{Cs}/u.test(text));

const makers = [equals, startsWith, endsWith, contains];

describe('query strings and hostile text', () => {
  it('keep their shape whatever the values are', () => {
    fc.assert(
      fc.property(
        hostile,
        fc.constantFrom(...makers),
        fc.boolean(),
        fc.boolean(),
        (text, make, cased, lowercased) => {
          const build = (value: string): Query =>
            and([
              at('f', make(value, cased)),
              not(or([at('g', equals('x')), at('h', make(value, cased))])),
              anyOf('i', [make(value, cased), make(value, !cased)]),
            ]);
          const shape = (value: string): string =>
            shapeOf(convertQuery(build(value), { lowercased }).outputs[0] as string);
          expect(['a', '1'].map(shape)).to.include(shape(text));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('mean the value they were made of', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(parseLuceneQuery(`f:${quoteValue(text)}`)).to.deep.equal({ kind: 'value', field: 'f', text });
      }),
      { numRuns: 500 },
    );
  });

  it('mean the field they were made of, or refuse the name', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const quoted = quoteField(name);
        if (quoted === undefined) return;
        expect(parseLuceneQuery(`${quoted}:1`)).to.deep.equal({ kind: 'value', field: name, text: '1' });
        expect(parseLuceneQuery(`_exists_:${quoted}`)).to.deep.equal({ kind: 'exists', field: name });
      }),
      { numRuns: 500 },
    );
  });

  it('end an expression where it ends, whatever follows', () => {
    for (const source of [raw`a\\`, raw`\\`, raw`a\/`, raw`a/`, raw`a\\\\`, 'a']) {
      const parsed = parseLuceneQuery(`f:${quoteRegex(source)} AND g:/b/`);
      expect(parsed.kind === 'clauses' && parsed.clauses.map(({ node }) => node.kind)).to.deep.equal([
        'regexp',
        'regexp',
      ]);
    }
  });
});
