/**
 * Correlations in query languages against their definition, on generated chains of correlations and events: what a target does
 * not refuse finds what the definition says, for each time and group. `SIGMAQ_RUNS` sets the number of sequences, times 4.
 */
import { expect } from 'chai';
import fc from 'fast-check';
import type { ResolvedCorrelation } from '../../lib/collection/index.ts';
import type { Conversion } from '../../lib/convert.ts';
import { arbitraryCollection, arbitraryEvent, RULES } from '../helpers/arbitrary-correlation.ts';
import type { TimedEvent } from '../helpers/conformance.ts';
import { referenceMatches, type ReferenceEvent } from '../helpers/correlation-reference.ts';
import { fireInDuckdb, toDuckdb } from '../helpers/duckdb-correlation.ts';
import { firingsOf, type Firing } from '../helpers/firings.ts';

const RUNS = 4 * Number(process.env.SIGMAQ_RUNS ?? 30);

/** Fields have one value: so say the assumptions of both. */
const sequence = fc.record({
  collection: arbitraryCollection,
  events: fc.array(arbitraryEvent(0), { minLength: 1, maxLength: 16 }),
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

interface Target {
  readonly name: string;
  readonly convert: (correlation: ResolvedCorrelation) => Conversion;
  readonly fire: (
    correlation: ResolvedCorrelation,
    events: readonly TimedEvent[],
  ) => readonly Firing[] | Promise<readonly Firing[]>;
}

const TARGETS: readonly Target[] = [{ name: 'SQL', convert: toDuckdb, fire: fireInDuckdb }];

for (const { name, convert, fire } of TARGETS) {
  describe(`correlations in ${name}`, function () {
    this.timeout(600_000);

    it('are those of the definition, or refused', async () => {
      let matching = 0;
      await fc.assert(
        fc.asyncProperty(sequence, async ({ collection, events }) => {
          const correlation = collection.correlations.at(-1)!;
          if (convert(correlation).queries.length === 0) return;
          const wanted = firingsOf(
            referenceMatches(collection.correlations, events)
              .filter((each) => each.correlation === correlation.correlation.title)
              .map(({ time, group }) => [time / 1000, ...group]),
          );
          if (wanted.length > 0) matching++;
          expect(await fire(correlation, events.map(timed))).to.deep.equal(wanted);
        }),
        { numRuns: RUNS },
      );
      expect(matching).to.be.above(RUNS / 4);
    });
  });
}
