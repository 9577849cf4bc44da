import { expect } from 'chai';
import type { RegexPattern } from '../../../lib/regex/ast.ts';
import { itemOf, meaning, resolve, trouble } from '../../helpers/resolve-item.ts';

function patternOf(key: string, value: string): RegexPattern {
  const { query, diagnostics } = resolve(key, [value]);
  expect(diagnostics).to.deep.equal([]);
  if (query.kind !== 'leaf' || query.matcher.kind !== 'regex') throw new Error(query.kind);
  return query.matcher.pattern;
}

describe('re', () => {
  it('keeps the text of the rule: backslashes and stars are the expression’s own', () => {
    expect(meaning('f|re', '^\\\\a.*\\*$')).to.equal('f ~ /^\\\\a.*\\*$/');
  });

  it('takes the flags i, m and s, by both their names', () => {
    expect(meaning('f|re|i', 'a\\db')).to.equal('f ~ /a\\db/i');
    expect(meaning('f|re|m|s', '^a.+b')).to.equal('f ~ /^a.+b/ms');
    expect(meaning('f|re|ignorecase|multiline|dotall', '^a.+b')).to.equal('f ~ /^a.+b/ims');
    expect(trouble('f|re|i|ignorecase', 'a+')).to.deep.equal(['modifier-repeated at ignorecase']);
  });

  it('takes a number as the text the rule has', () => {
    expect(trouble('f|re', 12)).to.deep.equal([]);
    expect(trouble('f|re', true)).to.deep.equal(['modifier-value-type at true']);
    expect(trouble('f|re', null)).to.deep.equal(['modifier-value-type at null']);
  });

  it('joins lists as other values are', () => {
    expect(meaning('f|re', ['a\\d', '\\db'])).to.equal('f ~ /a\\d/ or f ~ /\\db/');
    expect(meaning('f|re|all', ['a\\d', '\\db'])).to.equal('f ~ /a\\d/ and f ~ /\\db/');
    expect(meaning('f|re|neq', 'a\\d')).to.equal('not f ~ /a\\d/');
  });

  it('is a plain comparison where it comes to that', () => {
    expect(meaning('f|re', ['a+', '.*b'])).to.equal('f contains "a" cased or f contains "b" cased');
    expect(meaning('f|re|i', '^ab')).to.equal('f startsWith "ab"');
    for (const everything of ['', '.*', '(a*|b)']) {
      expect(meaning('f|re', everything)).to.equal(meaning('f|contains', ''));
    }
  });

  it('looks for keywords in the whole event', () => {
    expect(meaning('|re', '^a+')).to.equal('(any) ~ /^a+/');
    expect(meaning('|re|all', ['a\\d', '\\db'])).to.equal('(any) ~ /a\\d/ and (any) ~ /\\db/');
  });

  it('points inside the expression', () => {
    expect(trouble('f|re', 'a(b')).to.have.length(1);
    expect(trouble('f|re', 'a(b')[0]).to.match(/^regex-syntax at /);
  });

  it('is found anywhere, so contains changes nothing', () => {
    const kinds = (key: string): string =>
      JSON.stringify(patternOf(key, '^a\\d').root).replace(/"span":{.*?}/g, '');
    expect(kinds('f|re|contains')).to.equal(kinds('f|re'));
  });

  it('is held to the start or the end by startswith and endswith', () => {
    const start = patternOf('f|re|startswith', 'a+|b+').root;
    expect(start.kind === 'sequence' && start.items.map(({ kind }) => kind)).to.deep.equal([
      'anchor',
      'group',
    ]);
    expect(start.kind === 'sequence' && start.items[0]).to.include({ at: 'text-start' });
    const end = patternOf('f|re|endswith', 'a+|b+').root;
    expect(end.kind === 'sequence' && end.items.map(({ kind }) => kind)).to.deep.equal(['group', 'anchor']);
    expect(end.kind === 'sequence' && end.items[1]).to.include({ at: 'text-end' });
  });

  it('comes first, and its flags after it', () => {
    expect(trouble('f|contains|re', 'a')).to.deep.equal(['modifier-order at re']);
    expect(trouble('f|i', 'a')).to.deep.equal(['modifier-order at i']);
    expect(trouble('f|i|re', 'a')).to.deep.equal(['modifier-order at i']);
    expect(trouble('f|contains|i', 'a')).to.deep.equal(['modifier-conflict at i']);
    expect(resolve('f|i', ['a']).diagnostics[0]?.hints).to.deep.equal(['write `re|i`']);
  });

  it('goes with no other modifier of text', () => {
    expect(trouble('f|re|cased', 'a')).to.deep.equal(['modifier-conflict at cased']);
    expect(trouble('f|re|windash', 'a')).to.deep.equal(['modifier-conflict at windash']);
    expect(trouble('f|re|base64', 'a')).to.deep.equal(['modifier-conflict at base64']);
    expect(trouble('f|cased|re', 'a')).to.deep.equal(['modifier-conflict at re']);
    expect(trouble('f|windash|re', 'a')).to.deep.equal(['modifier-conflict at re']);
  });

  it('does not change the item', () => {
    const { item } = itemOf('f|re|i', ['a+']);
    const before = JSON.stringify(item);
    resolve('f|re|i', ['a+']);
    expect(JSON.stringify(item)).to.equal(before);
  });
});
