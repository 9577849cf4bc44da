/**
 * `npm run bench:filters`: what twenty filters add to reading and converting the public rules, in $SIGMA_CORPUS.
 *
 * The same rules are read, put together and converted with and without filters, in turns, in processor time. The filters are for all rules
 * of Windows, Linux and others by category, so that nearly every rule has several; a second figure has all twenty on every
 * rule of Windows, which are three in four.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eql } from '../backends/eql/index.ts';
import { kusto } from '../backends/kusto/index.ts';
import { splunk } from '../backends/splunk/index.ts';
import { convert, createCollection, parseSigma, type Backend, type ParseResult } from '../lib/index.ts';

const ROUNDS = 7;
const BAR = 1.2;
const COUNT = 20;

const corpus = process.env.SIGMA_CORPUS;
if (corpus === undefined) {
  console.error('set SIGMA_CORPUS');
  process.exit(3);
}
const folder = join(corpus, 'sigma', 'rules');
const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.yml'))
  .map((path) => readFileSync(join(folder, path), 'utf8'));

/** Twenty filters, the log sources given in turn. */
function filtersFor(logsources: readonly string[]): ParseResult {
  const documents = Array.from(
    { length: COUNT },
    (_, index) => `title: Filter ${index}
logsource: ${logsources[index % logsources.length]}
filter:
  rules: any
  ours:
    User|startswith: svc_${index}
    Computer:
      - host-${index}-a
      - host-${index}-b
  condition: not ours
`,
  );
  return parseSigma(documents.join('---\n'));
}

const byCategory = filtersFor([
  '{ product: windows }',
  '{ product: linux }',
  '{ category: process_creation }',
  '{ product: windows, category: registry_set }',
  '{ product: aws }',
  '{ category: proxy }',
  '{ product: macos }',
  '{ product: windows, service: security }',
  '{ product: azure }',
  '{ product: windows, category: file_event }',
]);
const forWindows = filtersFor(['{ product: windows }']);

function readAndConvert(backend: Backend, filters?: ParseResult): number {
  const parsed = texts.map((text) => parseSigma(text));
  const { rules } = createCollection(filters === undefined ? parsed : [...parsed, filters]);
  for (const rule of rules) convert(rule, backend);
  return rules.reduce((sum, rule) => sum + (rule.filters?.length ?? 0), 0) / rules.length;
}

/** Milliseconds of processor time of each task: the least of all rounds, which other work on the machine disturbs least. */
function measure<Name extends string>(tasks: Readonly<Record<Name, () => unknown>>): Record<Name, number> {
  const names = Object.keys(tasks) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const name of names) {
      const start = process.cpuUsage();
      tasks[name]();
      const { user, system } = process.cpuUsage(start);
      if (round > 0) times.get(name)?.push((user + system) / 1000);
    }
  }
  return Object.fromEntries(names.map((name) => [name, Math.min(...(times.get(name) ?? []))])) as Record<
    Name,
    number
  >;
}

console.log(`${texts.length} files; ${COUNT} filters; the best of ${ROUNDS} rounds`);
let missed = false;
for (const [name, backend] of Object.entries({ splunk, kusto, eql })) {
  const times = measure({
    without: () => readAndConvert(backend),
    several: () => readAndConvert(backend, byCategory),
    all: () => readAndConvert(backend, forWindows),
  });
  const ratio = times.several / times.without;
  const all = times.all / times.without;
  const isMet = Math.max(ratio, all) <= BAR;
  if (!isMet) missed = true;
  const [few, many] = [readAndConvert(backend, byCategory), readAndConvert(backend, forWindows)];
  console.log(
    `${name}: ${times.without.toFixed(0)} ms without; ${few.toFixed(1)} filters a rule: ${ratio.toFixed(2)} times, ` +
      `${many.toFixed(1)} a rule: ${all.toFixed(2)} times (each at most ${BAR}: ${isMet ? 'met' : 'MISSED'})`,
  );
}
process.exitCode = missed ? 1 : 0;
