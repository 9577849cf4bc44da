import { regexMatcher } from '../../../lib/regex/literals.ts';
import { expect } from 'chai';
import type { Query } from '../../../lib/query/query.ts';
import { parseRegex } from '../../../lib/regex/parse.ts';
import type { RegexFlags } from '../../../lib/regex/ast.ts';
import { RE2JS } from 're2js';
import { at } from '../../helpers/query.ts';
import { compile, gapsOf, holds } from './helpers.ts';

const NO_FLAGS: RegexFlags = { ignoreCase: false, multiline: false, dotAll: false };

function regex(text: string, flags: Partial<RegexFlags> = {}): Query {
  const span = { start: 100, end: 100 + text.length };
  const embedded = { text, source: { name: 'rule', text: '' }, span, verbatim: true };
  const { pattern } = parseRegex(embedded, { ...NO_FLAGS, ...flags });
  if (pattern === undefined) throw new Error(`not an expression: ${text}`);
  return at('f', regexMatcher(pattern));
}

function finds(text: string, value: unknown, flags: Partial<RegexFlags> = {}): boolean {
  return holds(regex(text, flags), { f: value });
}

describe('regular expressions', () => {
  it('are looked for anywhere in the value, with case', () => {
    expect(finds('b[0-9]+', 'ab12')).to.equal(true);
    expect(finds('b[0-9]+', 'aB12')).to.equal(false);
    expect(finds('^b', 'ab')).to.equal(false);
  });

  it('ignore case where a flag says so, as far as every other matcher does', () => {
    expect(finds('b[Ä-Ö]+', 'aBäö', { ignoreCase: true })).to.equal(true);
    expect(finds('(?i)B\\d', 'b1')).to.equal(true);
    expect(finds('k\\d', '\u212a1', { ignoreCase: true })).to.equal(false);
  });

  it('mean what PCRE means by the end of a text and by a dot', () => {
    expect(finds('a\\d$', 'a1\n')).to.equal(true);
    expect(finds('a\\d\\z', 'a1\n')).to.equal(false);
    expect(finds('a.b\\d', 'a\rb1')).to.equal(true);
    expect(finds('a.b\\d', 'a\nb1')).to.equal(false);
    expect(finds('a.b\\d', 'a\nb1', { dotAll: true })).to.equal(true);
    expect(finds('^a.b', 'a😀b')).to.equal(true);
  });

  it('that are only text and anchors are compared as text', () => {
    expect(finds('^C:\\\\Users', 'C:\\Users\\x')).to.equal(true);
    expect(finds('^C:\\\\Users', 'c:\\users\\x')).to.equal(false);
    expect(finds('(?i)mimikatz', 'xMimikatz')).to.equal(true);
  });

  it('keep no state from one event to the next', () => {
    const query = regex('a\\d');
    for (let i = 0; i < 3; i++) expect(holds(query, { f: 'a1a2' })).to.equal(true);
  });

  it('look at the text of numbers and at each element of a list', () => {
    expect(finds('^46..$', 4688)).to.equal(true);
    expect(finds('^b\\d$', ['a', 'b1'])).to.equal(true);
  });

  it('that JavaScript cannot express are refused with their place', () => {
    const gaps = gapsOf(regex('(?:(a)|b)\\1'));
    expect(gaps).to.have.lengthOf(1);
    expect(gaps[0]).to.include({ feature: 'regex', outcome: 'refused' });
    expect(gaps[0]?.span).to.deep.equal({ start: 109, end: 111 });
  });
});

describe('regular expressions that can backtrack badly', () => {
  const hostile = `${'a'.repeat(100_000)}!`;
  const compileRe2 = (pattern: string): RE2JS => RE2JS.compile(pattern);

  it('run on RegExp unless told otherwise', () => {
    expect(holds(regex('^(a+)+b'), { f: 'aab' })).to.equal(true);
  });

  it('are refused under `safe`, and only they', () => {
    const gaps = gapsOf(regex('^(a+)+$'), { regex: 'safe' });
    expect(gaps).to.have.lengthOf(1);
    expect(gaps[0]).to.include({ feature: 'regex', outcome: 'refused' });
    expect(gaps[0]?.span).to.deep.equal({ start: 100, end: 107 });
    expect(gapsOf(regex('foo\\d+bar'), { regex: 'safe' })).to.deep.equal([]);
  });

  it('run on an engine with linear time where there is one and the text is long', () => {
    for (const policy of ['native', 'safe'] as const) {
      const options = { regex: policy, linearRegex: compileRe2 };
      for (const text of ['^(a+)+$', '^(a|aa)+$', '^(?:a*)*[bc]', 'x.*y.*[zw]']) {
        const matches = compile(regex(text), options);
        const started = performance.now();
        expect(matches({ f: hostile }), text).to.equal(false);
        expect(performance.now() - started, text).to.be.lessThan(1_000);
      }
    }
  });

  it('give the same answer on either engine', () => {
    const matches = compile(regex('^(a+)+[bß]$'), { linearRegex: compileRe2 });
    expect(matches({ f: `${'a'.repeat(20_000)}b\n` })).to.equal(true);
    expect(matches({ f: `${'a'.repeat(20_000)}ß` })).to.equal(true);
    expect(matches({ f: `${'a'.repeat(20_000)}c` })).to.equal(false);
  });

  it('never reach the other engine with a text that RegExp can take', () => {
    const seen: string[] = [];
    const linearRegex = (): { test(text: string): boolean } => ({
      test: (text) => {
        seen.push(text);
        return false;
      },
    });
    const matches = compile(regex('foo.*ba[rz]'), { linearRegex });
    expect(matches({ f: 'foo baz' })).to.equal(true);
    expect(seen).to.deep.equal([]);
    expect(matches({ f: `foo baz${' '.repeat(100_000)}` })).to.equal(false);
    expect(seen).to.have.lengthOf(1);
  });

  it('that the other engine does not take stay on RegExp, or are refused', () => {
    const linearRegex = (): never => {
      throw new Error('too complicated');
    };
    expect(compile(regex('^(a+)+[bc]'), { linearRegex })({ f: 'aab' })).to.equal(true);
    expect(gapsOf(regex('^(a+)+[bc]'), { regex: 'safe', linearRegex })).to.have.lengthOf(1);
  });
});
