/** No text of a rule leaves its quotes: hostile values and plain ones give queries of one shape. */
import { expect } from 'chai';
import fc from 'fast-check';
import { shapeOf, tokenizeSpl } from '../../engines/spl-tokenizer.ts';
import {
  and,
  anyOf,
  contains,
  endsWith,
  equals,
  exists,
  not,
  or,
  print,
  reference,
  spl,
  startsWith,
} from './query.ts';
import type { Query } from '../../../lib/query/query.ts';

const HAZARDS = [
  '"',
  "'",
  '\\',
  '|',
  '\n',
  '\r',
  '\t',
  '\0',
  '\x7f',
  '`',
  '```',
  '$',
  '[',
  ']',
  '(',
  ')',
  ',',
  '=',
];
const WORDS = [
  '*',
  '?',
  ' ',
  ' OR ',
  'NOT ',
  '| delete',
  '" | delete "',
  'é',
  '中',
  '\u{1f600}',
  '\u2028',
  'a',
  '1',
];

const hostile = fc
  .array(fc.oneof(fc.constantFrom(...HAZARDS, ...WORDS), fc.string({ unit: 'binary', maxLength: 4 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((pieces) => pieces.join(''))
  .filter((value) => value !== '');

/** What the search command leaves to `where`, as a plain text of the same kind. */
// eslint-disable-next-line no-control-regex
const UNSAYABLE = /[*\x00-\x1f\x7f]|```|(?![A-Za-z])\p{Changes_When_Casemapped}/gu;

function plainOf(value: string): string {
  if (value.replace(UNSAYABLE, '') === '') return '*';
  return value.replace(UNSAYABLE, '').length === value.length ? 'plain' : 'plain*text';
}

/** Every place in a query where a text of a rule stands. */
const PLACES: Readonly<Record<string, (value: string) => Query>> = {
  'a whole value': (value) => equals('f', value),
  'the start of a value': (value) => startsWith('f', value),
  'the end of a value': (value) => endsWith('f', value),
  'a part of a value': (value) => contains('f', value),
  'a keyword': (value) => contains(null, value),
  'a list': (value) => anyOf(contains('f', value), contains('f', value), contains('f', 'x')),
  'a negated group': (value) => not(or([contains('f', value), equals('g', 'x')])),
  'a value whose case counts': (value) => contains('f', `x${value}`, true),
  'a group of two fields': (value) =>
    and([exists('g'), or([contains('f', value), contains('h', `*${value}`)])]),
};

describe('a value of a rule', () => {
  for (const [place, queryOf] of Object.entries(PLACES)) {
    it(`never leaves its quotes as ${place}`, () => {
      fc.assert(
        fc.property(hostile, (value) => {
          expect(shapeOf(spl(queryOf(value)))).to.equal(shapeOf(spl(queryOf(plainOf(value)))));
        }),
        { numRuns: 300 },
      );
    });
  }

  it('comes back out of the quotes as it was', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        fc.pre(plainOf(value) === 'plain');
        const [command] = tokenizeSpl(spl(contains('f', value)));
        expect(command!.tokens.map(({ text }) => text)).to.deep.equal(['f', '=', `*${value}*`]);
      }),
      { numRuns: 300 },
    );
  });

  it('never breaks the line, and never begins a comment', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...Object.values(PLACES)), (value, queryOf) => {
        // eslint-disable-next-line no-control-regex
        expect(spl(queryOf(value))).not.to.match(/[\x00-\x1f\x7f]|```/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a field name of a rule', () => {
  it('never leaves its quotes, or is refused', () => {
    const shapes = (name: string): string[] =>
      [exists(name), not(equals(name, 'a*b')), reference(name, 'equals', 'x'), contains(name, 'A', true)]
        .flatMap((query) => print(query).outputs)
        .map((query) => shapeOf(query).replace(/\b(search|regex) (?!\*|NOT )\S+/g, '$1 ""'));
    const allowed = new Set([...shapes('f'), ...shapes('a b'), ...shapes('a*b'), ...shapes('earliest')]);
    fc.assert(
      fc.property(hostile, (name) => {
        for (const shape of shapes(name)) expect(allowed).to.include(shape);
      }),
      { numRuns: 500 },
    );
  });
});
