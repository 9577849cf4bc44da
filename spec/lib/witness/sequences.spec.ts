import { expect } from 'chai';
import { createCollection } from '../../../lib/collection/index.ts';
import { createCorrelator } from '../../../lib/correlate/index.ts';
import { parseSigma } from '../../../lib/parse.ts';
import {
  sequenceWitnesses,
  type SequenceWitnesses,
  type WitnessSequence,
} from '../../../lib/witness/index.ts';
import { readConformanceCases } from '../../helpers/conformance.ts';
import { collect, correlationOf, namedRule } from '../../helpers/correlating.ts';

const RULES = ['a', 'b', 'c'].map((name) => namedRule(name));

const witnessesOf = (section: string): SequenceWitnesses =>
  sequenceWitnesses(collect(...RULES, correlationOf('x', section)).correlations[0]!);

const seconds = (sequence: WitnessSequence | undefined): unknown =>
  sequence?.map((event) => (Date.parse(String(event['@timestamp'])) - Date.UTC(2026, 0, 1)) / 1000);

describe('witnesses of correlations', () => {
  it('just come true: no event more than it takes, over all of the time span', () => {
    const { matching } = witnessesOf(
      'type: event_count, rules: [a], group-by: [User], timespan: 10m, condition: {gte: 3}',
    );
    expect(matching[0]?.map(({ '@timestamp': time, ...fields }) => ({ time, ...fields }))).to.deep.equal([
      { time: '2026-01-01T00:00:00.000Z', rule: 'a', User: 'User-1' },
      { time: '2026-01-01T00:05:00.000Z', rule: 'a', User: 'User-1' },
      { time: '2026-01-01T00:10:00.000Z', rule: 'a', User: 'User-1' },
    ]);
  });

  it('just do not: an event too early, too few, or one of another group', () => {
    const { missing } = witnessesOf(
      'type: event_count, rules: [a], group-by: [User], timespan: 10m, condition: {gte: 3}',
    );
    expect(missing.map(seconds)).to.deep.equal([
      [-0.001, 300, 600],
      [0, 300],
      [300, 600],
      [0, 300, 600],
      [0],
    ]);
    expect(missing[3]?.map(({ User }) => User)).to.deep.equal(['User-1', 'User-1', 'User-other']);
  });

  it('are in order for ordered types, and turned round to miss', () => {
    const { matching, missing } = witnessesOf(
      'type: temporal_ordered, rules: [a, b, c], group-by: [User], timespan: 10s',
    );
    expect(matching[0]?.map(({ rule }) => rule)).to.deep.equal(['a', 'b', 'c']);
    expect(missing.map((events) => events.map(({ rule }) => rule))).to.deep.include(['c', 'b', 'a']);
  });

  it('have different values to count, and equal ones to miss', () => {
    const { matching, missing } = witnessesOf(
      'type: value_count, rules: [a], timespan: 10s, condition: {field: Host, gte: 2}',
    );
    const hosts = (events: WitnessSequence | undefined): unknown => events?.map(({ Host }) => Host);
    expect(hosts(matching[0])).to.deep.equal(['value-1', 'value-2']);
    expect(missing.map(hosts)).to.deep.include(['value-1', 'value-1']);
  });

  it('have numbers at the edge of a bound', () => {
    const { matching, missing } = witnessesOf(
      'type: value_sum, rules: [a], timespan: 10s, condition: {field: Bytes, gt: 100}',
    );
    const bytes = (events: WitnessSequence | undefined): unknown => events?.map(({ Bytes }) => Bytes);
    expect(bytes(matching[0])).to.deep.equal([50.5, 50.5]);
    expect(missing.map(bytes)).to.deep.include([50, 50]);
  });

  it('leave alone what a rule asks for in the fields of a group', () => {
    const { matching } = witnessesOf(
      'type: event_count, rules: [a], group-by: [rule], timespan: 10s, condition: {gte: 2}',
    );
    expect(matching[0]?.map(({ rule }) => rule)).to.deep.equal(['a', 'a']);
  });

  it('are none where it would take thousands of events', () => {
    const { matching, missing } = witnessesOf(
      'type: event_count, rules: [a], timespan: 10s, condition: {gte: 5000}',
    );
    expect([matching, missing]).to.deep.equal([[], []]);
  });

  it('say why there are none for a rule with an error', () => {
    const rule = namedRule('a').replace('condition: selection', 'condition: selektion');
    const section = 'type: event_count, rules: [a], timespan: 10s, condition: {gte: 2}';
    const { correlations } = collect(rule, correlationOf('x', section));
    const { matching, diagnostics } = sequenceWitnesses(correlations[0]!);
    expect(matching).to.deep.equal([]);
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['condition-unknown-identifier']);
  });

  it('exist for both verdicts, and are labelled rightly, for the correlations of all conformance cases', () => {
    const without: string[] = [];
    for (const { sigma, name } of readConformanceCases()) {
      const collection = createCollection(parseSigma(sigma));
      for (const resolved of collection.correlations) {
        const { matching, missing } = sequenceWitnesses(resolved);
        if (matching.length === 0 || missing.length === 0) without.push(name);
        for (const [sequences, expected] of [
          [matching, true],
          [missing, false],
        ] as const) {
          for (const sequence of sequences) {
            // All correlations report here, so that inner ones are seen as well.
            const single = createCollection({
              rules: collection.rules,
              correlations: collection.correlations.map(({ correlation }) => ({
                ...correlation,
                generate: true,
              })),
            });
            const correlator = createCorrelator(single);
            const found = sequence.flatMap(
              (fields) => correlator.process({ shape: 'plain', route: {}, fields }).correlations,
            );
            const titles = [...found, ...correlator.flush()].map(({ correlation }) => correlation.title);
            expect(titles.includes(resolved.correlation.title), name).to.equal(expected);
          }
        }
      }
    }
    expect(without).to.deep.equal([]);
  });
});
