import { expect } from 'chai';
import { meaning, resolve, trouble } from '../../helpers/resolve-item.ts';

describe('expand', () => {
  const placeholders = { admins: ['root', 'adm*'], ids: [1, 2], one: ['x'], none: [], 'DC-NAME': ['dc'] };

  it('puts the values of the placeholder in its place', () => {
    expect(meaning('f|expand', '%one%', placeholders)).to.equal('f = "x"');
    expect(meaning('f|expand', 'a-%one%-b', placeholders)).to.equal('f = "a-x-b"');
    expect(meaning('f|expand', '%DC-NAME%$', placeholders)).to.equal('f = "dc$"');
  });

  it('reads the values as Sigma does: stars are wildcards', () => {
    expect(meaning('f|expand', '%admins%', placeholders)).to.equal('f = "root" or f startsWith "adm"');
    expect(meaning('f|contains|expand', '%admins%', placeholders)).to.equal(
      'f contains "root" or f contains "adm"',
    );
    expect(meaning('f|endswith|expand', '\\\\%admins%', placeholders)).to.equal(
      'f endsWith "\\root" or f contains "\\adm"',
    );
  });

  it('keeps numbers numbers where they stand alone', () => {
    expect(meaning('f|expand', '%ids%', placeholders)).to.equal('f = 1 or f = 2');
    expect(meaning('f|expand', 'a%ids%', placeholders)).to.equal('f = "a1" or f = "a2"');
    expect(meaning('f|expand|contains', '%ids%', placeholders)).to.equal('f contains "1" or f contains "2"');
    expect(meaning('f|expand|gt', '%ids%', placeholders)).to.equal('f gt 1 or f gt 2');
  });

  it('combines the values of several placeholders', () => {
    expect(meaning('f|expand', '%ids%:%ids%', placeholders)).to.equal(
      'f = "1:1" or f = "1:2" or f = "2:1" or f = "2:2"',
    );
  });

  it('keeps the values or-ed inside all', () => {
    expect(meaning('f|contains|all|expand', ['%ids%', 'y'], placeholders)).to.equal(
      '(f contains "1" or f contains "2") and f contains "y"',
    );
  });

  it('leaves other values as they are', () => {
    expect(meaning('f|expand', ['plain', 5, true, null])).to.equal(
      'f = "plain" or f = 5 or f = true or f null',
    );
    expect(meaning('f|expand', '100%')).to.equal('f = "100%"');
    expect(meaning('f|expand', '\\%one\\%', placeholders)).to.equal('f = "%one%"');
    expect(meaning('f|expand', '\\%plain%one%', placeholders)).to.equal('f = "%plainx"');
  });

  it('leaves placeholders alone without the modifier', () => {
    expect(meaning('f', '%one%', placeholders)).to.equal('f = "%one%"');
  });

  it('comes before encodings and networks', () => {
    expect(meaning('f|expand|base64', '%one%', placeholders)).to.equal('f = "eA=="');
    expect(meaning('f|expand|cidr', '%net%', { net: ['10.0.0.0/8'] })).to.equal('f in 10.0.0.0/8');
    expect(trouble('f|base64|expand', '%one%', placeholders)).to.deep.equal(['modifier-order at expand']);
    expect(trouble('f|cidr|expand', '%net%')).to.deep.equal(['modifier-order at expand']);
  });

  it('inserts into a regular expression what the value matches', () => {
    expect(meaning('f|re|expand', '^%one%+$', placeholders)).to.equal('f ~ /^x+$/');
    expect(meaning('f|re|expand', '^(%v%)+$', { v: ['a.b', 'c*d?'] })).to.equal(
      'f ~ /^(a\\.b)+$/ or f ~ /^(c(?s:.*)d(?s:.))+$/',
    );
  });

  it('refuses a placeholder nobody gave, and says what was', () => {
    expect(trouble('f|expand', '%admin%')).to.deep.equal(['placeholder-unresolved at %admin%']);
    expect(resolve('f|expand', ['%admin%'], placeholders).diagnostics[0]).to.deep.include({
      message: 'the placeholder `%admin%` has no values',
      hints: ['did you mean `%admins%`?'],
    });
    expect(trouble('f|expand', '%none%', placeholders)).to.deep.equal(['placeholder-unresolved at %none%']);
    expect(trouble('f|expand', '%constructor%', placeholders)).to.deep.equal([
      'placeholder-unresolved at %constructor%',
    ]);
  });

  it('stops before combinations explode', () => {
    const many = { n: Array.from({ length: 100 }, (_, i) => i) };
    expect(trouble('f|expand', '%n%%n%%n%', many)).to.deep.equal(['modifier-too-many-values at %n%%n%%n%']);
  });
});
