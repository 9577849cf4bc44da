/** Rules to three query languages, with what each query promises. Run: `npm run build && npx tsx examples/01-convert.ts` */
import { readFileSync } from 'node:fs';
import { convert, parseSigma } from 'sigmaq';
import { targets } from 'sigmaq/backends';

const file = new URL('rules/python_pth_persistence.yml', import.meta.url);
const { rules } = parseSigma(readFileSync(file, 'utf8'));

for (const target of targets) {
  const backend = await target.load();
  for (const rule of rules) {
    const { queries, fidelity } = convert(rule, backend);
    console.log(`${rule.title}, ${backend.title}: ${fidelity}`);
    for (const query of queries) console.log(query);
  }
}
