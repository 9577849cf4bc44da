/** Patterns that rules of strangers may hold: none may take long, exhaust the stack or throw. */
import { expect } from 'chai';
import fc from 'fast-check';
import { backtrackingDegree } from '../../../lib/regex/complexity.ts';
import { requiredLiterals } from '../../../lib/regex/literals.ts';
import { MAX_PATTERN_DEPTH, MAX_PATTERN_LENGTH, parseRegex } from '../../../lib/regex/parse.ts';
import { printEcmascript } from '../../../lib/regex/print/ecmascript.ts';
import { printLucene } from '../../../lib/regex/print/lucene.ts';
import { printPcre } from '../../../lib/regex/print/pcre.ts';
import { printRust } from '../../../lib/regex/print/rust.ts';
import { NO_FLAGS } from '../../../lib/regex/shape.ts';
import { simplifyRegex } from '../../../lib/regex/simplify.ts';
import { embed } from '../../helpers/embedded.ts';

/** All that happens to a pattern; the codes of its diagnostics. */
function workOn(text: string): readonly string[] {
  const { pattern, diagnostics } = parseRegex(embed(text), { ...NO_FLAGS, ignoreCase: true });
  if (pattern !== undefined) {
    const matcher = simplifyRegex(pattern);
    for (const each of [pattern, ...(matcher.kind === 'regex' ? [matcher.pattern] : [])]) {
      for (const print of [printPcre, printRust, printLucene, printEcmascript]) print(each);
      requiredLiterals(each);
      backtrackingDegree(each);
    }
  }
  return diagnostics.map(({ code }) => code);
}

function nested(depth: number, open = '(', close = ')'): string {
  return open.repeat(depth) + 'a' + close.repeat(depth);
}

describe('a hostile pattern', () => {
  it('may be as long as the limit, and no longer', () => {
    expect(workOn('a'.repeat(MAX_PATTERN_LENGTH))).to.deep.equal([]);
    expect(workOn('a'.repeat(MAX_PATTERN_LENGTH + 1))).to.deep.equal(['regex-too-long']);
  });

  it('may nest as deep as the limit, and no deeper, whatever it nests', () => {
    expect(workOn(nested(MAX_PATTERN_DEPTH))).to.deep.equal([]);
    expect(workOn(nested(MAX_PATTERN_DEPTH, '(?:x|', ')*'))).to.deep.equal([]);
    expect(workOn(nested(MAX_PATTERN_DEPTH + 1))).to.deep.equal(['regex-too-deep']);
    expect(workOn(nested(4_000))).to.deep.equal(['regex-too-deep']);
    expect(workOn(nested(2_000, '(?=', ')'))).to.deep.equal(['regex-too-deep']);
    expect(workOn('(?i)a'.repeat(MAX_PATTERN_DEPTH))).to.deep.equal([]);
    expect(workOn('(?i)a'.repeat(2_000))).to.deep.equal(['regex-too-deep']);
    expect(workOn(`(${'(?i)a'.repeat(30)})`.repeat(50))).to.deep.equal([]);
  });

  it('does not nest by parentheses that are characters', () => {
    expect(workOn('\\('.repeat(1_000))).to.deep.equal([]);
    expect(workOn(`[${'('.repeat(1_000)}]`)).to.deep.equal([]);
    expect(workOn(`[]${'('.repeat(1_000)}]`)).to.deep.equal([]);
    expect(workOn(`\\Q${'('.repeat(1_000)}`)).to.deep.equal([]);
    expect(workOn(`(?#${'('.repeat(1_000)})`)).to.deep.equal([]);
    expect(workOn('()'.repeat(1_000))).to.deep.equal([]);
  });

  const HOSTILE: Readonly<Record<string, string>> = {
    'open groups': '('.repeat(9_000),
    'closed groups': ')'.repeat(9_000),
    'open classes': '['.repeat(9_000),
    'open classes with a member each': '[a'.repeat(4_500),
    'the starts of POSIX classes': `[${'[:'.repeat(4_000)}`,
    'the starts of POSIX classes, closed': `[${'[:'.repeat(4_000)}]`,
    'half-open POSIX classes': `[${'[:b'.repeat(3_000)}]`,
    'half-open POSIX classes of three kinds': `[${'[:b[.b[=b'.repeat(1_000)}]`,
    'quotes in an open class': `[${'\\Qa\\E'.repeat(1_500)}`,
    'control escapes in an open class': `[${'\\ca'.repeat(3_000)}`,
    'POSIX classes in an open class': `[${'[:alpha:]'.repeat(1_000)}`,
    'open quotes': '\\Q'.repeat(4_000),
    'open comments': '(?#'.repeat(3_000),
    'open names': '(?<'.repeat(3_000),
    backslashes: '\\'.repeat(8_999),
    'open braces': '{'.repeat(9_000),
    'quantifiers with no end': 'a{1,'.repeat(2_000),
    'many quantifiers': 'a{1}'.repeat(2_000),
    'many branches': 'a|'.repeat(4_000),
    'many optional pieces': 'a?'.repeat(4_000),
    'many loops': 'a*'.repeat(4_000),
    'many different loops': Array.from(
      { length: 200 },
      (_, i) => `[${String.fromCodePoint(0x4e00 + i)}a]*`,
    ).join(''),
    'loops in loops': nested(45, '(?:', ')*'),
    'loops in loops of branches': nested(45, '(?:b|', ')+'),
    'counts in counts': nested(45, '(?:', '){2,9}'),
    'great counts in great counts': nested(10, '(?:', '){9999}'),
    'a class of everything': `[${Array.from({ length: 4_000 }, (_, i) => String.fromCodePoint(0x4e00 + 2 * i)).join('')}]`,
    'a great range that ignores case': '[\\x{80}-\\x{10FFFF}]'.repeat(400),
    'possessive loops': '[ab]*+'.repeat(1_500),
    'word boundaries': '\\ba'.repeat(3_000),
    'digits after backslashes': '\\1'.repeat(4_000),
    'a NUL': '\0'.repeat(100),
    'halves of surrogate pairs': '\ud800'.repeat(100),
  };
  for (const [name, text] of Object.entries(HOSTILE)) {
    it(`of ${name} is read or refused in little time`, () => {
      const start = performance.now();
      workOn(text);
      expect(performance.now() - start).to.be.lessThan(3_000);
    });
  }

  it('of any characters is read or refused', () => {
    const characters = fc.constantFrom(...'ab01\\()[]{}|*+?^$.,-:<>=!#&~QEPxiumskgn\n'.split(''));
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 30 }), (all) => {
        const text = all.join('');
        const { pattern, diagnostics } = parseRegex(embed(text), NO_FLAGS);
        expect(pattern === undefined).to.equal(diagnostics.length > 0);
        for (const { span } of diagnostics) expect(span.start).to.be.at.most(span.end);
        workOn(text);
      }),
      { numRuns: Number(process.env.SIGMAQ_RUNS ?? 300) },
    );
  });
});
