/** `sigmaq coverage`: techniques and events of a set of rules, and which rules cannot fire. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  coverageOf,
  navigatorLayer,
  parseCollected,
  techniqueTitle,
  type CollectedEvents,
  type Coverage,
  type EventCount,
} from '../../lib/analysis/index.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { inTable } from '../output/table.ts';
import { visible, visibleJson } from '../output/terminal.ts';
import { readRules } from '../rules.ts';
import { UsageError } from '../usage.ts';
import { readCount } from '../usage-numbers.ts';

/** The options of the command line, see `sigmaq coverage --help`. */
export interface CoverageOptions {
  readonly collected?: string;
  readonly navigator?: string;
  readonly top: string;
  readonly json?: boolean;
}

/** @throws UsageError for files that cannot be read or written, and for a count that is none. */
export async function coverageCommand(
  paths: readonly string[],
  { collected: collectedPath, navigator, top, json = false }: CoverageOptions,
  io: Io,
): Promise<ExitCode> {
  const count = readCount('--top', top);
  const collected = collectedPath === undefined ? undefined : readCollected(collectedPath, io);
  const { rules, exitCode } = await readRules(paths, io);
  const coverage = coverageOf(rules, collected && { collected });
  if (navigator !== undefined) writeLayer(navigator, coverage, io);
  io.stdout.write(
    json ? `${visibleJson(JSON.stringify(toRecord(coverage)))}\n` : describe(coverage, count, collectedPath),
  );
  return exitCode;
}

function readCollected(path: string, { cwd, stderr }: Io): CollectedEvents {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, path), 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
  const collected = parseCollected(text);
  for (const line of collected.invalid) {
    stderr.write(visible(`${path}:${line}: neither channel:eventId nor the name of a log source\n`));
  }
  return collected;
}

function writeLayer(path: string, coverage: Coverage, { cwd }: Io): void {
  try {
    writeFileSync(resolve(cwd, path), `${JSON.stringify(navigatorLayer(coverage), undefined, 2)}\n`);
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}

function toRecord({ silent, ...coverage }: Coverage): object {
  const named = silent?.map(({ source, id, title }) => ({ file: source.name, id: id ?? null, title }));
  return { ...coverage, silent: named ?? null };
}

function describe(coverage: Coverage, top: number, collectedPath: string | undefined): string {
  const { techniques, events, logSources, rules, attackVersion, silent } = coverage;
  const common = [...techniques].sort((a, b) => b.rules - a.rules);
  const sections = [
    `${number(rules)} rules, ${number(techniques.length)} techniques of ATT&CK ${attackVersion}\n`,
    table('Techniques', top, [
      ['RULES', 'TECHNIQUE', 'NAME', 'LEVELS'],
      ...common.map((each) => [String(each.rules), each.id, techniqueTitle(each), levelsOf(each.levels)]),
    ]),
    table('Events needed', top, [
      ['RULES', 'EVENT', 'TITLE'],
      ...events.map((event) => [String(event.rules), eventName(event), event.title ?? '']),
    ]),
    table('Other log sources', top, [
      ['RULES', 'LOG SOURCE'],
      ...logSources.map((each) => [String(each.rules), each.logsource]),
    ]),
    silent === null
      ? ''
      : `${number(silent.length)} of ${number(rules)} rules cannot fire with what ${collectedPath ?? ''} lists\n` +
        cut(
          silent.map(({ source, title }) => [title, source.name]),
          top,
        ),
  ];
  return visible(sections.filter((section) => section !== '').join('\n'));
}

/** @param rows - The first is the heading. */
function table(title: string, top: number, rows: readonly (readonly string[])[]): string {
  if (rows.length < 2) return '';
  const shown = inTable(rows.slice(0, top + 1), { indent: 2, right: [0] });
  return `${title}\n${shown}${moreThan(top, rows.length - 1)}`;
}

function cut(rows: readonly (readonly string[])[], top: number): string {
  return inTable(rows.slice(0, top), { indent: 2 }) + moreThan(top, rows.length);
}

function moreThan(top: number, count: number): string {
  return count > top ? `  … ${number(count - top)} more, see --top and --json\n` : '';
}

function eventName({ name, channel, eventId }: EventCount): string {
  return [name ?? channel ?? 'any provider', eventId ?? ''].join(' ').trim();
}

function levelsOf(levels: Coverage['techniques'][number]['levels']): string {
  return Object.entries(levels)
    .map(([level, count]) => `${count} ${level}`)
    .join(', ');
}

function number(value: number): string {
  return value.toLocaleString('en');
}
