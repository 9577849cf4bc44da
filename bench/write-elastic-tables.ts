/** `npm run refusals`: puts the parts of `elastic-tables.ts` into the READMEs of pipelines. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { parseSigma } from '../lib/parse.ts';
import { fieldParts, outcomeParts } from './elastic-tables.ts';
import { withPart } from './pipeline-tables.ts';

const corpus = process.env.SIGMA_CORPUS;
if (corpus === undefined) {
  console.error('set SIGMA_CORPUS');
  process.exit(3);
}
const FOLDERS = [
  'rules',
  'rules-compliance',
  'rules-emerging-threats',
  'rules-placeholder',
  'rules-threat-hunting',
];
const rules = FOLDERS.flatMap((folder) =>
  readdirSync(join(corpus, 'sigma', folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yml'))
    .flatMap(
      (path) => parseSigma(readFileSync(join(corpus, 'sigma', folder, path), 'utf8'), { name: path }).rules,
    ),
);
for (const parts of [fieldParts(), outcomeParts(rules)]) {
  for (const [path, named] of Object.entries(parts)) {
    const file = join(import.meta.dirname, '..', path);
    let text = readFileSync(file, 'utf8');
    for (const [name, part] of Object.entries(named)) {
      text = withPart(text, name, (await format(part, { parser: 'markdown' })).trim());
    }
    writeFileSync(file, text);
  }
}
