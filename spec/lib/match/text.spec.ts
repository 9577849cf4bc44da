import { expect } from 'chai';
import { boolean, contains, endsWith, equals, startsWith } from '../../helpers/query.ts';
import { accepts } from './helpers.ts';

describe('text matchers', () => {
  it('compare whole values without case', () => {
    expect(accepts(equals('C:\\Cmd.exe'), 'c:\\CMD.EXE')).to.equal(true);
    expect(accepts(equals('cmd.exe'), 'C:\\cmd.exe')).to.equal(false);
    expect(accepts(equals('cmd'), 'cmd ')).to.equal(false);
  });

  it('keep the case where the rule says so', () => {
    expect(accepts(equals('Cmd', true), 'Cmd')).to.equal(true);
    expect(accepts(equals('Cmd', true), 'cmd')).to.equal(false);
    expect(accepts(startsWith('Cm', true), 'cmd')).to.equal(false);
    expect(accepts(endsWith('Md', true), 'cmd')).to.equal(false);
    expect(accepts(contains('Md', true), 'xMdx')).to.equal(true);
    expect(accepts(contains('Md', true), 'xmdx')).to.equal(false);
  });

  it('look at the place they are named after', () => {
    expect(accepts(startsWith('ab'), 'ABc')).to.equal(true);
    expect(accepts(startsWith('bc'), 'ABc')).to.equal(false);
    expect(accepts(endsWith('bc'), 'aBC')).to.equal(true);
    expect(accepts(endsWith('ab'), 'aBC')).to.equal(false);
    expect(accepts(contains('b'), 'aBC')).to.equal(true);
  });

  it('fold letters beyond ASCII that have one other case, and no others', () => {
    expect(accepts(equals('ÄÖÜÉ'), 'äöüé')).to.equal(true);
    expect(accepts(contains('пРивет'), 'ПРИВЕТ')).to.equal(true);
    expect(accepts(equals('ß'), 'ss')).to.equal(false);
    expect(accepts(equals('k'), '\u212a')).to.equal(false);
    expect(accepts(equals('i'), 'İ')).to.equal(false);
  });

  it('take every character of a value for itself', () => {
    for (const text of ['*', '?', '\\', '"', "'", '\n', '\u0000', '$&', '😀', '.*', '[a]', '%']) {
      expect(accepts(equals(text), text), text).to.equal(true);
      expect(accepts(contains(text), `x${text}x`), text).to.equal(true);
      expect(accepts(contains(text), 'xax'), text).to.equal(false);
    }
  });

  it('see numbers in decimal, booleans as words, dates in ISO 8601 and objects as JSON', () => {
    expect(accepts(equals('4688'), 4688)).to.equal(true);
    expect(accepts(startsWith('46'), 4688)).to.equal(true);
    expect(accepts(equals('1.5'), 1.5)).to.equal(true);
    expect(accepts(equals('1000000000000000000000'), 1e21)).to.equal(true);
    expect(accepts(equals('18446744073709551615'), 18446744073709551615n)).to.equal(true);
    expect(accepts(equals('TRUE'), true)).to.equal(true);
    expect(accepts(startsWith('2024-05-06t'), new Date(Date.UTC(2024, 4, 6)))).to.equal(true);
    expect(accepts(contains('"status":"suspended"'), { Status: 'Suspended' })).to.equal(true);
  });

  it('see nothing in values that have no text', () => {
    for (const value of [undefined, null, () => 'x', Symbol('x'), new Date(NaN)]) {
      expect(accepts(contains('x'), value)).to.equal(false);
      expect(accepts({ kind: 'exists' }, value)).to.equal(false);
    }
    expect(accepts({ kind: 'exists' }, { big: 1n })).to.equal(true);
  });
});

describe('boolean matchers', () => {
  it('take the boolean and its word in any case', () => {
    for (const value of [true, 'true', 'True', 'TRUE', ['x', 'true']]) {
      expect(accepts(boolean(true), value)).to.equal(true);
      expect(accepts(boolean(false), value)).to.equal(false);
    }
    expect(accepts(boolean(false), 'False')).to.equal(true);
  });

  it('take nothing else for a boolean', () => {
    for (const value of [1, '1', 'yes', '', null]) expect(accepts(boolean(true), value)).to.equal(false);
    for (const value of [0, '0', 'no', '', null]) expect(accepts(boolean(false), value)).to.equal(false);
  });
});
