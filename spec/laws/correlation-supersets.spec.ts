/**
 * Correlations in languages that find more than the definition says: of what they do not refuse they miss nothing, on generated
 * chains of correlations and events. `SIGMAQ_RUNS` sets the number of sequences, times 5.
 */
import { expect } from 'chai';
import fc from 'fast-check';
import { arbitraryEvent, growingCollection, RULES } from '../helpers/arbitrary-correlation.ts';
import type { TimedEvent } from '../helpers/conformance.ts';
import { referenceMatches, type ReferenceEvent } from '../helpers/correlation-reference.ts';
import { fireInEql, isFoundInEql, spanInEql, toEql } from '../helpers/eql-correlation.ts';
import { isFound, toEsql, windowsInEsql } from '../helpers/esql-correlation.ts';

const RUNS = 5 * Number(process.env.SIGMAQ_RUNS ?? 30);

/** Fields have one value: so say the assumptions. */
const sequence = fc.record({
  collection: growingCollection,
  events: fc.array(arbitraryEvent(0), { minLength: 1, maxLength: 24 }),
});

function timed({ time, rules, fields }: ReferenceEvent): TimedEvent {
  const held = Object.entries(fields).flatMap(([name, [value]]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return {
    at: time / 1000,
    fields: {
      ...Object.fromEntries(held),
      ...Object.fromEntries(RULES.map((name) => [name, rules.includes(name) ? '1' : '0'])),
    },
  };
}

describe('correlations in ES|QL', function () {
  this.timeout(600_000);

  it('miss nothing of what the definition says, or are refused', () => {
    let matching = 0;
    fc.assert(
      fc.property(sequence, ({ collection, events }) => {
        for (const correlation of collection.correlations) {
          if (toEsql(correlation).queries.length === 0) continue;
          const windows = windowsInEsql(correlation, events.map(timed));
          const missed = referenceMatches(collection.correlations, events).filter(
            (each) =>
              each.correlation === correlation.correlation.title &&
              !isFound(windows, { at: each.time / 1000, group: each.group }),
          );
          expect(missed).to.deep.equal([]);
          if (
            correlation.members.some(({ target }) => target.kind === 'resolved-correlation') &&
            windows.length > 0
          )
            matching++;
        }
      }),
      { numRuns: RUNS },
    );
    expect(matching).to.be.above(RUNS / 5);
  });
});

describe('correlations in EQL', function () {
  this.timeout(600_000);

  /** No two events of one time, and no event of two rules: so say the assumptions. */
  function apart(events: readonly ReferenceEvent[]): readonly ReferenceEvent[] {
    const times = new Set<number>();
    return events
      .filter(({ time }) => times.size < times.add(time).size)
      .map((each) => ({ ...each, rules: each.rules.slice(0, 1) }));
  }

  it('miss no beginning of what the definition says, or are refused', () => {
    let matching = 0;
    fc.assert(
      fc.property(sequence, ({ collection, events }) => {
        const held = apart(events);
        for (const correlation of collection.correlations) {
          if (toEql(correlation).queries.length === 0) continue;
          const found = fireInEql(correlation, held.map(timed));
          const seconds = spanInEql(correlation);
          const missed = referenceMatches(collection.correlations, held).filter(
            (each) =>
              each.correlation === correlation.correlation.title &&
              each.isOnset &&
              !isFoundInEql(found, { at: each.time / 1000, group: each.group }, seconds),
          );
          expect(missed).to.deep.equal([]);
          if (
            correlation.members.some(({ target }) => target.kind === 'resolved-correlation') &&
            found.length > 0
          )
            matching++;
        }
      }),
      { numRuns: RUNS },
    );
    expect(matching).to.be.above(RUNS / 100);
  });
});
