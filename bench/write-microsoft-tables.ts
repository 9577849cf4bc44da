/** `npm run refusals`: puts the tables of `microsoft-tables.ts` into the README of Microsoft's pipelines. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { kusto } from '../backends/kusto/index.ts';
import { convert } from '../lib/convert.ts';
import { parseSigma } from '../lib/parse.ts';
import { between, formatFigures, formatMapping, MICROSOFT_PIPELINES } from './microsoft-tables.ts';
import { FOLDERS } from './refusals.ts';

const corpus = process.env.SIGMA_CORPUS;
if (corpus === undefined) {
  console.error('set SIGMA_CORPUS');
  process.exit(3);
}
const clone = join(corpus, 'sigma');
const rules = FOLDERS.flatMap((folder) =>
  readdirSync(join(clone, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yml'))
    .flatMap((path) => parseSigma(readFileSync(join(clone, folder, path), 'utf8')).rules),
);

const readme = join(import.meta.dirname, '..', 'backends', 'pipelines', 'microsoft', 'README.md');
let text = readFileSync(readme, 'utf8');
for (const each of MICROSOFT_PIPELINES) {
  const { name } = each.pipeline;
  const outcomes = rules.map((rule) => ({
    rule,
    conversion: convert(rule, kusto, { pipelines: [each.pipeline] }),
  }));
  text = between(text, `${name} mapping`).with(formatMapping(each));
  text = between(text, `${name} figures`).with(formatFigures(outcomes));
}
writeFileSync(readme, await format(text, { parser: 'markdown', printWidth: 110 }));
