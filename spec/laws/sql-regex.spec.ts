/**
 * A pattern means the same in PostgreSQL as in PCRE: generated patterns are printed for it, and PostgreSQL itself looks
 * for them in texts that they may match. `SIGMAQ_RUNS` sets their number. Java is asked by `npm run verify:engines`.
 */
import { PGlite } from '@electric-sql/pglite';
import { expect } from 'chai';
import fc from 'fast-check';
import { printPostgres } from '../../lib/regex/print/postgres.ts';
import { parseRegex } from '../../lib/regex/parse.ts';
import { sampleRegex } from '../../lib/witness/regex-samples.ts';
import { arbitraryPattern, arbitraryText } from '../helpers/arbitrary-pattern.ts';
import { embed } from '../helpers/embedded.ts';
import { flagsOf } from '../helpers/parse-pattern.ts';
import { searchRegex } from '../helpers/regex-search.ts';

const RUNS = Number(process.env.SIGMAQ_RUNS ?? 100);

describe('regular expressions in PostgreSQL', function () {
  this.timeout(60_000 + RUNS * 300);

  let database: PGlite;

  before(async () => {
    database = new PGlite();
    await database.waitReady;
  });

  after(() => database.close());

  it('mean what PCRE reads in the pattern', async () => {
    let comparisons = 0;
    let refused = 0;
    const texts = fc.array(arbitraryText(), { minLength: 4, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        arbitraryPattern({ exotic: false }),
        fc.constantFrom('', '', '', 'i', 'm', 's', 'ims'),
        texts,
        async (source, letters, random) => {
          const { pattern } = parseRegex(embed(source), flagsOf(letters));
          if (pattern === undefined) return;
          const printed = printPostgres(pattern);
          if (typeof printed !== 'string') {
            refused++;
            return;
          }
          const samples = sampleRegex(pattern, 6).filter((text) => text.length < 60);
          const tried = [
            ...samples,
            ...samples.map((text) => `${text}\n`),
            ...samples.map((text) => `b${text}b`),
            ...random,
          ].filter((text) => !/[\0\p{Cs}]/u.test(text));
          const { rows } = await database.query<{ found: boolean }>(
            'SELECT value ~ $1 AS found FROM json_array_elements_text($2::json)',
            [printed, JSON.stringify(tried)],
          );
          for (const [i, text] of tried.entries()) {
            comparisons++;
            expect(rows[i]!.found, `${source} as ${printed} on ${JSON.stringify(text)}`).to.equal(
              searchRegex(pattern, text),
            );
          }
        },
      ),
      { numRuns: RUNS },
    );
    expect(comparisons).to.be.greaterThan(RUNS * 10);
    expect(refused).to.be.lessThan(RUNS * 0.2);
  });
});
