/** Correlations in EQL: the text, judged by hand, and the conformance cases that it has a form for. */
import { expect } from 'chai';
import { createCollection } from '../../../lib/collection/index.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { readConformanceCases } from '../../helpers/conformance.ts';
import { correlationOf } from '../../helpers/correlation-scenarios.ts';
import { fireInEql, toEql } from '../../helpers/eql-correlation.ts';
import { firingsOf } from '../../helpers/firings.ts';

const NAMES = 'timespan: 5m\ngroup-by: [User]\n';

function textOf(section: string): readonly string[] {
  return toEql(correlationOf(section)).queries;
}

describe('correlations in EQL', () => {
  it('are a sequence of rules in their order', () => {
    expect(textOf(`type: temporal_ordered\nrules: [a, b]\n${NAMES}`)).to.deep.equal([
      'sequence by User with maxspan=300s\n  [any where ?Kind : "a"]\n  [any where ?Kind : "b"]',
    ]);
  });

  it('are a sequence for each order of rules that may come in any', () => {
    expect(textOf(`type: temporal\nrules: [a, b]\n${NAMES}`)).to.deep.equal([
      'sequence by User with maxspan=300s\n  [any where ?Kind : "a"]\n  [any where ?Kind : "b"]',
      'sequence by User with maxspan=300s\n  [any where ?Kind : "b"]\n  [any where ?Kind : "a"]',
    ]);
  });

  it('repeat an item for many events', () => {
    expect(textOf(`type: event_count\nrules: [a]\n${NAMES}condition: { gt: 2 }\n`)).to.deep.equal([
      'sequence by User with maxspan=300s\n  [any where ?Kind : "a"] with runs=3',
    ]);
  });

  it('are a plain query where one event is enough', () => {
    expect(textOf(`type: event_count\nrules: [a]\n${NAMES}condition: { gte: 1 }\n`)).to.deep.equal([
      'any where ?Kind : "a" and ?User != null',
    ]);
  });

  it('name the field of each rule that holds a group', () => {
    const aliases = 'group-by: [who]\ntimespan: 5m\naliases: { who: { a: User, b: Account } }\n';
    expect(textOf(`type: temporal_ordered\nrules: [a, b]\n${aliases}`)).to.deep.equal([
      'sequence with maxspan=300s\n  [any where ?Kind : "a"] by User\n  [any where ?Kind : "b"] by Account',
    ]);
  });

  for (const [law, section] of [
    ['numbers over values', `type: value_sum\nrules: [a]\n${NAMES}condition: { field: N, gt: 1 }\n`],
    ['fewer events', `type: event_count\nrules: [a]\n${NAMES}condition: { lt: 3 }\n`],
    ['events that repeat too often', `type: event_count\nrules: [a]\n${NAMES}condition: { gte: 101 }\n`],
    [
      'events of several rules counted together',
      `type: event_count\nrules: [a, b]\n${NAMES}condition: { gte: 2 }\n`,
    ],
    ['absence', `type: temporal\nrules: [a, b]\n${NAMES}condition: a and not b\n`],
  ] as const) {
    it(`refuse ${law}`, () => {
      const { queries, diagnostics } = toEql(correlationOf(section));
      expect(queries).to.deep.equal([]);
      expect(diagnostics.map(({ code }) => code)).to.deep.equal(['unsupported-correlation']);
    });
  }

  describe('find what the cases worked out by hand say', () => {
    let converted = 0;
    for (const { file, name, sigma, events, matches, why } of readConformanceCases()) {
      const { correlations } = createCollection(parseSigma(sigma));
      const correlation = correlations.find(({ correlation: { title } }) => title === 'Correlated');
      if (matches === undefined || correlation === undefined || toEql(correlation).queries.length === 0)
        continue;
      // Two events of one time, and one event of two rules, are outside the assumptions that the conversion states.
      if (
        new Set(events.map(({ at }) => at)).size < events.length ||
        name.includes('one event for two rules')
      )
        continue;
      if (events.some(({ fields }) => Object.values(fields).some(Array.isArray))) continue;
      converted++;
      it(`${file.replace('.yml', '')}: ${name}`, () => {
        const found = fireInEql(correlation, events);
        const all = firingsOf(matches.map(({ at, group }) => [at, ...Object.values(group)]));
        // A sequence is found once; that it still holds at a later event is not reported again.
        const fresh = firingsOf(
          matches.filter(({ still }) => !still).map(({ at, group }) => [at, ...Object.values(group)]),
        );
        expect(
          found.filter((each) => !all.includes(each)),
          why,
        ).to.deep.equal([]);
        expect(
          fresh.filter((each) => !found.includes(each)),
          why,
        ).to.deep.equal([]);
      });
    }

    it('in a good part of them', () => {
      expect(converted).to.be.at.least(25);
    });
  });
});
