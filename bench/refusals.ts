/**
 * `npm run refusals`: what becomes of the public rules, by target and diagnostic code, as the table of the README.
 *
 * Needs $SIGMA_CORPUS. Counts rules, not queries; a rule that is refused for two reasons is in both rows.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNoVariant, targets } from '../backends/index.ts';
import { predicate } from '../backends/predicate/index.ts';
import type { Backend, Fidelity } from '../lib/backend/backend.ts';
import { convert } from '../lib/convert.ts';
import { parseSigma } from '../lib/parse.ts';

/** The folders of rules that are in use: without those that are deprecated or known to be unsupported. */
export const FOLDERS: readonly string[] = [
  'rules',
  'rules-compliance',
  'rules-emerging-threats',
  'rules-placeholder',
  'rules-threat-hunting',
];

export interface Refusals {
  readonly files: number;
  readonly rules: number;
  readonly columns: readonly Column[];
}

export interface Column {
  readonly title: string;
  readonly fidelities: ReadonlyMap<Fidelity, number>;
  /** Rules that were refused, by code. */
  readonly codes: ReadonlyMap<string, number>;
}

/** Converts every rule of a clone of the public rules to every target. */
export async function countRefusals(clone: string): Promise<Refusals> {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(clone, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.yml'))
      .map((path) => join(clone, folder, path)),
  );
  const rules = files.flatMap((file) => parseSigma(readFileSync(file, 'utf8'), { name: file }).rules);
  const backends: Backend<unknown>[] = await Promise.all(
    targets.filter(isNoVariant).map((target) => target.load()),
  );
  const columns = [...backends, predicate].map((backend): Column => {
    const fidelities = new Map<Fidelity, number>();
    const codes = new Map<string, number>();
    for (const rule of rules) {
      const { fidelity, diagnostics } = convert(rule, backend);
      increment(fidelities, fidelity);
      if (fidelity !== 'unsupported') continue;
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      for (const code of new Set(errors.map((error) => error.code))) increment(codes, code);
    }
    return { title: backend.title, fidelities, codes };
  });
  return { files: files.length, rules: rules.length, columns };
}

function increment<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The share of rules that a target selects all events of. */
export function covered({ fidelities }: Column, rules: number): number {
  return ((fidelities.get('exact') ?? 0) + (fidelities.get('superset') ?? 0)) / rules;
}

/** The table in Markdown. */
export function formatRefusals({ files, rules, columns }: Refusals): string {
  const row = (name: string, cell: (column: Column) => string): string =>
    `| ${[name, ...columns.map(cell)].join(' | ')} |`;
  const share = (count: number): string =>
    count === 0 ? '–' : `${group(count)} (${((100 * count) / rules).toFixed(1)} %)`;
  const codes = [...new Set(columns.flatMap((column) => [...column.codes.keys()]))].sort();
  return [
    row(`${group(rules)} rules in ${group(files)} files`, ({ title }) => title.replace('|', '\\|')),
    row('---', () => '--:'),
    row('exact', ({ fidelities }) => share(fidelities.get('exact') ?? 0)),
    row('superset, with a warning', ({ fidelities }) => share(fidelities.get('superset') ?? 0)),
    row('refused', ({ fidelities }) => share(fidelities.get('unsupported') ?? 0)),
    ...codes.map((code) => row(`· \`${code}\``, (column) => group(column.codes.get(code) ?? 0))),
  ].join('\n');
}

/** 3780 as `3,780`. */
function group(count: number): string {
  return count === 0 ? '–' : count.toLocaleString('en-GB');
}

const START = '<!-- refusals: npm run refusals -->';
const END = '<!-- /refusals -->';

/** The table that stands in a text. */
export function tableIn(text: string): string {
  return text.slice(text.indexOf(START) + START.length, text.indexOf(END)).trim();
}

/** A text with its table replaced. */
export function withTable(text: string, table: string): string {
  const start = text.indexOf(START);
  const end = text.indexOf(END);
  if (start < 0 || end < start) throw new Error('the markers of the table are missing');
  return `${text.slice(0, start + START.length)}\n\n${table}\n\n${text.slice(end)}`;
}
