/** All public rules as SQL, run by DuckDB over real events, as `sigmaq query` does. */
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import { run } from '../../cli/run.ts';
import type { AlertRecord } from '../../cli/output/alerts.ts';
import { parseSigma } from '../../lib/parse.ts';
import { leavesOf } from '../../lib/query/leaves.ts';
import { toQueries } from '../../lib/resolve/to-queries.ts';
import { describeCorpus, readExpectedPairs, readRuleFiles, RULE_FOLDERS } from '../helpers/corpus.ts';

/** Seconds that all rules may take over 20,000 events, reading both included. */
const BAR = 60;
/** Others may be at work on the machine. */
const SLACK = 2;

describeCorpus('public rules in DuckDB', (corpus) => {
  it(`select exactly the events that are known to match, within ${BAR} seconds`, async function () {
    this.timeout(4 * BAR * 1000);
    let stdout = '';
    let stderr = '';
    const rules = RULE_FOLDERS.flatMap((folder) => ['-r', join(corpus, 'sigma', folder)]);
    const start = performance.now();
    await run(['query', ...rules, join(corpus, 'events', 'windows.ndjson.gz')], {
      stdin: Readable.from([]),
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
      env: {},
      cwd: corpus,
    });
    const seconds = (performance.now() - start) / 1000;

    const found = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as AlertRecord);
    const withKeywords = new Set(
      readRuleFiles(corpus)
        .flatMap(({ path, text }) => parseSigma(text, { name: path }).rules)
        .filter((rule) =>
          toQueries(rule)
            .queries.flatMap(leavesOf)
            .some(({ field }) => field === null),
        )
        .map(({ id }) => id),
    );
    const pairs = found
      .filter(({ ruleId }) => !withKeywords.has(ruleId ?? ''))
      .map(({ eventIndex, ruleId }) => `${eventIndex} ${ruleId}`);
    const expected = readExpectedPairs(corpus)
      .filter(({ ruleId }) => !withKeywords.has(ruleId))
      .map(({ event, ruleId }) => `${event} ${ruleId}`);
    expect(expected.length).to.be.at.least(1_869);
    expect(pairs.sort()).to.deep.equal(expected.sort());
    expect(stderr).to.match(/20000 events, .*; 37\d\d rules in use; \d\d not\n$/);
    this.test!.title += ` (${seconds.toFixed(1)} s)`;
    expect(seconds).to.be.at.most(SLACK * BAR);
  });
});
