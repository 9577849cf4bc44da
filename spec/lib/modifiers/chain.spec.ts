import { expect } from 'chai';
import { findModifier, modifierNames, modifiers } from '../../../lib/modifiers/index.ts';
import { marked } from '../../helpers/embedded.ts';
import { meaning, resolve, trouble } from '../../helpers/resolve-item.ts';

describe('all', () => {
  it('asks for every value', () => {
    expect(meaning('f|contains|all', ['a', 'b'])).to.equal('f contains "a" and f contains "b"');
    expect(meaning('f|all|contains', ['a', 'b'])).to.equal('f contains "a" and f contains "b"');
    expect(meaning('|all', ['a', 'b'])).to.equal('(any) contains "a" and (any) contains "b"');
  });

  it('is only odd on a single value', () => {
    const { diagnostics, query } = resolve('f|contains|all', ['a']);
    expect(query.kind).to.equal('leaf');
    expect(diagnostics.map(({ code, severity }) => [code, severity])).to.deep.equal([
      ['modifier-single-value', 'warning'],
    ]);
    expect(diagnostics.map(marked)).to.deep.equal(['all']);
  });
});

describe('neq', () => {
  it('negates the item, not each value', () => {
    expect(meaning('f|neq', 'a')).to.equal('not f = "a"');
    expect(meaning('f|neq', 5)).to.equal('not f = 5');
    expect(meaning('f|neq', ['a', 'b'])).to.equal('not (f = "a" or f = "b")');
    expect(meaning('f|contains|all|neq', ['a', 'b'])).to.equal('not (f contains "a" and f contains "b")');
    expect(meaning('f|neq', null)).to.equal('not f null');
    expect(meaning('|neq', 'a')).to.equal('not (any) contains "a"');
  });

  it('may stand anywhere', () => {
    expect(meaning('f|neq|contains', 'a')).to.equal('not f contains "a"');
    expect(meaning('f|contains|neq', 'a')).to.equal('not f contains "a"');
  });
});

describe('buildChain', () => {
  it('suggests what an unknown modifier may be', () => {
    const hints = (key: string): readonly string[] | undefined => resolve(key, ['a']).diagnostics[0]?.hints;
    expect(trouble('f|contain', 'a')).to.deep.equal(['modifier-unknown at contain']);
    expect(hints('f|contain')).to.deep.equal(['did you mean `contains`?']);
    expect(hints('f|startwith')).to.deep.equal(['did you mean `startswith`?']);
    expect(hints('f| contains')).to.deep.equal(['did you mean `contains`?']);
    expect(hints('f|Contains')).to.deep.equal(['did you mean `contains`?']);
    expect(hints('f|not')).to.deep.equal(['negate the search in the condition, or use the modifier `neq`']);
    expect(hints('f|xyzzy')).to.deep.equal([]);
    expect(trouble('f|__proto__', 'a')).to.deep.equal(['modifier-unknown at __proto__']);
  });

  it('reports a modifier written twice, with the first place', () => {
    expect(trouble('f|contains|contains', 'a')).to.deep.equal(['modifier-repeated at contains']);
    const [diagnostic] = resolve('f|all|contains|all', ['a', 'b']).diagnostics;
    expect(diagnostic?.span).to.deep.equal({ start: 15, end: 18 });
    expect(diagnostic?.related.map(({ span }) => span)).to.deep.equal([{ start: 2, end: 5 }]);
  });

  it('says what has to be the other way round', () => {
    expect(resolve('f|contains|re', ['a']).diagnostics[0]).to.deep.include({
      message: '`re` has to come before `contains`',
      hints: ['write `re|contains`'],
    });
  });

  it('says what cannot go together, and what to do instead', () => {
    expect(trouble('f|startswith|endswith', 'a')).to.deep.equal(['modifier-conflict at endswith']);
    expect(trouble('f|contains|startswith', 'a')).to.deep.equal(['modifier-conflict at startswith']);
    expect(resolve('f|re|cased', ['a']).diagnostics[0]).to.deep.include({
      message: '`cased` and `re` cannot be combined',
      hints: ['regular expressions are case-sensitive unless `i` follows `re`'],
    });
  });

  it('checks modifiers before values', () => {
    expect(trouble('f|re|cidr', ['(', 5, null])).to.deep.equal(['modifier-conflict at cidr']);
  });
});

describe('the table of modifiers', () => {
  it('has every modifier of the specification, 2.1', () => {
    const names = [...modifierNames()];
    expect(names).to.include.members([
      ...[
        'all',
        'startswith',
        'endswith',
        'contains',
        'exists',
        'cased',
        'neq',
        'windash',
        're',
        'i',
        'm',
        's',
      ],
      ...['base64', 'base64offset', 'utf16le', 'utf16be', 'utf16', 'wide', 'lt', 'lte', 'gt', 'gte'],
      ...['minute', 'hour', 'day', 'week', 'month', 'year', 'cidr', 'expand', 'fieldref'],
    ]);
    expect(new Set(names).size).to.equal(names.length);
    for (const name of names) expect(findModifier(name)).to.not.equal(undefined);
  });

  it('describes each in a sentence and says what it accepts', () => {
    for (const { summary, accepts } of modifiers) {
      expect(summary).to.match(/\.$/);
      expect(accepts).to.not.deep.equal([]);
    }
  });

  it('holds each modifier to what it says it accepts', () => {
    const samples = { text: '10', number: 10, boolean: true, null: null } as const;
    for (const modifier of modifiers) {
      if (modifier.kind !== 'value') continue;
      const prefix = modifier.steps.plain === undefined ? 're|' : '';
      for (const type of ['text', 'number', 'boolean', 'null'] as const) {
        const codes = resolve(`f|${prefix}${modifier.name}`, [samples[type]]).diagnostics.map(
          ({ code }) => code,
        );
        const label = `${modifier.name} ${type}`;
        if (modifier.accepts.includes(type)) expect(codes, label).to.not.include('modifier-value-type');
        else expect(codes, label).to.deep.equal(['modifier-value-type']);
      }
    }
  });
});
