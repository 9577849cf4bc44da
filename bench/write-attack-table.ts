/**
 * `npx tsx bench/write-attack-table.ts FOLDER`: writes `lib/analysis/attack/data/` from MITRE's STIX bundles.
 *
 * FOLDER holds `enterprise-attack.json`, `mobile-attack.json` and `ics-attack.json` of one version of ATT&CK. State that
 * version in `lib/analysis/attack/data/version.ts` and in the README beside it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packDomain, type PackedDomain, type StixObject } from './attack-table.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: npx tsx bench/write-attack-table.ts FOLDER');
  process.exit(3);
}

const DATA = join(import.meta.dirname, '..', 'lib', 'analysis', 'attack', 'data');
const DOMAINS = { enterprise: 'Enterprise', mobile: 'Mobile', ics: 'ICS' };

function readDomain(from: string, domain: string): PackedDomain {
  const bundle: unknown = JSON.parse(readFileSync(join(from, `${domain}-attack.json`), 'utf8'));
  return packDomain((bundle as { objects: readonly StixObject[] }).objects);
}

function lines(key: string, texts: readonly string[]): string {
  return `  ${key}: \`\n${texts.join('\n')}\n\`,\n`;
}

const WRITTEN = 'Written by bench/write-attack-table.ts; the format is in README.md.';

let retired = '';
for (const [domain, title] of Object.entries(DOMAINS)) {
  const packed = readDomain(folder, domain);
  retired += lines(domain, packed.retired);
  writeFileSync(
    join(DATA, `${domain}.ts`),
    `/** ATT&CK ${title}. ${WRITTEN} */\n` +
      `import type { DomainText } from '../types.ts';\n\n` +
      `export const ${domain.toUpperCase()}: DomainText = {\n` +
      lines('tactics', packed.tactics) +
      lines('techniques', packed.techniques) +
      `};\n`,
  );
}
writeFileSync(
  join(DATA, 'retired.ts'),
  `/** Techniques that ATT&CK no longer has, and what replaced them. ${WRITTEN} */\n` +
    `import type { AttackDomain } from '../types.ts';\n\n` +
    `export const RETIRED: Readonly<Record<AttackDomain, string>> = {\n${retired}};\n`,
);
