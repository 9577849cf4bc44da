/** Correlations in ES|QL: the text, judged by hand, and that no match of the conformance cases is missed. */
import { expect } from 'chai';
import { createEsqlCorrelations } from '../../../backends/esql/correlations.ts';
import { createCollection, type ResolvedCorrelation } from '../../../lib/collection/index.ts';
import { convertCorrelation } from '../../../lib/convert-correlation.ts';
import type { Conversion } from '../../../lib/convert.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { runWindows } from '../../engines/esql/windows.ts';
import { readConformanceCases } from '../../helpers/conformance.ts';
import { correlationOf } from '../../helpers/correlation-scenarios.ts';

const NAMES = 'timespan: 5m\ngroup-by: [User]\n';

function toEsql(correlation: ResolvedCorrelation): Conversion {
  return convertCorrelation(correlation, createEsqlCorrelations());
}

describe('correlations in ES|QL', () => {
  it('look for many events in windows that overlap, and say that these find more', () => {
    const { queries, fidelity, diagnostics } = toEsql(
      correlationOf(`type: event_count\nrules: [a]\n${NAMES}condition: { gte: 10 }\n`),
    );
    expect(queries).to.deep.equal([
      `from *
| where to_lower(Kind) == "a"
| where not (to_string(User) == "")
| eval sigma_window = mv_append(date_trunc(300 seconds, @timestamp), date_trunc(300 seconds, @timestamp) - 300 seconds)
| mv_expand sigma_window
| stats sigma_number = count(*) by sigma_window, User
| where sigma_number >= 10`,
    ]);
    expect(fidelity).to.equal('superset');
    expect(
      diagnostics.map(({ code, source, span }) => [code, source.text.slice(span.start, span.end)]),
    ).to.deep.equal([['approximate-correlation', '5m']]);
  });

  it('are refused where only exact ones are welcome', () => {
    const correlation = correlationOf(`type: temporal\nrules: [a, b]\n${NAMES}`);
    const { queries, diagnostics } = convertCorrelation(correlation, createEsqlCorrelations(), {
      approximate: 'never',
    });
    expect(queries).to.deep.equal([]);
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['unsupported-correlation']);
  });

  for (const [law, section] of [
    [
      'sums, which longer windows can make larger or smaller',
      `type: value_sum\nrules: [a]\n${NAMES}condition: { field: N, gt: 1 }\n`,
    ],
    [
      'fewer events, of which longer windows have more',
      `type: event_count\nrules: [a]\n${NAMES}condition: { lt: 3 }\n`,
    ],
    [
      'absence, which longer windows can end',
      `type: temporal\nrules: [a, b]\n${NAMES}condition: a and not b\n`,
    ],
    [
      'groups that are in another field for each rule',
      'type: temporal\nrules: [a, b]\ntimespan: 5m\ngroup-by: [who]\naliases: { who: { a: User, b: Account } }\n',
    ],
  ] as const) {
    it(`refuse ${law}`, () => {
      const { queries, diagnostics } = toEsql(correlationOf(section));
      expect(queries).to.deep.equal([]);
      expect(diagnostics.map(({ code }) => code)).to.deep.equal(['unsupported-correlation']);
    });
  }

  describe('miss no match of the cases worked out by hand', () => {
    let converted = 0;
    for (const { file, name, sigma, events, matches, why } of readConformanceCases()) {
      const { correlations } = createCollection(parseSigma(sigma));
      const correlation = correlations.find(({ correlation: { title } }) => title === 'Correlated');
      if (matches === undefined || correlation === undefined || toEsql(correlation).queries.length === 0)
        continue;
      // A field that is grouped by holds one text: so say the assumptions.
      if (events.some(({ fields }) => Object.values(fields).some(Array.isArray))) continue;
      converted++;
      it(`${file.replace('.yml', '')}: ${name}`, () => {
        const names = new Set(events.flatMap(({ fields }) => Object.keys(fields)));
        const mapping = new Map([...names].map((field) => [field, 'keyword'] as const));
        const [query = ''] = toEsql(correlation).queries;
        const windows = runWindows(
          query,
          events.map(({ at, fields: document }) => ({ at, document })),
          mapping,
        );
        const missed = matches.filter(
          ({ at, group }) =>
            !windows.some(
              ({ from, seconds, groups }) =>
                from <= at && at < from + seconds && groups.join() === Object.values(group).join(),
            ),
        );
        expect(missed, why).to.deep.equal([]);
      });
    }

    it('in a good part of them', () => {
      expect(converted).to.be.at.least(30);
    });
  });
});
