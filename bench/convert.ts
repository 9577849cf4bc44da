/**
 * `npm run bench`: what sigmaq adds to the floor that any tool in JavaScript stands on, in ratios.
 *
 * Reading and converting is compared with js-yaml's `loadAll` on the same texts, the start of the program with
 * `node -e 0`. Needs the public rules in $SIGMA_CORPUS (`…/sigma/rules`), or other rules as arguments.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadAll } from 'js-yaml';
import { eql } from 'sigmaq/backends/eql';
import { kusto } from 'sigmaq/backends/kusto';
import { splunk } from 'sigmaq/backends/splunk';
import { convert, parseSigma, type Backend } from 'sigmaq';
import { formatRatios, measure } from './measure.ts';

const ROUNDS = 15;
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

const folders = process.argv.slice(2);
if (folders.length === 0 && process.env.SIGMA_CORPUS !== undefined) {
  folders.push(join(process.env.SIGMA_CORPUS, 'sigma', 'rules'));
}
if (folders.length === 0) {
  console.error('set SIGMA_CORPUS or name folders of rules');
  process.exit(3);
}

const texts = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yml'))
    .map((path) => readFileSync(join(folder, path), 'utf8')),
);
const rules = texts.flatMap((text) => parseSigma(text).rules);

function readAndConvert(...backends: readonly Backend[]): void {
  for (const text of texts) {
    for (const rule of parseSigma(text).rules) {
      for (const backend of backends) convert(rule, backend);
    }
  }
}

function convertAll(backend: Backend): void {
  for (const rule of rules) convert(rule, backend);
}

const work = measure(
  {
    yaml: () => texts.forEach((text) => loadAll(text)),
    splunk: () => readAndConvert(splunk),
    kusto: () => readAndConvert(kusto),
    eql: () => readAndConvert(eql),
    three: () => readAndConvert(splunk, kusto, eql),
    splunkAlone: () => convertAll(splunk),
    kustoAlone: () => convertAll(kusto),
    eqlAlone: () => convertAll(eql),
  },
  ROUNDS,
);

const RULE = join(ROOT, 'examples', 'rules', 'python_pth_persistence.yml');
const start = measure(
  {
    node: () => spawnSync(process.execPath, ['-e', '0']),
    sigmaq: () =>
      spawnSync(process.execPath, [join(ROOT, 'dist', 'cli', 'main.js'), 'convert', '-t', 'splunk', RULE]),
  },
  2 * ROUNDS,
);

console.log(
  `${texts.length} files, ${rules.length} rules; Node ${process.version}; medians of ${ROUNDS} rounds`,
);
console.log(`js-yaml loadAll: ${work.yaml.toFixed(1)} ms; node -e 0: ${start.node.toFixed(1)} ms\n`);
const row = (
  what: string,
  milliseconds: number,
  bar: number,
): Parameters<typeof formatRatios>[0][number] => ({
  what,
  milliseconds,
  floor: work.yaml,
  bar,
});
console.log(
  formatRatios([
    row('read and convert to SPL', work.splunk, 2),
    row('read and convert to KQL', work.kusto, 2),
    row('read and convert to EQL', work.eql, 2),
    row('read and convert to all three', work.three, 3),
    row('convert alone, to SPL', work.splunkAlone, 0.15),
    row('convert alone, to KQL', work.kustoAlone, 0.15),
    row('convert alone, to EQL', work.eqlAlone, 0.15),
    { what: 'sigmaq convert, one rule', milliseconds: start.sigmaq, floor: start.node, bar: 5 },
  ]),
);
