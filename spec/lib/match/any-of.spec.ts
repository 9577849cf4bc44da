import { expect } from 'chai';
import { or } from '../../../lib/query/build.ts';
import type { Matcher } from '../../../lib/query/query.ts';
import { at, boolean, contains, equals, EXISTS, NULL, number, wildcard } from '../../helpers/query.ts';
import { foldLists } from '../../../lib/query/rewrite/fold-lists.ts';
import { holds } from './helpers.ts';

function anyOf(matchers: readonly Matcher[], value: unknown): boolean {
  return holds(foldLists(or(matchers.map((matcher) => at('f', matcher)))), { f: value });
}

describe('many values of one field', () => {
  it('match when one does', () => {
    const matchers = [equals('A'), equals('b'), contains('needle'), wildcard('x*z')];
    for (const value of ['a', 'B', 'a Needle', 'xyz', ['q', 'b']]) {
      expect(anyOf(matchers, value), String(value)).to.equal(true);
    }
    for (const value of ['c', 'ab', '', null, ['q', 'r']]) {
      expect(anyOf(matchers, value), String(value)).to.equal(false);
    }
  });

  it('keep case-sensitive values apart from the others', () => {
    const matchers = [equals('Abc', true), equals('Xyz')];
    expect(anyOf(matchers, 'abc')).to.equal(false);
    expect(anyOf(matchers, 'Abc')).to.equal(true);
    expect(anyOf(matchers, 'xyz')).to.equal(true);
  });

  it('take numbers and booleans in either form', () => {
    const matchers = [number('4688'), number('1.50'), number('9007199254740993'), boolean(true)];
    for (const value of [4688, '4688', 1.5, '1.5', '1.50', '9007199254740993', true, 'TRUE']) {
      expect(anyOf(matchers, value), String(value)).to.equal(true);
    }
    for (const value of ['4688.0', 4689, '9007199254740992', false, 1]) {
      expect(anyOf(matchers, value), String(value)).to.equal(false);
    }
  });

  it('may hold questions to the field as a whole', () => {
    expect(anyOf([NULL, equals('')], null)).to.equal(true);
    expect(anyOf([NULL, equals('')], '')).to.equal(true);
    expect(anyOf([NULL, equals('')], '-')).to.equal(false);
    expect(anyOf([EXISTS, equals('x')], '-')).to.equal(true);
    const same: Matcher = { kind: 'fieldRef', relation: 'equals', field: 'g', cased: false };
    expect(holds(foldLists(or([at('f', same), at('f', equals('x'))])), { f: 'a', g: 'A' })).to.equal(true);
  });

  it('may be keywords', () => {
    const query = foldLists(or([at(null, contains('one')), at(null, contains('two'))]));
    expect(holds(query, { a: { b: 'Two' } })).to.equal(true);
    expect(holds(query, { a: { b: 'three' } })).to.equal(false);
  });
});
