import { expect } from 'chai';
import { createCollection } from '../../../lib/collection/index.ts';
import { createCorrelator, type Correlated, type CorrelationMatch } from '../../../lib/correlate/index.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { readConformanceCases, type ConformanceCase } from '../../helpers/conformance.ts';
import { findings } from '../../helpers/reading.ts';

const CASES = readConformanceCases();

/** Some beginning. */
const START = Date.UTC(2026, 0, 1);

interface Verdict {
  readonly matches: readonly unknown[];
  readonly alerts: readonly unknown[];
}

/** What the correlator says of a case, whole events late or not. */
function run({ sigma, events }: ConformanceCase): Verdict {
  const parsed = parseSigma(sigma, { name: 'case.yml' });
  const collection = createCollection(parsed);
  const errors = findings([...parsed.diagnostics, ...collection.diagnostics]);
  expect(errors.filter((each) => each.startsWith('error'))).to.deep.equal([]);
  const correlator = createCorrelator(collection, { lateness: 3600, report: 'every' });
  const found: Correlated[] = events.map(({ at, fields }) =>
    correlator.process({
      shape: 'plain',
      route: {},
      fields: { ...fields, '@timestamp': new Date(START + at * 1000).toISOString() },
    }),
  );
  const matches: CorrelationMatch[] = [
    ...found.flatMap(({ correlations }) => correlations),
    ...correlator.flush(),
  ];
  return {
    // Others are reported as well where the case says so, by `generate`.
    matches: matches
      .filter(({ correlation }) => correlation.title === 'Correlated')
      .map(({ time, group, isOnset }) => ({
        at: (time - START) / 1000,
        group: Object.fromEntries(group.map(({ name, value }) => [name, value])),
        still: !isOnset,
      })),
    alerts: found.flatMap(({ matches: rules }, index) =>
      rules.map(({ rule }) => ({ at: events[index]?.at, rule: rule.name })),
    ),
  };
}

describe('the correlator and the specification', () => {
  it('has at least sixty cases, each explained', () => {
    expect(CASES.length).to.be.at.least(60);
    for (const { why, name } of CASES) expect(why, name).to.match(/^[A-Z0-9].*\.$/s);
    expect(new Set(CASES.map(({ file, name }) => `${file} ${name}`)).size).to.equal(CASES.length);
  });

  for (const each of CASES) {
    it(`agrees in ${each.file.replace('.yml', '')}: ${each.name}`, () => {
      const { matches, alerts } = run(each);
      if (each.matches !== undefined) expect(matches).to.deep.equal(each.matches);
      if (each.alerts !== undefined) expect(alerts).to.deep.equal(each.alerts);
    });
  }
});
