import { expect } from 'chai';
import { fidelityOf, type ApproximationPolicy, type Gap } from '../../../lib/backend/backend.ts';
import type { LeafTable, TextDialect, Unsupported } from '../../../lib/backend/dialect.ts';
import { printQuery } from '../../../lib/backend/print.ts';
import { and, FALSE, not, or, TRUE } from '../../../lib/query/build.ts';
import type { Leaf, Query } from '../../../lib/query/query.ts';
import { foldLists } from '../../../lib/query/rewrite/fold-lists.ts';
import { at, contains, endsWith, equals, EXISTS } from '../../helpers/query.ts';

const lacking: Unsupported = { unsupported: 'the toy lacks it', feature: 'value' };
const name = (leaf: Leaf): string => String(leaf.field);

/** `f=v`, with a wider form for `contains`, a narrower one for `endsWith`, both for `startsWith`, none for `cidr`. */
const leaf: LeafTable = {
  equals: (l) => `${name(l)}=${l.matcher.value}`,
  contains: (l) => ({ ...lacking, feature: 'wildcard', wider: `${name(l)}~` }),
  endsWith: (l) => ({ ...lacking, narrower: `${name(l)}=${l.matcher.value}` }),
  startsWith: (l) => ({ ...lacking, wider: `${name(l)}~`, narrower: { text: 'x | y', level: 'or' } }),
  ...{
    wildcard: lacking,
    number: lacking,
    boolean: lacking,
    regex: lacking,
    cidr: lacking,
    compare: lacking,
  },
  ...{ exists: lacking, null: lacking, fieldRef: lacking, timePart: lacking },
};

const toy: TextDialect = {
  tokens: { and: ' & ', or: ' | ', not: (text) => `!${text}`, open: '(', close: ')' },
  constant: { true: '1', false: '0' },
  leaf,
  keyword: { ...lacking, feature: 'keyword' },
};

const a = at('a', equals('1'));
const b = at('b', equals('2'));
const c = at('c', equals('3'));

function print(query: Query, dialect = toy, policy: ApproximationPolicy = 'superset'): string {
  return printQuery(query, dialect, policy).text;
}

function outcomes(query: Query, policy: ApproximationPolicy): readonly Gap['outcome'][] {
  return printQuery(query, toy, policy).gaps.map(({ outcome }) => outcome);
}

describe('printing a query', () => {
  it('puts mixed groups in brackets, and no others', () => {
    expect(print(and([a, or([b, c])]))).to.equal('a=1 & (b=2 | c=3)');
    expect(print(or([and([a, b]), c]))).to.equal('(a=1 & b=2) | c=3');
    expect(print(not(and([a, b])))).to.equal('!(a=1 & b=2)');
    expect(print(and([not(a), b]))).to.equal('!a=1 & b=2');
  });

  it('leaves operands of one kind side by side', () => {
    const list = foldLists(or([a, at('a', equals('9')), b]));
    expect(print(list)).to.equal('a=1 | a=9 | b=2');
  });

  it('puts brackets into chains that would be longer than the target takes', () => {
    const chain = or(Array.from({ length: 5 }, (_, i) => at(`f${i}`, equals('x'))));
    expect(print(chain, { ...toy, longestChain: 2 })).to.equal('((f0=x | f1=x) | (f2=x | f3=x)) | f4=x');
    const nested = or([foldLists(or([a, at('a', equals('9'))])), b]);
    expect(print(nested, { ...toy, longestChain: 2 })).to.equal('(a=1 | a=9) | b=2');
  });

  it('has words for always and never', () => {
    expect(print(TRUE)).to.equal('1');
    expect(print(FALSE)).to.equal('0');
  });

  it('uses the dialect’s list form, and prints what the list hands back', () => {
    const list = foldLists(or([a, at('a', equals('5')), at('a', contains('z'))]));
    const folding: TextDialect = {
      ...toy,
      list: ({ leaves }) => ['a in (1, 5)', ...leaves.filter(({ matcher }) => matcher.kind !== 'equals')],
    };
    expect(print(list, folding)).to.equal('a in (1, 5) | a~');
  });

  it('lets a dialect say what a negated leaf or list is', () => {
    const careful: TextDialect = {
      ...toy,
      negatedLeaf: (query, text) => `${String(query.field)}? !${typeof text === 'string' ? text : text.text}`,
    };
    expect(print(not(a), careful)).to.equal('a? !a=1');
    expect(print(not(and([a, b])), careful)).to.equal('!(a=1 & b=2)');
  });
});

describe('gaps of a dialect', () => {
  const wider = at('w', contains('x'));
  const narrower = at('n', endsWith('x'));

  it('are filled by a wider form where the leaf adds events, by a narrower one where it takes them away', () => {
    expect(print(wider)).to.equal('w~');
    expect(outcomes(wider, 'superset')).to.deep.equal(['superset']);
    expect(print(not(narrower))).to.equal('!n=x');
    expect(outcomes(not(narrower), 'superset')).to.deep.equal(['superset']);
    expect(outcomes(not(not(wider)), 'superset')).to.deep.equal(['superset']);
  });

  it('are refused where only the other form is there, unless any approximation is welcome', () => {
    expect(outcomes(not(wider), 'superset')).to.deep.equal(['refused']);
    expect(outcomes(not(wider), 'any')).to.deep.equal(['subset']);
    expect(outcomes(narrower, 'superset')).to.deep.equal(['refused']);
    expect(outcomes(narrower, 'any')).to.deep.equal(['subset']);
  });

  it('are refused when nothing inexact is welcome', () => {
    expect(outcomes(wider, 'never')).to.deep.equal(['refused']);
    expect(outcomes(not(narrower), 'never')).to.deep.equal(['refused']);
  });

  it('are reported together, each at its leaf', () => {
    const query = and([at('a', EXISTS), at(null, contains('word')), a]);
    const { gaps } = printQuery(query, toy, 'superset');
    expect(gaps.map(({ feature, outcome }) => [feature, outcome])).to.deep.equal([
      ['value', 'refused'],
      ['keyword', 'refused'],
    ]);
  });

  it('make the fidelity of the whole', () => {
    const of = (...results: readonly Gap['outcome'][]): string =>
      fidelityOf(
        results.map((outcome) => ({
          feature: 'value',
          reason: '',
          span: { start: 0, end: 0 },
          hints: [],
          outcome,
        })),
      );
    expect(of()).to.equal('exact');
    expect(of('superset', 'superset')).to.equal('superset');
    expect(of('subset')).to.equal('subset');
    expect(of('superset', 'subset')).to.equal('approximate');
    expect(of('superset', 'refused')).to.equal('unsupported');
  });
});
