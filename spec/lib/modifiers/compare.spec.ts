import { expect } from 'chai';
import { meaning, resolve, trouble } from '../../helpers/resolve-item.ts';

describe('lt, lte, gt, gte', () => {
  it('compare the field as a number', () => {
    expect(meaning('f|lt', 5)).to.equal('f lt 5');
    expect(meaning('f|lte', -1.5)).to.equal('f lte -1.5');
    expect(meaning('f|gt', 0)).to.equal('f gt 0');
    expect(meaning('f|gte', [1, 2])).to.equal('f gte 1 or f gte 2');
    expect(meaning('f|gt|neq', 5)).to.equal('not f gt 5');
  });

  it('take numbers only, and say how to write one', () => {
    expect(trouble('f|lt', '5')).to.deep.equal(['modifier-value-type at 5']);
    expect(resolve('f|lt', ['5']).diagnostics[0]).to.deep.include({
      message: '`lt` takes a number, not text',
      hints: ['write a number in plain decimal and without quotes'],
    });
    expect(trouble('f|gte', [null, true])).to.have.length(2);
  });

  it('refuse integers that a double would round', () => {
    expect(meaning('f|lt', Number.MAX_SAFE_INTEGER)).to.equal('f lt 9007199254740991');
    expect(trouble('f|lt', 2 ** 53)).to.deep.equal(['modifier-value-invalid at 9007199254740992']);
    expect(trouble('f|gte', -(2 ** 60))).to.have.length(1);
  });

  it('speak of a field', () => {
    expect(trouble('|lt', 5)).to.deep.equal(['modifier-needs-field at lt']);
  });

  it('go with no modifier of text', () => {
    expect(trouble('f|contains|lt', 5)).to.deep.equal(['modifier-conflict at lt']);
    expect(trouble('f|lt|contains', 5)).to.deep.equal(['modifier-conflict at contains']);
    expect(trouble('f|lt|gt', 5)).to.deep.equal(['modifier-conflict at gt']);
  });
});

describe('minute, hour, day, week, month, year', () => {
  it('compare a part of a date', () => {
    expect(meaning('f|hour', 22)).to.equal('f hour eq 22');
    expect(meaning('f|day', [1, 31])).to.equal('f day eq 1 or f day eq 31');
    expect(meaning('f|week', 53)).to.equal('f week eq 53');
    expect(meaning('f|year', 2026)).to.equal('f year eq 2026');
  });

  it('may be followed by an ordering or neq', () => {
    expect(meaning('f|hour|gte', 22)).to.equal('f hour gte 22');
    expect(meaning('f|minute|lt', 30)).to.equal('f minute lt 30');
    expect(meaning('f|month|neq', [6, 7])).to.equal('not (f month eq 6 or f month eq 7)');
    expect(trouble('f|gte|hour', 22)).to.deep.equal(['modifier-order at hour']);
  });

  it('are whole numbers in the range of the part', () => {
    for (const [key, value] of [
      ['f|hour', 24],
      ['f|minute', -1],
      ['f|day', 0],
      ['f|month', 13],
      ['f|week', 54],
      ['f|hour', 1.5],
    ] as const) {
      expect(trouble(key, value)).to.deep.equal([`modifier-value-invalid at ${value}`]);
    }
    expect(trouble('f|hour', '22')).to.deep.equal(['modifier-value-type at 22']);
    expect(trouble('|hour', 22)).to.deep.equal(['modifier-needs-field at hour']);
  });
});
