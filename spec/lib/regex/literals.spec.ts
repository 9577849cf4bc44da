import { expect } from 'chai';
import fc from 'fast-check';
import { foldCase } from '../../../lib/query/fold.ts';
import { requiredLiterals } from '../../../lib/regex/literals.ts';
import { parseRegex } from '../../../lib/regex/parse.ts';
import { sampleRegex } from '../../../lib/witness/regex-samples.ts';
import { arbitraryPattern, arbitraryText } from '../../helpers/arbitrary-pattern.ts';
import { embed } from '../../helpers/embedded.ts';
import { flagsOf, patternOf } from '../../helpers/parse-pattern.ts';
import { searchRegex } from '../../helpers/regex-search.ts';

/** The literals, those of any case in slashes. */
function literals(text: string, letters = ''): readonly string[] {
  return requiredLiterals(patternOf(text, flagsOf(letters))).map(({ text, cased }) =>
    cased ? text : `/${text}/`,
  );
}

describe('requiredLiterals', () => {
  it('are the runs of characters that every match has', () => {
    expect(literals('cmd.{0,5}(?:/c|/r).+powershell')).to.deep.equal(['cmd', 'powershell']);
    expect(literals('\\\\Windows\\\\[a-z]+\\.tmp$')).to.deep.equal(['\\Windows\\', '.tmp']);
    expect(literals('(foo)(?:bar)')).to.deep.equal(['foobar']);
  });

  it('are none where a match may do without', () => {
    expect(literals('a*b?c{0,3}')).to.deep.equal([]);
    expect(literals('foo|bar')).to.deep.equal([]);
    expect(literals('(?:foo)?')).to.deep.equal([]);
    expect(literals('[ab]\\d.')).to.deep.equal([]);
  });

  it('take a repeated piece at least once', () => {
    expect(literals('ab+c')).to.deep.equal(['ab', 'bc']);
    expect(literals('x{3}')).to.deep.equal(['xxx']);
    expect(literals('a(?:bc)+d')).to.deep.equal(['abc', 'd']);
  });

  it('know the case they come in', () => {
    expect(literals('abc', 'i')).to.deep.equal(['/abc/']);
    expect(literals('[Pp]rogram[Dd]ata\\\\x')).to.deep.equal(['/ProgramData\\x/']);
    expect(literals('192\\.168')).to.deep.equal(['/192.168/']);
    expect(literals('a(?i:b)c.(?i:B)')).to.deep.equal(['/abc/']);
    expect(literals('a(?i:b)c.de')).to.deep.equal(['/abc/', 'de']);
  });

  it('leave out what another one holds', () => {
    expect(literals('abc.ab.c')).to.deep.equal(['abc']);
    expect(literals('ab.ab')).to.deep.equal(['ab']);
    expect(literals('ABC.(?i:b)')).to.deep.equal(['ABC']);
    expect(literals('(?i:abc).B')).to.deep.equal(['/abc/', 'B']);
  });

  it('run across assertions, which take up nothing', () => {
    expect(literals('foo\\bbar')).to.deep.equal(['foobar']);
    expect(literals('a(?=b)bc')).to.deep.equal(['abc']);
  });

  it('occur in whatever the pattern matches', () => {
    let matched = 0;
    fc.assert(
      fc.property(
        arbitraryPattern({ exotic: true }),
        fc.constantFrom('', 'i', 's'),
        fc.array(arbitraryText(), { maxLength: 5 }),
        (source, letters, random) => {
          const { pattern } = parseRegex(embed(source), flagsOf(letters));
          if (pattern === undefined || source.includes('\\g')) return;
          const required = requiredLiterals(pattern);
          for (const text of [...sampleRegex(pattern, 8), ...random]) {
            if (required.length === 0 || text.length > 60 || !searchRegex(pattern, text)) continue;
            matched++;
            for (const { text: literal, cased } of required) {
              const holds = cased ? text.includes(literal) : foldCase(text).includes(foldCase(literal));
              expect(holds, `${source}: ${literal} in ${JSON.stringify(text)}`).to.equal(true);
            }
          }
        },
      ),
      { numRuns: 2 * Number(process.env.SIGMAQ_RUNS ?? 300) },
    );
    expect(matched).to.be.greaterThan(100);
  });
});
