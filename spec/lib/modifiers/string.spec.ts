import { expect } from 'chai';
import fc from 'fast-check';
import type { Leaf, Query } from '../../../lib/query/query.ts';
import { meaning, resolve, trouble } from '../../helpers/resolve-item.ts';

describe('contains, startswith, endswith', () => {
  it('become the simplest matcher', () => {
    expect(meaning('f|contains', 'a')).to.equal('f contains "a"');
    expect(meaning('f|startswith', 'C:\\Windows\\')).to.equal('f startsWith "C:\\Windows\\"');
    expect(meaning('f|endswith', '\\cmd.exe')).to.equal('f endsWith "\\cmd.exe"');
  });

  it('add no star where the value has one', () => {
    expect(meaning('f|contains', '*a*')).to.equal('f contains "a"');
    expect(meaning('f|contains', 'a*')).to.equal('f contains "a"');
    expect(meaning('f|startswith', '*a')).to.equal('f contains "a"');
    expect(meaning('f|endswith', '*a')).to.equal('f endsWith "a"');
    expect(meaning('f|startswith', 'a*')).to.equal('f startsWith "a"');
  });

  it('keep stars inside the value', () => {
    expect(meaning('f|contains', 'a*b')).to.equal('f like "*a*b*"');
    expect(meaning('f|endswith', '?a')).to.equal('f like "*?a"');
    expect(meaning('f|startswith', 'a*b')).to.equal('f like "a*b*"');
  });

  it('take an escaped star for a character', () => {
    expect(meaning('f|contains', '\\*')).to.equal('f contains "*"');
    expect(meaning('f|endswith', 'a\\?b')).to.equal('f endsWith "a?b"');
    expect(meaning('f|startswith', 'C:\\\\*')).to.equal('f startsWith "C:\\"');
  });

  it('ask only that the field is there when the value is empty or a star', () => {
    for (const key of ['f|contains', 'f|startswith', 'f|endswith']) {
      expect(meaning(key, '')).to.equal('f exists');
      expect(meaning(key, '*')).to.equal('f exists');
    }
  });

  it('take a number as the text the rule has', () => {
    expect(meaning('f|contains', 4688)).to.equal('f contains "4688"');
    expect(meaning('f|startswith', -1.5)).to.equal('f startsWith "-1.5"');
  });

  it('take no booleans and no null', () => {
    expect(trouble('f|contains', true)).to.deep.equal(['modifier-value-type at true']);
    expect(trouble('f|endswith', ['a', null])).to.deep.equal(['modifier-value-type at null']);
    expect(resolve('f|startswith', [false]).diagnostics[0]).to.deep.include({
      message: '`startswith` takes text or a number, not `true` or `false`',
      hints: ['put the value in quotes'],
    });
  });

  it('speak of a field, except contains', () => {
    expect(meaning('|contains', 'a')).to.equal('(any) contains "a"');
    expect(trouble('|startswith', 'a')).to.deep.equal(['modifier-needs-field at startswith']);
    expect(trouble('|endswith', 'a')).to.deep.equal(['modifier-needs-field at endswith']);
  });
});

describe('cased', () => {
  it('tells upper from lower case, in whichever order it is written', () => {
    expect(meaning('f|cased', 'a')).to.equal('f = "a" cased');
    expect(meaning('f|cased|contains', 'a')).to.equal('f contains "a" cased');
    expect(meaning('f|contains|cased', 'a')).to.equal('f contains "a" cased');
    expect(meaning('f|cased', 'a*b')).to.equal('f like "a*b" cased');
    expect(meaning('|cased', 'a')).to.equal('(any) contains "a" cased');
  });

  it('leaves numbers numbers', () => {
    expect(meaning('f|cased', ['a', 5])).to.equal('f = "a" cased or f = 5');
  });

  it('stays on through encodings and dashes', () => {
    expect(meaning('f|cased|base64', 'foo')).to.equal('f = "Zm9v" cased');
    expect(meaning('f|wide|base64offset|contains|cased', 'x')).to.contain(' cased');
    expect(meaning('f|windash|cased', '-a')).to.contain('f = "/a" cased');
  });
});

describe('windash', () => {
  const spellings = (value: string): readonly string[] => textsOf(resolve('f|windash', [value]).query);

  it('writes a switch with each of the five dashes', () => {
    expect(spellings('-a')).to.deep.equal(['-a', '/a', '–a', '—a', '―a']);
    expect(spellings('x /a')).to.deep.equal(['x -a', 'x /a', 'x –a', 'x —a', 'x ―a']);
    expect(spellings('—a')).to.deep.equal(['-a', '/a', '–a', '—a', '―a']);
  });

  it('writes all combinations of several switches', () => {
    const texts = spellings('-a /b');
    expect(texts).to.have.length(25);
    expect(texts).to.include.members(['-a -b', '-a /b', '/a /b', '―a —b']);
  });

  it('leaves dashes inside and after words alone', () => {
    expect(spellings('a-b')).to.deep.equal(['a-b']);
    expect(spellings('a- b')).to.deep.equal(['a- b']);
    expect(spellings('a/b/c')).to.deep.equal(['a/b/c']);
    expect(spellings('é-x')).to.deep.equal(['é-x']);
    expect(spellings('-')).to.deep.equal(['-']);
  });

  it('changes the second of two dashes', () => {
    expect(spellings('--a')).to.deep.equal(['--a', '-/a', '-–a', '-—a', '-―a']);
  });

  it('works before and after contains, next to stars and inside `all`', () => {
    const five = '["-a", "/a", "–a", "—a", "―a"]';
    for (const key of ['f|contains|windash', 'f|windash|contains']) {
      expect(JSON.stringify(textsOf(resolve(key, ['-a']).query))).to.equal(five.replaceAll(', ', ','));
    }
    const either = (text: string): string =>
      ['-', '/', '–', '—', '―'].map((dash) => `f contains "${dash}${text}"`).join(' or ');
    expect(meaning('f|contains|all|windash', ['-a', '-b'])).to.equal(`(${either('a')}) and (${either('b')})`);
    expect(meaning('f|windash', '*-a*')).to.equal(either('a'));
  });

  it('gives five to the power of the switches, each spelling once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), fc.constantFrom('-', '/', '–'), (count, dash) => {
        const texts = spellings(`x${` ${dash}a`.repeat(count)}`);
        expect(new Set(texts).size).to.equal(5 ** count);
        expect(texts).to.have.length(5 ** count);
      }),
    );
  });

  it('stops at five switches', () => {
    expect(spellings(' -a'.repeat(5))).to.have.length(3125);
    const six = ' -a'.repeat(6);
    expect(trouble('f|windash', six)).to.deep.equal([`modifier-too-many-values at ${six}`]);
  });

  it('comes before Base64, whose text has slashes of its own', () => {
    expect(trouble('f|base64|windash', '-a')).to.deep.equal(['modifier-order at windash']);
    expect(textsOf(resolve('f|windash|base64', ['-a']).query)).to.deep.equal([
      ...['LWE=', 'L2E=', '4oCTYQ==', '4oCUYQ==', '4oCVYQ=='],
    ]);
  });
});

function textsOf(query: Query): readonly string[] {
  const leaves = (query.kind === 'or' ? query.operands : [query]) as readonly Leaf[];
  return leaves.map(({ matcher }) => ('value' in matcher ? String(matcher.value) : matcher.kind));
}
