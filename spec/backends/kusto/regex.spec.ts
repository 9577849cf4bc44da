/** The modifier `re` in KQL: what stands around the expression; the expression itself is the printer's affair. */
import { regexMatcher } from '../../../lib/regex/literals.ts';
import { expect } from 'chai';
import { and, not, type Matcher } from '../../../lib/query/index.ts';
import { parseRegex } from '../../../lib/regex/parse.ts';
import { NO_FLAGS } from '../../../lib/regex/shape.ts';
import { searchRegex } from '../../engines/kusto-regex.ts';
import { embed, marked } from '../../helpers/embedded.ts';
import { wildcardRegex } from '../../../backends/kusto/wildcards.ts';
import { anyOf, convertQuery, equals, kql, on, wildcard } from './helpers.ts';

function regex(text: string, ignoreCase = false): Matcher {
  const { pattern } = parseRegex(embed(text), { ...NO_FLAGS, ignoreCase });
  return regexMatcher(pattern!);
}

describe('KQL regular expressions', () => {
  it('are literals like any other: verbatim with backslashes', () => {
    expect(kql(on('F', regex('a\\.[0-9]')))).to.equal('F matches regex @"a\\.[0-9]"');
    expect(kql(on('F', regex('["]x')))).to.equal('F matches regex @"[""]x"');
  });

  it('stand behind a cheap test for text they need, in the case they need it in', () => {
    expect(kql(on('F', regex('power[sS]hell')))).to.equal(
      'F contains "powershell" and F matches regex "power[sS]hell"',
    );
    expect(kql(on('F', regex('MSF[a-z]+')))).to.equal('F contains_cs "MSF" and F matches regex "MSF[a-z]+"');
    expect(kql(on('F', regex('msf[0-9]', true)))).to.equal(
      'F contains "msf" and F matches regex "(?i)msf[0-9]"',
    );
    expect(kql(on('F', regex('[0-9]ab[0-9]')))).to.equal('F matches regex "[0-9]ab[0-9]"');
  });

  it('do not match a missing value when they match the empty text', () => {
    expect(kql(on('F', regex('^(?:a|)$')))).to.match(/^isnotempty\(F\) and F matches regex @"/);
    expect(kql(on('C', regex('^(?:a|)$')), { C: 'dynamic' })).to.match(
      /^isnotnull\(C\) and tostring\(C\) matches regex @"/,
    );
  });

  it('read the text of columns of other types', () => {
    expect(kql(on('C', regex('^4[67]')), { C: 'int' })).to.equal('tostring(C) matches regex "^4[67]"');
  });

  it('ask every column as a keyword, without a test that another column might pass', () => {
    const query = on(null, regex('MSF[0-9]'));
    expect(kql(and([query, on('F', equals('1'))]))).to.equal('* matches regex "MSF[0-9]" and F == "1"');
  });

  it('are negated and listed like other leaves', () => {
    expect(kql(not(on('F', regex('MSF[0-9]'))))).to.equal(
      'not(F contains_cs "MSF" and F matches regex "MSF[0-9]")',
    );
    expect(kql(anyOf('F', regex('a[0-9]'), equals('1'), equals('2')))).to.equal(
      'F in ("1", "2") or F matches regex "a[0-9]"',
    );
  });

  describe('that Rust and RE2 cannot say', () => {
    const beyond = 'mimi(?!kitten)katz[0-9]';

    it('become the text they need, marked as wider, at the construct', () => {
      const { outputs, gaps } = convertQuery(on('F', regex(beyond)));
      expect(outputs).to.deep.equal(['F contains_cs "mimikatz"']);
      expect(gaps).to.have.length(1);
      expect(gaps[0]).to.include({ feature: 'regex', outcome: 'superset' });
      expect(marked({ source: embed(beyond).source, span: gaps[0]!.span })).to.equal('(?!kitten)');
    });

    it('exclude nothing where they are negated', () => {
      expect(convertQuery(and([on('G', equals('1')), not(on('F', regex(beyond)))])).outputs).to.deep.equal([
        'G == "1" and true',
      ]);
    });

    it('are refused without such a text, and when nothing wider is welcome', () => {
      expect(convertQuery(on('F', regex('(a|b)\\1'))).gaps[0]).to.include({ outcome: 'refused' });
      expect(convertQuery(on('F', regex(beyond)), {}, 'never').outputs).to.deep.equal([]);
      expect(convertQuery(not(on('F', regex(beyond))), {}, 'never').outputs).to.deep.equal([]);
    });

    it('ask every column for the text as a keyword', () => {
      expect(convertQuery(on(null, regex(beyond))).outputs).to.deep.equal(['* contains_cs "mimikatz"']);
      expect(convertQuery(on(null, regex('(a|b)\\1'))).outputs).to.deep.equal([]);
    });
  });

  describe('made from wildcards fold case as the project defines it', () => {
    const cases: readonly (readonly [pattern: string, text: string, found: boolean])[] = [
      ['*disk*x', 'DISK and X', true],
      ['*disk*x', 'di\u017fk x', false],
      ['*disk*x', 'dis\u212a x', false],
      ['*\u212a*x', 'k x', false],
      ['*ß*x', '\u1e9e x', false],
      ['*ä*x', 'Ä x', true],
      ['*σ*x', 'ς x', false],
      ['*å*x', '\u212b x', false],
      ['a?c*d', 'a\nc\r\nd', true],
      ['a?c*d', 'a😀cd', true],
      ['a?c*d', 'xacd', false],
      ['a?c*d', 'abcd\n', false],
      ['*.?*+', 'a.b+', true],
      ['*.?*+', 'axb+', false],
    ];
    for (const [pattern, text, found] of cases) {
      it(`${pattern} ${found ? 'matches' : 'leaves out'} ${JSON.stringify(text)}`, () => {
        expect(searchRegex(wildcardRegex(wildcard(pattern).parts, false), text)).to.equal(found);
      });
    }
  });
});
