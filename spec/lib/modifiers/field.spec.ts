import { expect } from 'chai';
import { meaning, trouble } from '../../helpers/resolve-item.ts';

describe('exists', () => {
  it('asks whether the field is there', () => {
    expect(meaning('f|exists', true)).to.equal('f exists');
    expect(meaning('f|exists', false)).to.equal('not f exists');
    expect(meaning('f|exists|neq', true)).to.equal('not f exists');
  });

  it('takes one boolean', () => {
    expect(trouble('f|exists', 'true')).to.deep.equal(['modifier-value-type at true']);
    expect(trouble('f|exists', 1)).to.deep.equal(['modifier-value-type at 1']);
    expect(trouble('f|exists', [true, false])).to.deep.equal(['modifier-single-value at true, false']);
    expect(trouble('f|exists', [])).to.deep.equal(['modifier-value-type at f']);
  });

  it('stands alone and needs a field', () => {
    expect(trouble('|exists', true)).to.deep.equal(['modifier-needs-field at exists']);
    expect(trouble('f|exists|contains', true)).to.deep.equal(['modifier-conflict at contains']);
    expect(trouble('f|cased|exists', true)).to.deep.equal(['modifier-conflict at exists']);
  });
});

describe('fieldref', () => {
  it('compares with another field', () => {
    expect(meaning('f|fieldref', 'g')).to.equal('f equals field g');
    expect(meaning('f|fieldref', ['g', 'h i'])).to.equal('f equals field g or f equals field h i');
    expect(meaning('f|fieldref|neq', 'g')).to.equal('not f equals field g');
    expect(meaning('f|neq|fieldref', 'g')).to.equal('not f equals field g');
  });

  it('may look for it at a place, and by case', () => {
    expect(meaning('f|fieldref|startswith', 'g')).to.equal('f startsWith field g');
    expect(meaning('f|fieldref|endswith', 'g')).to.equal('f endsWith field g');
    expect(meaning('f|fieldref|contains', 'g')).to.equal('f contains field g');
    expect(meaning('f|fieldref|cased', 'g')).to.equal('f equals field g cased');
    expect(meaning('f|cased|fieldref|contains', 'g')).to.equal('f contains field g cased');
  });

  it('comes before what says where, and needs a field on either side', () => {
    expect(trouble('f|startswith|fieldref', 'g')).to.deep.equal(['modifier-order at fieldref']);
    expect(trouble('|fieldref', 'g')).to.deep.equal(['modifier-needs-field at fieldref']);
    expect(trouble('f|fieldref', '')).to.deep.equal(['modifier-value-invalid at ']);
    expect(trouble('f|fieldref', 'g*')).to.deep.equal(['modifier-value-invalid at g*']);
    expect(trouble('f|fieldref', 5)).to.deep.equal(['modifier-value-type at 5']);
  });
});
