/** `npm run refusals`: puts the table of `refusals.ts` into the README. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { countRefusals, formatRefusals, withTable } from './refusals.ts';

const corpus = process.env.SIGMA_CORPUS;
if (corpus === undefined) {
  console.error('set SIGMA_CORPUS');
  process.exit(3);
}
const table = formatRefusals(await countRefusals(join(corpus, 'sigma')));
const readme = join(import.meta.dirname, '..', 'README.md');
writeFileSync(
  readme,
  withTable(readFileSync(readme, 'utf8'), (await format(table, { parser: 'markdown' })).trim()),
);
