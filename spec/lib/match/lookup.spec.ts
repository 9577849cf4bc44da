import { expect } from 'chai';
import { not } from '../../../lib/query/build.ts';
import { at, contains, equals, EXISTS, NULL } from '../../helpers/query.ts';
import { accepts, compile, holds } from './helpers.ts';

describe('fields of an event', () => {
  it('finds the exact key before any path', () => {
    const query = at('id.orig_h', equals('exact'));
    expect(holds(query, { 'id.orig_h': 'exact', id: { orig_h: 'path' } })).to.equal(true);
    expect(holds(query, { 'id.orig_h': 'other', id: { orig_h: 'exact' } })).to.equal(false);
  });

  it('follows dots into objects', () => {
    const query = at('a.b.c', equals('x'));
    expect(holds(query, { a: { b: { c: 'x' } } })).to.equal(true);
    expect(holds(query, { a: { 'b.c': 'x' } })).to.equal(true);
    expect(holds(query, { a: { b: 'x' } })).to.equal(false);
    expect(holds(query, { a: 'x' })).to.equal(false);
  });

  it('collects all elements where a path crosses a list', () => {
    const query = at('process.args', equals('-x'));
    expect(holds(query, { process: [{ args: '-a' }, { args: ['-b', '-x'] }] })).to.equal(true);
    expect(holds(query, { process: [[{ args: '-x' }], 'text', null] })).to.equal(true);
    expect(holds(query, { process: [{ args: '-a' }, {}] })).to.equal(false);
  });

  it('does not take a list for an object', () => {
    expect(holds(at('a.length', EXISTS), { a: [1, 2] })).to.equal(false);
    expect(holds(at('a.0', EXISTS), { a: [1, 2] })).to.equal(false);
    expect(holds(at('a.length', EXISTS), { a: 'text' })).to.equal(false);
  });

  it('reads own properties only', () => {
    for (const field of ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'a.constructor.name']) {
      expect(holds(at(field, EXISTS), { a: {} }), field).to.equal(false);
      expect(holds(at(field, NULL), { a: {} }), field).to.equal(true);
    }
    const inherited = Object.create({ f: 'x' }) as Record<string, unknown>;
    expect(holds(at('f', equals('x')), inherited)).to.equal(false);
  });

  it('finds fields with the names of inherited ones when the event has them', () => {
    const event = JSON.parse('{"__proto__": "x", "constructor": "y"}') as Record<string, unknown>;
    expect(holds(at('__proto__', equals('x')), event)).to.equal(true);
    expect(holds(at('constructor', equals('y')), event)).to.equal(true);
  });

  it('reads events without a prototype', () => {
    const event = Object.assign(Object.create(null) as Record<string, unknown>, { f: 'x' });
    expect(holds(at('f', equals('x')), event)).to.equal(true);
  });

  it('takes absent, undefined and null for the same', () => {
    for (const event of [{}, { f: undefined }, { f: null }, { f: [] }, { f: [null, [undefined]] }]) {
      expect(holds(at('f', NULL), event)).to.equal(true);
      expect(holds(at('f', EXISTS), event)).to.equal(false);
      expect(holds(at('f', equals('')), event)).to.equal(false);
      expect(holds(not(at('f', equals('x'))), event)).to.equal(true);
    }
    expect(holds(at('a.b', equals('x')), { 'a.b': null, a: { b: 'x' } })).to.equal(true);
  });

  it('does not take an empty text for null', () => {
    expect(accepts(NULL, '')).to.equal(false);
    expect(accepts(EXISTS, '')).to.equal(true);
    expect(accepts(equals(''), '')).to.equal(true);
  });

  it('matches a list when any element does, and its negation when none does', () => {
    const query = at('f', equals('x'));
    expect(holds(query, { f: ['a', 'x'] })).to.equal(true);
    expect(holds(not(query), { f: ['a', 'x'] })).to.equal(false);
    expect(holds(not(query), { f: ['a', 'b'] })).to.equal(true);
    expect(holds(query, { f: [['a', ['x']]] })).to.equal(true);
  });

  it('ends on lists and objects that hold themselves', () => {
    const list: unknown[] = ['a'];
    list.push(list, [list], 'x');
    const event: Record<string, unknown> = { list };
    event.self = event;
    expect(holds(at('list', equals('x')), event)).to.equal(true);
    expect(holds(at('self.self.list', equals('x')), event)).to.equal(true);
    expect(holds(at(null, contains('y')), event)).to.equal(false);
    expect(holds(at('self', contains('y')), event)).to.equal(false);
  });

  it('reads events nested beyond any stack', () => {
    let deep: Record<string, unknown> = { f: 'needle' };
    let list: unknown = 'needle';
    for (let i = 0; i < 100_000; i++) {
      deep = { a: deep };
      list = [list];
    }
    expect(holds(at(null, contains('needle')), deep)).to.equal(true);
    expect(holds(at('list', equals('needle')), { list })).to.equal(true);
    expect(holds(at('a', contains('needle')), deep)).to.equal(false);
  });

  it('takes a name with very many dots for an exact key only', () => {
    const name = 'a.'.repeat(100_000);
    expect(compile(at(name, equals('x')))({ [name]: 'x' })).to.equal(true);
    expect(compile(at(name, equals('x')))({ a: { a: 'x' } })).to.equal(false);
  });
});

describe('keywords', () => {
  it('look at every value at any depth, and at no name', () => {
    const query = at(null, contains('needle'));
    expect(holds(query, { a: 'x', b: { c: [{ d: 'a Needle in' }] } })).to.equal(true);
    expect(holds(query, { needle: 'x', b: { needle: [] } })).to.equal(false);
    expect(holds(query, {})).to.equal(false);
  });

  it('see numbers and booleans as text', () => {
    expect(holds(at(null, contains('468')), { a: { b: 4688 } })).to.equal(true);
    expect(holds(at(null, contains('true')), { a: [true] })).to.equal(true);
  });

  it('do not see a text that spans two values', () => {
    expect(holds(at(null, contains('ab')), { x: 'a', y: 'b' })).to.equal(false);
  });
});
