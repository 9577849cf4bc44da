/**
 * `npm run bench:match`: what the rule-set engine adds to the floor under any reader of events, `JSON.parse`.
 *
 * Parsing and matching take turns on small pieces of the same events, each piece parsed afresh, and the median of the
 * rounds counts for each, in processor time, so that other work on the machine hits both alike. Needs the public rules
 * and events in $SIGMA_CORPUS.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { convert, parseSigma, type SigmaRule } from 'sigmaq';
import { predicate } from 'sigmaq/backends/predicate';
import { createMatcher, createRouter, readEvent, type Matcher, type ReadEvent } from 'sigmaq/engine';
import { variantsOf } from './rule-variants.ts';

const ROUNDS = 7;
const PIECE = 500;
const STEADY_EVENTS = 1_000_000;
const FOLDERS = ['', '-emerging-threats', '-threat-hunting', '-compliance', '-placeholder'];

const corpus = process.env.SIGMA_CORPUS;
if (corpus === undefined) {
  console.error('set SIGMA_CORPUS');
  process.exit(3);
}

const collect = globalThis.gc ?? ((): void => undefined);
const heap = (): number => {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
};
/** Milliseconds of processor time. */
const now = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const timed = (task: () => unknown): number => {
  const start = now();
  task();
  return now() - start;
};
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const show = (what: string, value: string, bar = ''): void => {
  console.log(`${what.padEnd(58)} ${value.padStart(12)}  ${bar}`);
};

const texts = FOLDERS.flatMap((suffix) => {
  const folder = join(corpus, 'sigma', `rules${suffix}`);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yml'))
    .map((path) => readFileSync(join(folder, path), 'utf8'));
});
const lines = gunzipSync(readFileSync(join(corpus, 'events', 'windows.ndjson.gz')))
  .toString('utf8')
  .trim()
  .split('\n');
const pieces = Array.from({ length: Math.ceil(lines.length / PIECE) }, (_, i) =>
  lines.slice(i * PIECE, (i + 1) * PIECE),
);

const before = heap();
let rules: readonly SigmaRule[] = [];
let matcher!: Matcher;
const started = performance.now();
const load = timed(() => {
  rules = texts.flatMap((text) => parseSigma(text).rules);
  matcher = createMatcher(rules);
});
const waited = performance.now() - started;
const loaded = heap() - before;

/** Median processor time for all events: of parsing their lines, and of showing them to a matcher. */
function compare(make: () => Matcher, rounds: number): { readonly parse: number; readonly match: number } {
  const parse: number[][] = pieces.map(() => []);
  const match: number[][] = pieces.map(() => []);
  for (let round = 0; round <= rounds; round++) {
    const fresh = make();
    for (const [index, piece] of pieces.entries()) {
      const events = piece.map(readLine);
      const parsing = timed(() => piece.forEach((line) => JSON.parse(line) as unknown));
      const matching = timed(() => events.forEach((event) => fresh.match(event)));
      // The first round warms up.
      if (round > 0) {
        parse[index]!.push(parsing);
        match[index]!.push(matching);
      }
    }
  }
  const sum = (times: readonly number[][]): number => times.reduce((all, each) => all + median(each), 0);
  return { parse: sum(parse), match: sum(match) };
}

function readLine(line: string): ReadEvent {
  return readEvent(JSON.parse(line))!;
}

/** Every routed rule's predicate in turn. */
function createNaive(): (event: ReadEvent) => number {
  const predicates = rules.map((rule) => convert(rule, predicate).queries);
  const router = createRouter(rules.map(({ logsource }) => logsource));
  return (event) => {
    let count = 0;
    for (const { fields, sources } of router.route(event)) {
      for (const source of sources) if (predicates[source]!.some((matches) => matches(fields))) count++;
    }
    return count;
  };
}

const perEvent = (milliseconds: number): string => `${((milliseconds * 1000) / lines.length).toFixed(2)} µs`;
const ratio = (value: number): string => value.toFixed(2);

console.log(
  `${rules.length} rules, ${matcher.rules.length} in use, ${lines.length} events; Node ${process.version}`,
);
show('YAML to ready matcher, cold', `${(waited / 1000).toFixed(2)} s`, 'at most 2 s');
show('  processor time, with compiling and collecting beside it', `${(load / 1000).toFixed(2)} s`);
show('heap held by rules and matcher', `${loaded.toFixed(0)} MB`, 'at most 350 MB');

const steady = compare(() => matcher, ROUNDS);
const first = compare(() => createMatcher(rules), 3);
show('JSON.parse of a line', perEvent(steady.parse));
show('match, the events seen before', perEvent(steady.match));
show('  against JSON.parse', ratio(steady.match / steady.parse), 'at most 1.00');
show('match, by a matcher that was just made', perEvent(first.match));
show('  against JSON.parse', ratio(first.match / first.parse), 'at most 1.00');

const naive = createNaive();
const sample = lines.map(readLine);
sample.slice(0, 2000).forEach(naive);
const oneByOne = timed(() => sample.forEach(naive));
show('every routed predicate in turn', perEvent(oneByOne));
show('  against match', ratio(oneByOne / steady.match), 'at least 30');

const slowest = new Float64Array(lines.length).fill(Infinity);
for (let round = 0; round < 3; round++) {
  for (const [index, event] of sample.entries()) {
    const start = performance.now();
    matcher.match(event);
    slowest[index] = Math.min(slowest[index]!, performance.now() - start);
  }
}
show('slowest event, best of three', `${Math.max(...slowest).toFixed(2)} ms`, 'at most 5 ms');

const change = rules.find(({ logsource }) => logsource.category === 'process_creation')!;
const changes = Array.from({ length: 5 }, () =>
  timed(() => {
    matcher.remove([change]);
    matcher.add([change]);
    matcher.match(sample[0]!);
  }),
);
show('remove a rule and add it again', `${median(changes).toFixed(0)} ms`, 'at most 300 ms');

const costs = new Map<number, number>();
for (const count of [100, 1000, rules.length, 20_000]) {
  const grown = createMatcher(variantsOf(rules, count));
  costs.set(count, compare(() => grown, 3).match);
  show(`match with ${count} rules`, perEvent(costs.get(count)!));
}
show('  20,000 against 1,000', ratio(costs.get(20_000)! / costs.get(1000)!), 'at most 4');
costs.clear();

const atStart = heap();
for (let seen = 0; seen < STEADY_EVENTS;) {
  for (const piece of pieces) for (const line of piece) matcher.match(readLine(line));
  seen += lines.length;
}
show(
  `heap after ${STEADY_EVENTS.toLocaleString('en')} more events`,
  `${(heap() - atStart).toFixed(1)} MB more`,
);
