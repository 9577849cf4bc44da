/** Regular expressions of Python on JavaScript's engine, and what replaces their matches. */
import { expect } from 'chai';
import { createCollector } from '../../../../lib/diagnostics/collector.ts';
import {
  expression,
  groupsOf,
  matchesStart,
  searches,
  type Expression,
} from '../../../../lib/pipeline/file/expression.ts';
import { captureParts, readReplacement, replaceText } from '../../../../lib/pipeline/file/replacement.ts';
import type { Setup } from '../../../../lib/pipeline/file/setup.ts';
import { readYaml } from '../../../../lib/yaml/read.ts';

function read(text: string): {
  readonly compiled: Expression | undefined;
  readonly codes: readonly string[];
} {
  const source = { name: 'p', text: JSON.stringify(text) };
  const collector = createCollector(source);
  const setup: Setup = { collector, report: collector.report, readFile: undefined, name: 'p' };
  const compiled = expression.read(readYaml(source).documents[0]!, setup);
  return {
    compiled: typeof compiled === 'symbol' ? undefined : compiled,
    codes: collector.diagnostics.map(({ code }) => code),
  };
}

function compile(text: string): Expression {
  const { compiled, codes } = read(text);
  expect(codes).to.deep.equal([]);
  return compiled!;
}

describe('regular expressions of pipeline files', () => {
  for (const [pattern, text, matches] of [
    ['a', 'ab', true],
    ['b', 'ab', false],
    ['(?i)A', 'ab', true],
    ['ab$', 'ab\n', true],
    ['ab\\Z', 'ab\n', false],
    ['\\Aab\\Z', 'ab', true],
    ['[]a]+', ']a', true],
    ['[^]a]', ']', false],
    ['(?P<x>a)(?P=x)', 'aa', true],
    ['a.b', 'a\nb', false],
    ['(?s)a.b', 'a\nb', true],
    ['a\\$', 'a$', true],
    ['[$]', '$', true],
    ['a{,2}$', 'aa', true],
    ['\\\\h\\x41', '\\hA', true],
  ] as const) {
    it(`${pattern} ${matches ? 'matches' : 'does not match'} the start of ${JSON.stringify(text)}`, () => {
      expect(matchesStart(compile(pattern), text)).to.equal(matches);
    });
  }

  it('are searched for anywhere where pySigma searches', () => {
    expect(searches(compile('b'), 'ab')).to.equal(true);
    expect(searches(compile('^b'), 'ab')).to.equal(false);
  });

  it('are refused at their place when they are wrong or take for ever', () => {
    expect(read('(a').codes).to.deep.equal(['regex-syntax']);
    expect(read('(a+)+$').codes).to.deep.equal(['pipeline-unsafe']);
    for (const pattern of ['(?i:a)b', '\\h', '\\Qa\\E', '\\x{41}', '[\\N]', 'a++b']) {
      expect(read(pattern).codes, pattern).to.deep.equal(['pipeline-value']);
    }
  });

  it('are not tried on texts for which they are too slow', () => {
    const slow = compile('.*a.*b.*c.*d');
    const text = 'a'.repeat(100_000);
    const started = performance.now();
    expect(searches(slow, text)).to.equal(undefined);
    expect(matchesStart(slow, text)).to.equal(false);
    expect(replaceText(text, slow, ['x'])).to.equal(undefined);
    expect(captureParts([{ kind: 'text', text }], slow)).to.equal(undefined);
    expect(performance.now() - started).to.be.below(1000);
  });

  it('tell their groups', () => {
    expect(groupsOf(compile('(a)(?P<n>b)?'))).to.deep.equal({ count: 2, names: ['n'] });
  });

  describe('and their replacements', () => {
    const replace = (pattern: string, written: string, text: string): string => {
      const compiled = compile(pattern);
      const replacement = readReplacement(written, compiled);
      return 'code' in replacement ? replacement.message : String(replaceText(text, compiled, replacement));
    };
    for (const [pattern, written, text, result] of [
      ['(a)(b)', '\\2\\1', 'xabx', 'xbax'],
      ['(?P<n>a)', '<\\g<n>\\g<1>\\g<0>>', 'ba', 'b<aaa>'],
      ['a', '\\\\', 'bab', 'b\\b'],
      ['a', '\\n\\t', 'a', '\n\t'],
      ['a', '\\.', 'a', '\\.'],
      ['(a)|b', '[\\1]', 'ab', '[a][]'],
      ['x*', '-', 'abc', '-a-b-c-'],
      ['a', '\\q', 'a', '`\\q` is no escape in a replacement'],
      ['a', '\\1', 'a', 'the expression has no group `1`'],
      ['a', '\\g<n>', 'a', 'the expression has no group `n`'],
    ] as const) {
      it(`${pattern} by ${written} in ${text}`, () => {
        expect(replace(pattern, written, text)).to.equal(result);
      });
    }

    it('do not grow beyond measure', () => {
      expect(replace('a', 'x'.repeat(10_000), 'a'.repeat(100))).to.equal('undefined');
    });
  });
});
