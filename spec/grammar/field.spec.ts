import { expect } from 'chai';
import { parseKey } from '../../grammar/field.ts';
import { MAX_PARSEC_LENGTH } from '../../grammar/parsec.ts';

describe('grammar/field.ts', () => {
  it('splits a key at each bar and remembers where the pieces stood', () => {
    expect(parseKey('CommandLine|contains|all')).to.deep.equal({
      ok: true,
      value: {
        field: { text: 'CommandLine', offset: 0 },
        modifiers: [
          { text: 'contains', offset: 12 },
          { text: 'all', offset: 21 },
        ],
      },
    });
  });

  it('takes a key without a field', () => {
    expect(parseKey('|all')).to.deep.equal({
      ok: true,
      value: { field: undefined, modifiers: [{ text: 'all', offset: 1 }] },
    });
  });

  it('leaves spaces, dots and line breaks in names', () => {
    const result = parseKey(' a b.c\nd |x');
    expect(result.ok && result.value.field?.text).to.equal(' a b.c\nd ');
  });

  it('fails at the place where a modifier is missing', () => {
    expect(parseKey('a|')).to.deep.equal({ ok: false, offset: 2 });
    expect(parseKey('a||b')).to.deep.equal({ ok: false, offset: 2 });
    expect(parseKey('|')).to.deep.equal({ ok: false, offset: 1 });
  });

  it('throws for texts longer than the lexer is fast on, since callers have to check', () => {
    expect(() => parseKey('x'.repeat(MAX_PARSEC_LENGTH + 1))).to.throw(RangeError);
    expect(parseKey('x'.repeat(MAX_PARSEC_LENGTH)).ok).to.equal(true);
  });
});
