/**
 * Correlations in query languages against their definition, on generated chains of correlations and events: what a target does
 * not refuse finds what the definition says, for each time and group. `SIGMAQ_RUNS` sets the number of sequences.
 */
import { expect } from 'chai';
import fc from 'fast-check';
import initSqlJs, { type Database } from 'sql.js';
import type { ResolvedCorrelation, SigmaCollection } from '../../lib/collection/index.ts';
import type { Conversion } from '../../lib/convert.ts';
import { startPcre } from '../engines/pcre.ts';
import { arbitraryCollection, arbitraryEvent, RULES } from '../helpers/arbitrary-correlation.ts';
import type { TimedEvent } from '../helpers/conformance.ts';
import { referenceMatches, type ReferenceEvent } from '../helpers/correlation-reference.ts';
import { fireInDuckdb, toDuckdb } from '../helpers/duckdb-correlation.ts';
import { firingsOf, type Firing } from '../helpers/firings.ts';
import { fireInSqlite, toSqlite } from '../helpers/sqlite-correlation.ts';
import { fireInSplunk, toSplunk } from '../helpers/splunk-correlation.ts';
import { fireInKusto, toKusto, type KustoSetting, type Placing } from '../helpers/kusto-correlation.ts';

const RUNS = Number(process.env.SIGMAQ_RUNS ?? 100);

/** @param several as of `arbitraryEvent` */
const sequence = (several: number): fc.Arbitrary<{ collection: SigmaCollection; events: ReferenceEvent[] }> =>
  fc.record({
    collection: arbitraryCollection,
    events: fc.array(arbitraryEvent(several), { minLength: 1, maxLength: 16 }),
  });

function timed({ time, rules, fields }: ReferenceEvent): TimedEvent {
  const held = Object.entries(fields).flatMap(([name, values]) => {
    const [only, ...others] = values;
    return only === undefined ? [] : [[name, others.length > 0 ? values : only] as const];
  });
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
  /** Which events a rule is about at all. @default all */
  readonly isAbout?: (rule: string, event: ReferenceEvent) => boolean;
  /** Whether fields may have several values. @default false */
  readonly hasLists?: boolean;
}

/** Tables that rules share in part. */
const PLACING: Placing = {
  tablesOf: { a: ['A'], b: ['A', 'B'], c: ['C', 'B', 'A'] },
  tableOf: ({ at }) => ['A', 'B', 'C'][(at * 2) % 3] ?? '',
};
const SETTING: KustoSetting = { placing: PLACING, lists: ['g', 'h', 'v', 'w'] };

let sqlite: Promise<Database> | undefined;

async function startSqlite(): Promise<Database> {
  const { Database } = await initSqlJs();
  return new Database();
}

const TARGETS: readonly Target[] = [
  { name: 'SQL', convert: toDuckdb, fire: fireInDuckdb },
  { name: 'KQL', convert: toKusto, fire: fireInKusto },
  {
    name: 'KQL over several tables, with lists',
    convert: (correlation) => toKusto(correlation, SETTING),
    fire: (correlation, events) => fireInKusto(correlation, events, SETTING),
    isAbout: (rule, event) => PLACING.tablesOf[rule]?.includes(PLACING.tableOf(timed(event))) === true,
    hasLists: true,
  },
  { name: 'SPL', convert: toSplunk, fire: fireInSplunk },
  {
    name: 'SQLite',
    convert: toSqlite,
    fire: async (correlation, events) => fireInSqlite(await (sqlite ??= startSqlite()), correlation, events),
  },
];

for (const { name, convert, fire, isAbout = () => true, hasLists = false } of TARGETS) {
  describe(`correlations in ${name}`, function () {
    this.timeout(600_000);

    before(startPcre);

    it('are those of the definition, or refused', async () => {
      let matching = 0;
      await fc.assert(
        fc.asyncProperty(sequence(hasLists ? 2 : 0), async ({ collection, events }) => {
          const correlation = collection.correlations.at(-1)!;
          if (convert(correlation).queries.length === 0) return;
          const wanted = firingsOf(
            referenceMatches(
              collection.correlations,
              events.map((event) => ({
                ...event,
                rules: event.rules.filter((rule) => isAbout(rule, event)),
              })),
            )
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
