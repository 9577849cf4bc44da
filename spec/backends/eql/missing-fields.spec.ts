import { expect } from 'chai';
import { createEql } from '../../../backends/eql/index.ts';
import { and, anyOf, at, condition, contains, equals, EXISTS, not, NULL, or, startsWith } from './helpers.ts';

const f = (value: string) => at('f', equals(value));
const g = (value: string) => at('g', equals(value));

describe('EQL and fields that an event or every index lacks', () => {
  it('writes every field as optional', () => {
    expect(condition(and([f('a'), at('g.h', contains('b')), at('c-d', EXISTS)]))).to.equal(
      '?f : "a" and ?g.h : "*b*" and ?`c-d` != null',
    );
  });

  it('lets a negation select the events without the field', () => {
    expect(condition(not(f('a')))).to.equal('?f == null or not ?f : "a"');
    expect(condition(not(anyOf('f', [equals('a'), contains('b')])))).to.equal(
      '?f == null or not ?f like~ ("a", "*b*")',
    );
  });

  it('brings a negation to the leaves', () => {
    expect(condition(and([at('h', EXISTS), not(and([f('a'), g('b')]))]))).to.equal(
      '?h != null and (?f == null or not ?f : "a" or ?g == null or not ?g : "b")',
    );
    expect(condition(not(or([f('a'), g('b')])))).to.equal(
      '(?f == null or not ?f : "a") and (?g == null or not ?g : "b")',
    );
  });

  it('says once what an alternative says of a field', () => {
    expect(condition(not(and([f('a'), at('f', startsWith('b'))])))).to.equal(
      '?f == null or not ?f : "a" or not ?f : "b*"',
    );
  });

  it('says nothing of a field that the same event has for another reason', () => {
    expect(condition(and([at('f', startsWith('a')), not(f('ab'))]))).to.equal('?f : "a*" and not ?f : "ab"');
    expect(condition(and([at('f', startsWith('a')), not(and([f('ab'), g('b')]))]))).to.equal(
      '?f : "a*" and (not ?f : "ab" or ?g == null or not ?g : "b")',
    );
    expect(condition(and([at('f', EXISTS), or([g('x'), not(f('a'))])]))).to.equal(
      '?f != null and (?g : "x" or not ?f : "a")',
    );
  });

  it('takes no such reason from a leaf that a missing field satisfies', () => {
    expect(condition(and([at('f', NULL), not(f('a'))]))).to.equal(
      '?f == null and (?f == null or not ?f : "a")',
    );
    const nullOrB = anyOf('f', [NULL, equals('b')]);
    expect(condition(and([nullOrB, not(f('a'))]))).to.equal(
      '(?f : "b" or ?f == null) and (?f == null or not ?f : "a")',
    );
  });

  it('takes no such reason from beside an or', () => {
    expect(condition(or([f('a'), not(f('b'))]))).to.equal('?f : "a" or ?f == null or not ?f : "b"');
  });

  it('lets a negated list with null in it exclude the events without the field', () => {
    expect(condition(not(anyOf('f', [NULL, equals('a')])))).to.equal('not (?f : "a" or ?f == null)');
  });

  it('keeps negations as they are when told that every field is mapped', () => {
    const query = and([f('a'), not(and([g('b'), at('h', contains('c'))]))]);
    expect(condition(query, { optional: false })).to.equal('f : "a" and not (g : "b" and h : "*c*")');
  });

  it('states what it relies on', () => {
    expect(createEql().assumptions.join(' ')).to.match(/7\.16/);
    expect(createEql({ optional: false }).assumptions.join(' ')).to.match(/mapped in at least one/);
  });
});
