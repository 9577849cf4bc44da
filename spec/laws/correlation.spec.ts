/**
 * The correlator against the definition of correlations, on generated correlations and events: in order of time, shuffled
 * within the allowed lateness, and with the correlator stopped and started anew from its snapshot in between.
 * `SIGMAQ_RUNS` sets the number of sequences, times 35.
 */
import { expect } from 'chai';
import fc from 'fast-check';
import type { SigmaCollection } from '../../lib/collection/index.ts';
import {
  createCorrelator,
  type Correlator,
  type CorrelationMatch,
  type CorrelatorSnapshot,
} from '../../lib/correlate/index.ts';
import { parseSigma } from '../../lib/parse.ts';
import {
  arbitraryCollection,
  arbitraryEvent,
  correlationText,
  RULE_TEXT,
} from '../helpers/arbitrary-correlation.ts';
import { referenceMatches, type ReferenceEvent } from '../helpers/correlation-reference.ts';
import { hasErrors } from '../../lib/diagnostics/diagnostic.ts';

const RUNS = 35 * Number(process.env.SIGMAQ_RUNS ?? 30);

interface Sequence {
  readonly collection: SigmaCollection;
  readonly events: readonly ReferenceEvent[];
  /** How late each event comes, in milliseconds. */
  readonly delays: readonly number[];
  /** After which events the correlator is stopped. */
  readonly stops: readonly boolean[];
}

const LATENESS = 5;

const sequence: fc.Arbitrary<Sequence> = fc
  .record({
    collection: arbitraryCollection,
    events: fc.array(arbitraryEvent(1), { minLength: 1, maxLength: 24 }),
  })
  .chain(({ collection: chosen, events }) => {
    const each = { minLength: events.length, maxLength: events.length };
    return fc.record({
      collection: fc.constant(chosen),
      events: fc.constant(events),
      delays: fc.array(fc.integer({ min: 0, max: LATENESS * 1000 }), each),
      stops: fc.array(fc.boolean(), each),
    });
  });

/** Arrives in the order of time and delay: what was seen before is never more than the lateness ahead. */
function inOrderOfArrival({ events, delays }: Sequence): readonly ReferenceEvent[] {
  const arrivals = events.map((each, index) => ({ each, at: each.time + delays[index]! }));
  return arrivals.sort((a, b) => a.at - b.at).map(({ each }) => each);
}

/** @param stops - After which events the state goes through JSON into a new correlator. */
function correlate(
  { collection: chosen }: Sequence,
  events: readonly ReferenceEvent[],
  lateness: number,
  stops: readonly boolean[] = [],
): readonly CorrelationMatch[] {
  const start = (snapshot?: CorrelatorSnapshot): Correlator =>
    createCorrelator(chosen, {
      lateness,
      report: 'every',
      timeFields: ['t'],
      ...(snapshot && { snapshot }),
    });
  let correlator = start();
  const found: CorrelationMatch[] = [];
  for (const [index, { time, rules, fields }] of events.entries()) {
    const held = Object.fromEntries(
      Object.entries(fields).map(([name, list]) => [name, list.length === 1 ? list[0] : list]),
    );
    const matched = Object.fromEntries(rules.map((name) => [name, 1]));
    found.push(
      ...correlator.process({ shape: 'plain', route: {}, fields: { ...held, ...matched, t: time / 1000 } })
        .correlations,
    );
    if (stops[index] === true) {
      correlator = start(JSON.parse(JSON.stringify(correlator.snapshot())) as CorrelatorSnapshot);
    }
  }
  found.push(...correlator.flush());
  expect(correlator.counts).to.deep.equal({ late: 0, evictedGroups: 0, untimed: 0, future: 0 });
  return found;
}

function summary(matches: readonly CorrelationMatch[]): readonly string[] {
  return matches
    .map(({ correlation, time, group, isOnset }) =>
      JSON.stringify([correlation.title, time, group.map(({ value }) => value), isOnset]),
    )
    .sort();
}

function expected({ collection: { correlations }, events }: Sequence): readonly string[] {
  return referenceMatches(correlations, events)
    .map(({ correlation, time, group, isOnset }) => JSON.stringify([correlation, time, group, isOnset]))
    .sort();
}

describe('correlations in a stream', function () {
  this.timeout(600_000);

  it('are those of the definition, in whatever order events come and wherever the stream is interrupted', () => {
    let matching = 0;
    fc.assert(
      fc.property(sequence, (each) => {
        const wanted = expected(each);
        if (wanted.length > 0) matching++;
        const byTime = [...each.events].sort((a, b) => a.time - b.time);
        expect(summary(correlate(each, byTime, 0))).to.deep.equal(wanted);
        expect(summary(correlate(each, inOrderOfArrival(each), LATENESS, each.stops))).to.deep.equal(wanted);
      }),
      { numRuns: RUNS },
    );
    expect(matching).to.be.above(RUNS / 3);
  });

  it('are generated from texts without errors but those of conditions that hold of nothing', () => {
    const codes = new Set<string>();
    fc.assert(
      fc.property(fc.tuple(correlationText(0), correlationText(1)), (texts) => {
        const { diagnostics } = parseSigma([RULE_TEXT, ...texts].join('---\n'));
        for (const diagnostic of diagnostics) if (hasErrors([diagnostic])) codes.add(diagnostic.code);
      }),
      { numRuns: 100 },
    );
    expect([...codes].filter((code) => !/^correlation-(condition|expression)$/.test(code))).to.deep.equal([]);
  });
});
