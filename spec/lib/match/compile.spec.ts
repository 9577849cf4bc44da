import { expect } from 'chai';
import { and, FALSE, not, or, TRUE } from '../../../lib/query/build.ts';
import { at, contains, endsWith, equals, NULL, number } from '../../helpers/query.ts';
import { compile, holds } from './helpers.ts';

describe('a compiled query', () => {
  it('joins leaves with and, or and a two-valued not', () => {
    const query = and([
      or([at('Image', endsWith('\\cmd.exe')), at('Image', endsWith('\\powershell.exe'))]),
      at('EventID', number('1')),
      not(or([at('User', contains('admin')), at('User', NULL)])),
    ]);
    const event = { Image: 'C:\\CMD.EXE', EventID: '1', User: 'guest' };
    expect(holds(query, event)).to.equal(true);
    expect(holds(query, { ...event, User: 'Administrator' })).to.equal(false);
    expect(holds(query, { ...event, User: null })).to.equal(false);
    expect(holds(query, { ...event, EventID: 2 })).to.equal(false);
    expect(holds(not(at('Other', equals('x'))), event)).to.equal(true);
  });

  it('may be true or false for every event', () => {
    expect(holds(TRUE, {})).to.equal(true);
    expect(holds(FALSE, {})).to.equal(false);
  });

  it('does not change the event, not even a frozen one', () => {
    const event = Object.freeze({ f: Object.freeze(['a', Object.freeze({ b: 'B' })]) });
    const before = JSON.stringify(event);
    const query = or([at('f', equals('B')), at('f.b', equals('b')), at(null, contains('x'))]);
    expect(holds(query, event)).to.equal(true);
    expect(JSON.stringify(event)).to.equal(before);
  });

  it('keeps nothing of one event for the next', () => {
    const matches = compile(and([at('f', contains('a')), at('f', contains('b'))]));
    expect([{ f: 'ab' }, { f: 'a' }, {}, { f: 'ba' }].map(matches)).to.deep.equal([true, false, false, true]);
  });

  it('runs where code cannot be made from text', () => {
    const original = globalThis.Function;
    try {
      globalThis.Function = (() => {
        throw new Error('no code from text');
      }) as unknown as FunctionConstructor;
      expect(holds(at('f', equals('x')), { f: 'x' })).to.equal(true);
    } finally {
      globalThis.Function = original;
    }
  });
});
