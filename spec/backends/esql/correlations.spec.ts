/** Correlations in ES|QL: the text, judged by hand, and that no match of the conformance cases is missed. */
import { expect } from 'chai';
import { createEsqlCorrelations } from '../../../backends/esql/correlations.ts';
import { createCollection } from '../../../lib/collection/index.ts';
import { convertCorrelation } from '../../../lib/convert-correlation.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { chainOf, CHAINS } from '../../helpers/chain-scenarios.ts';
import { readConformanceCases } from '../../helpers/conformance.ts';
import { correlationOf, eventsOf } from '../../helpers/correlation-scenarios.ts';
import { isFound, toEsql, windowsInEsql } from '../../helpers/esql-correlation.ts';

const NAMES = 'timespan: 5m\ngroup-by: [User]\n';

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

  it('count around each event for an inner correlation, and keep what may be its match', () => {
    const { queries, fidelity, diagnostics } = toEsql(
      chainOf(
        'type: event_count, rules: [a], timespan: 1m, group-by: [User], condition: { gte: 3 }',
        'type: temporal_ordered, rules: [c1, b], timespan: 5m, group-by: [Host]',
      ),
    );
    expect(queries).to.deep.equal([
      `from *
| where (to_lower(Kind) == "a") or (to_lower(Kind) == "b")
| eval sigma_is1 = to_lower(Kind) == "a", sigma_is2 = to_lower(Kind) == "b"
| eval sigma_window_i1 = mv_append(date_trunc(60 seconds, @timestamp), date_trunc(60 seconds, @timestamp) - 60 seconds)
| mv_expand sigma_window_i1
| inline stats sigma_number_i1 = count(*) where sigma_is1 == true by sigma_window_i1, User
| where sigma_window_i1 == date_trunc(60 seconds, @timestamp) - 60 seconds
| eval sigma_inner1 = (sigma_is1 == true) and not (to_string(User) == "") and sigma_number_i1 >= 3
| where (sigma_inner1 == true) or (sigma_is2 == true)
| where not (to_string(Host) == "")
| eval sigma_window = mv_append(date_trunc(300 seconds, @timestamp), date_trunc(300 seconds, @timestamp) - 300 seconds)
| mv_expand sigma_window
| stats sigma_rule1 = count(*) where sigma_inner1 == true, sigma_rule2 = count(*) where sigma_is2 == true by sigma_window, Host
| where sigma_rule1 > 0 and sigma_rule2 > 0`,
    ]);
    expect(fidelity).to.equal('superset');
    expect(
      diagnostics.map(({ code, source, span }) => [code, source.text.slice(span.start, span.end)]),
    ).to.deep.equal([
      ['approximate-correlation', '1m'],
      ['approximate-correlation', '5m'],
    ]);
  });

  for (const { law, documents, events, firings } of CHAINS) {
    it(`${law}, or refuse to`, () => {
      const correlation = chainOf(...documents);
      if (toEsql(correlation).queries.length === 0) return;
      const windows = windowsInEsql(correlation, eventsOf(...events));
      const missed = firings.filter((firing) => {
        const [at, ...group] = firing.split(' ');
        return !isFound(windows, { at: Number(at), group });
      });
      expect(missed).to.deep.equal([]);
    });
  }

  it('find less of what an inner correlation rules out', () => {
    const correlation = chainOf(
      'type: event_count, rules: [a], timespan: 1m, group-by: [User], condition: { gte: 3 }',
      'type: temporal_ordered, rules: [c1, b], timespan: 5m, group-by: [User]',
    );
    const events = eventsOf('0 a User=ann', '1 a User=ann', '130 a User=ann', '140 b User=ann');
    expect(windowsInEsql(correlation, events)).to.deep.equal([]);
  });

  it('refuse an inner correlation at its place', () => {
    const { queries, diagnostics } = toEsql(
      chainOf(
        'type: event_count, rules: [a], timespan: 1m, condition: { lt: 3 }',
        'type: event_count, rules: [c1], timespan: 5m, condition: { gte: 2 }',
      ),
    );
    expect(queries).to.deep.equal([]);
    expect(
      diagnostics.map(({ code, source, span }) => [code, source.text.slice(span.start, span.end)]),
    ).to.deep.equal([['unsupported-correlation', '{ lt: 3 }']]);
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
        const windows = windowsInEsql(correlation, events);
        const missed = matches.filter(
          ({ at, group }) => !isFound(windows, { at, group: Object.values(group) }),
        );
        expect(missed, why).to.deep.equal([]);
      });
    }

    it('in a good part of them', () => {
      expect(converted).to.be.at.least(30);
    });
  });
});
