/** Correlations in EQL: the text, judged by hand, and the conformance cases that it has a form for. */
import { expect } from 'chai';
import { createCollection } from '../../../lib/collection/index.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { readConformanceCases } from '../../helpers/conformance.ts';
import { chainOf } from '../../helpers/chain-scenarios.ts';
import { correlationOf } from '../../helpers/correlation-scenarios.ts';
import { fireInEql, isFoundInEql, spanInEql, toEql } from '../../helpers/eql-correlation.ts';
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

  it('add up the spans of inner and outer correlation, and say that this finds more', () => {
    const { queries, fidelity, diagnostics } = toEql(
      chainOf(
        'type: event_count, rules: [a], timespan: 10s, group-by: [User], condition: { gte: 3 }',
        'type: temporal_ordered, rules: [c1, b], timespan: 20s, group-by: [User]',
      ),
    );
    expect(queries).to.deep.equal([
      'sequence by User with maxspan=30s\n  [any where ?Kind : "a"] with runs=3\n  [any where ?Kind : "b"]',
    ]);
    expect(fidelity).to.equal('superset');
    expect(
      diagnostics.map(({ code, source, span }) => [code, source.text.slice(span.start, span.end)]),
    ).to.deep.equal([['approximate-correlation', '20s']]);
  });

  it('let an event of another rule come between those of an inner match', () => {
    const inner = 'type: event_count, rules: [a], timespan: 10s, condition: { gte: 2 }';
    const ordered = chainOf(inner, 'type: temporal_ordered, rules: [b, c1], timespan: 20s');
    const [first, second] = ['[any where ?Kind : "a"]', '[any where ?Kind : "b"]'];
    const sequence = (...items: readonly string[]): string =>
      ['sequence with maxspan=30s', ...items].join('\n  ');
    expect(toEql(ordered).queries).to.deep.equal([
      sequence(second, `${first} with runs=2`),
      sequence(first, second, first),
      // The match can be a third event of the rule, which is not asked for.
      sequence(`${first} with runs=2`, second),
    ]);
  });

  it('count matches of one rule as so many more of its events', () => {
    const correlation = chainOf(
      'type: event_count, rules: [a], timespan: 10s, group-by: [User], condition: { gte: 3 }',
      'type: event_count, rules: [c1], timespan: 60s, group-by: [User], condition: { gte: 5 }',
    );
    expect(toEql(correlation).queries).to.deep.equal([
      'sequence by User with maxspan=70s\n  [any where ?Kind : "a"] with runs=7',
    ]);
  });

  for (const [law, place, ...documents] of [
    [
      'groups that only the last event of an inner match has',
      'c1',
      'type: event_count, rules: [a], timespan: 10s, group-by: [User], condition: { gte: 3 }',
      'type: temporal_ordered, rules: [c1, b], timespan: 20s, group-by: [Host]',
    ],
    [
      'a rule that an inner correlation is about as well',
      'c1',
      'type: event_count, rules: [a], timespan: 10s, condition: { gte: 3 }',
      'type: temporal, rules: [c1, a], timespan: 20s',
    ],
    [
      'matches of several rules that are counted',
      'c1',
      'type: temporal, rules: [a, b], timespan: 10s',
      'type: event_count, rules: [c1], timespan: 20s, condition: { gte: 2 }',
    ],
    [
      'inner correlations that have no sequence, at their place',
      '{ lt: 3 }',
      'type: event_count, rules: [a], timespan: 10s, condition: { lt: 3 }',
      'type: temporal_ordered, rules: [c1, b], timespan: 20s',
    ],
    [
      'more than so many orders',
      'temporal',
      'type: temporal, rules: [a, b], timespan: 10s',
      'type: event_count, rules: [c], timespan: 10s, condition: { gte: 5 }',
      'type: temporal, rules: [c1, c2], timespan: 20s',
    ],
  ] as const) {
    it(`refuse ${law}`, () => {
      const { queries, diagnostics } = toEql(chainOf(...documents));
      expect(queries).to.deep.equal([]);
      expect(
        diagnostics.map(({ code, source, span }) => [code, source.text.slice(span.start, span.end)]),
      ).to.deep.equal([['unsupported-correlation', place]]);
    });
  }

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
        if (toEql(correlation).fidelity === 'superset') {
          const missed = matches.filter(
            ({ at, group, still }) =>
              !still && !isFoundInEql(found, { at, group: Object.values(group) }, spanInEql(correlation)),
          );
          expect(missed, why).to.deep.equal([]);
          return;
        }
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
