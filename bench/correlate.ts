/**
 * `npm run bench:correlate`: matched events a second through the correlator, and the memory of very many groups.
 *
 * Events are made as they are needed and have matched already: what is measured is what correlating adds to matching.
 * A second run goes through matching as well.
 */
import { createCorrelator, type Correlator, type CorrelatorOptions } from '../lib/correlate/index.ts';
import { createProjection } from '../lib/correlate/matched-event.ts';
import { createPlan } from '../lib/correlate/plan.ts';
import { createTracker } from '../lib/correlate/tracker.ts';
import { createCollection, parseSigma } from '../lib/index.ts';

const EVENTS = 1_000_000;
const LIVE_GROUPS = 10_000;
const ALL_GROUPS = 1_000_000;
/** Matched events a second that must be reached, and megabytes that must not be exceeded. */
const BARS = { rate: 200_000, megabytes: 400 };

const collect = globalThis.gc ?? ((): void => undefined);
const megabytes = (): number => {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
};
let missed = false;
function show(what: string, value: string, met: boolean, bar: string): void {
  console.log(`${what.padEnd(66)} ${value.padStart(14)}  ${met ? 'met' : 'MISSED'}: ${bar}`);
  if (!met) missed = true;
}

const RULES = ['failed', 'succeeded', 'created'].map(
  (name) => `title: ${name}
name: ${name}
logsource: { product: windows }
detection: { selection: { Action: ${name} }, condition: selection }
`,
);

const SECTIONS: Readonly<Record<string, string>> = {
  event_count: 'type: event_count, rules: [failed], condition: { gte: 50 }',
  value_count: 'type: value_count, rules: [failed], condition: { field: Host, gte: 50 }',
  temporal: 'type: temporal, rules: [failed, succeeded, created]',
  temporal_ordered: 'type: temporal_ordered, rules: [failed, succeeded, created]',
  value_sum: 'type: value_sum, rules: [failed], condition: { field: Bytes, gt: 100000 }',
  value_avg: 'type: value_avg, rules: [failed], condition: { field: Bytes, gt: 900 }',
  value_max: 'type: value_max, rules: [failed], condition: { field: Bytes, gt: 998 }',
  value_percentile:
    'type: value_percentile, rules: [failed], condition: { field: Bytes, percentile: 95, gt: 990 }',
};

const correlation = (title: string, section: string): string =>
  `title: ${title}\nname: ${title}\ncorrelation: { ${section}, group-by: [User], timespan: 10m }\n`;

const CHAIN = [
  correlation('many', SECTIONS.event_count ?? ''),
  correlation('then', 'type: temporal_ordered, rules: [many, succeeded]'),
].join('---\n');

/** Ten minutes hold about sixty events of each group at this pace. */
const MILLISECONDS = (600_000 / 60) * (1 / LIVE_GROUPS);
const START = Date.UTC(2026, 0, 1);
const ACTIONS = ['failed', 'failed', 'succeeded', 'created'];

/** Events of groups in no order that a cache would like. */
function fieldsOf(number: number): Record<string, unknown> {
  const group = Math.imul(number, 2_654_435_761) >>> 0;
  return {
    '@timestamp': START + number * MILLISECONDS,
    Action: ACTIONS[number & 3],
    User: `user${group % LIVE_GROUPS}`,
    Host: `host${group % 97}`,
    Bytes: group % 1000,
  };
}

/** Matched events a second. */
function rateOf(text: string): number {
  const { correlations, rules } = createCollection(parseSigma([...RULES, text].join('---\n')));
  const plan = createPlan(correlations, 100_000);
  const project = createProjection(plan);
  const tracker = createTracker(plan, {
    lateness: 0,
    keepEvents: 10,
    maxGroups: 1_000_000,
    everyMatch: false,
  });
  const byName = new Map(rules.map((rule) => [rule.name, rule]));
  let taken = 0;
  let spent = 0;
  for (let from = 0; from < EVENTS; from += 10_000) {
    const events = Array.from({ length: 10_000 }, (_, at) => {
      const event = fieldsOf(from + at);
      const rule = byName.get(String(event.Action));
      const matches = rule === undefined ? [] : project([{ rule, event, searches: [], fields: [] }]);
      return { time: Number(event['@timestamp']), matches, reference: from + at };
    }).filter(({ matches }) => matches.length > 0);
    const begun = process.cpuUsage();
    for (const event of events) tracker.add(event);
    const { user, system } = process.cpuUsage(begun);
    // The first tenth warms up, and fills the windows.
    if (from >= EVENTS / 10) {
      taken += events.length;
      spent += (user + system) / 1e6;
    }
  }
  return taken / spent;
}

function correlatorFor(text: string, options: CorrelatorOptions = {}): Correlator {
  return createCorrelator(createCollection(parseSigma([...RULES, text].join('---\n'))), options);
}

const format = (value: number): string => Math.round(value).toLocaleString('en');

for (const [type, section] of Object.entries(SECTIONS)) {
  const rate = rateOf(correlation(type, section));
  show(`${type}, ${format(LIVE_GROUPS)} groups`, `${format(rate)}/s`, rate >= BARS.rate, format(BARS.rate));
}
const chained = rateOf(CHAIN);
show('a correlation of a correlation', `${format(chained)}/s`, chained >= BARS.rate, format(BARS.rate));

{
  const correlator = correlatorFor(CHAIN);
  const events = Array.from({ length: 200_000 }, (_, number) => fieldsOf(number));
  const begun = process.cpuUsage();
  for (const fields of events) correlator.process({ shape: 'plain', route: {}, fields });
  const { user, system } = process.cpuUsage(begun);
  console.log(
    `${'the same with matching, from fields on'.padEnd(66)} ${format(events.length / ((user + system) / 1e6)).padStart(12)}/s`,
  );
}

for (const [what, timespan] of [
  ['over time, each for ten minutes', 600],
  ['at once', 86_400],
] as const) {
  const before = megabytes();
  const correlator = correlatorFor(
    `title: c\ncorrelation: { type: event_count, rules: [failed], group-by: [User], timespan: ${timespan}s, condition: { gte: 5 } }\n`,
  );
  let peak = 0;
  for (let number = 0; number < ALL_GROUPS; number++) {
    correlator.process({
      shape: 'plain',
      route: {},
      // A new group every ten milliseconds, each with two events a second apart.
      fields: { '@timestamp': START + number * 10, Action: 'failed', User: `user${number}` },
    });
    if (number % 250_000 === 0) peak = Math.max(peak, megabytes() - before);
  }
  peak = Math.max(peak, megabytes() - before);
  show(
    `${format(ALL_GROUPS)} groups ${what}`,
    `${format(peak)} MB`,
    peak <= BARS.megabytes,
    `${BARS.megabytes} MB`,
  );
  if (correlator.counts.evictedGroups > 0) console.log(`evicted: ${correlator.counts.evictedGroups}`);
}

process.on('exit', () => {
  process.exitCode = missed ? 1 : 0;
});
