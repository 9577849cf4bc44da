import { expect } from 'chai';
import { parseFieldKey } from '../../../lib/syntax/field-key.ts';
import { embed, embedFolded, marked } from '../../helpers/embedded.ts';

describe('parseFieldKey', () => {
  it('gives the field and each modifier its place', () => {
    const embedded = embed('CommandLine|contains|all');
    const { field, fieldSpan, modifiers, diagnostics } = parseFieldKey(embedded);
    expect(diagnostics).to.deep.equal([]);
    expect(field).to.equal('CommandLine');
    expect(marked({ source: embedded.source, span: fieldSpan })).to.equal('CommandLine');
    expect(modifiers.map(({ name }) => name)).to.deep.equal(['contains', 'all']);
    expect(modifiers.map(({ span }) => marked({ source: embedded.source, span }))).to.deep.equal([
      'contains',
      'all',
    ]);
  });

  it('has a null field for keywords, and marks the whole key', () => {
    const embedded = embed('|all');
    const { field, fieldSpan, modifiers } = parseFieldKey(embedded);
    expect(field).to.equal(null);
    expect(fieldSpan).to.deep.equal(embedded.span);
    expect(modifiers).to.have.length(1);
  });

  it('marks the whole key where places inside it are lost', () => {
    const embedded = embedFolded('a|re');
    expect(parseFieldKey(embedded).modifiers[0]?.span).to.deep.equal(embedded.span);
  });

  it('points at the bar that no modifier follows', () => {
    for (const text of ['a|', 'a||contains', 'a|contains|']) {
      const { field, modifiers, diagnostics } = parseFieldKey(embed(text));
      expect(field).to.equal('a');
      expect(modifiers).to.deep.equal([]);
      expect(diagnostics.map(({ code }) => code)).to.deep.equal(['detection-field-key']);
      expect(diagnostics.map(marked)).to.deep.equal(['|']);
    }
    expect(parseFieldKey(embed('a||contains')).diagnostics[0]?.span).to.deep.equal({ start: 6, end: 7 });
    expect(parseFieldKey(embed('a|contains|')).diagnostics[0]?.span).to.deep.equal({ start: 15, end: 16 });
  });

  it('refuses the empty key and keys too long to read', () => {
    for (const text of ['', 'x'.repeat(5000), '|a'.repeat(5000)]) {
      const { diagnostics } = parseFieldKey(embed(text));
      expect(diagnostics.map(({ code }) => code)).to.deep.equal(['detection-field-key']);
    }
  });

  it('refuses more modifiers than there are, before it parses them', () => {
    expect(parseFieldKey(embed(`a${'|b'.repeat(50)}`)).modifiers).to.have.length(50);
    const { field, modifiers, diagnostics } = parseFieldKey(embed(`a${'|b'.repeat(51)}`));
    expect(field).to.equal('a');
    expect(modifiers).to.deep.equal([]);
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['detection-field-key']);
  });

  it('reads names from the prototype chain like any other', () => {
    expect(parseFieldKey(embed('__proto__|constructor'))).to.deep.include({ field: '__proto__' });
  });
});
