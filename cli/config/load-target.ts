/** A target of the configuration with what it names: backend, pipelines and format, ready to convert. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { targets, type Target } from '../../backends/index.ts';
import type { Backend } from '../../lib/backend/backend.ts';
import type { CorrelationBackend } from '../../lib/backend/correlation.ts';
import { createCollector } from '../../lib/diagnostics/collector.ts';
import type { Diagnostic, Finding } from '../../lib/diagnostics/diagnostic.ts';
import {
  configNotForBackend,
  configRefused,
  configUnknownName,
} from '../../lib/diagnostics/messages/config.ts';
import type { OutputFormat } from '../../lib/output-format.ts';
import type { Pipeline } from '../../lib/pipeline/pipeline.ts';
import type { Source, Span } from '../../lib/source/source.ts';
import { loadOutputFormat, outputFormatsOf, withFormatSettings } from '../formats.ts';
import { findEntry, knownPipelines, readPipelineFiles } from '../pipelines.ts';
import { UsageError } from '../usage.ts';
import { logSourcePipelines } from './log-source-conditions.ts';
import type { PlacedSettings, TargetConfig } from './project.ts';

export interface LoadedTarget {
  readonly config: TargetConfig;
  readonly backend: Backend<string>;
  /** Undefined where the target has none. */
  readonly correlations: CorrelationBackend | undefined;
  readonly pipelines: readonly Pipeline[];
  /** A format of the backend: how a query looks. */
  readonly queryFormat: string;
  /** What holds the queries; undefined for the queries as they are. */
  readonly format: OutputFormat | undefined;
  /** With its dot. */
  readonly extension: string;
  /** Files besides the configuration that decide what comes out, absolute. */
  readonly files: readonly string[];
}

export interface LoadTargetResult {
  /** Undefined when there is an error. */
  readonly target: LoadedTarget | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Of queries as they are, by the name of the backend. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  splunk: '.spl',
  kusto: '.kql',
  eql: '.eql',
  esql: '.esql',
  lucene: '.lucene',
};

type Report = (finding: Finding, span: Span) => void;

/** @param folder what relative paths start from */
export async function loadTarget(
  config: TargetConfig,
  source: Source,
  folder: string,
): Promise<LoadTargetResult> {
  const { report, add, diagnostics } = createCollector(source);
  const entry = findTarget(config, report);
  const backend = entry && (await loadBackend(entry, config, report));
  const loaded = await Promise.all(
    config.pipelines.map(({ value, span }) => loadPipeline(value, span, entry?.name, folder, report)),
  );
  for (const each of loaded) add(each.diagnostics);
  for (const [index, { pipelines }] of loaded.entries()) {
    if (pipelines.some(({ finalize = [] }) => finalize.length > 0)) {
      const reason = 'its finalizers make one text of all queries, and a build writes a file for each rule';
      report(configRefused('pipelines', reason), config.pipelines[index]?.span ?? config.span);
    }
  }
  const chosen = backend && (await chooseFormat(config, backend, report));
  if (
    backend === undefined ||
    chosen === undefined ||
    diagnostics.some(({ severity }) => severity === 'error')
  ) {
    return { target: undefined, diagnostics };
  }
  const pipelines = [...logSourcePipelines(config.logsources), ...loaded.flatMap((each) => each.pipelines)];
  const files = loaded.flatMap((each) => each.files);
  const correlations = await entry?.loadCorrelations?.(plain(config.settings));
  return { target: { config, backend, correlations, pipelines, ...chosen, files }, diagnostics };
}

function findTarget({ backend: { value, span } }: TargetConfig, report: Report): Target | undefined {
  const wanted = value.toLowerCase();
  const found = targets.find(({ name, aliases }) => name === wanted || aliases.includes(wanted));
  if (found === undefined) {
    report(
      configUnknownName(
        'backend',
        value,
        targets.map(({ name }) => name),
      ),
      span,
    );
  }
  return found;
}

async function loadBackend(
  target: Target,
  { settings, backend }: TargetConfig,
  report: Report,
): Promise<Backend<string> | undefined> {
  if (!knowsAll(settings, target.settings, `setting of the backend ${target.name}`, report)) return undefined;
  try {
    return await target.load(plain(settings));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    report(configRefused(target.name, error.message), [...settings.values()][0]?.span ?? backend.span);
    return undefined;
  }
}

function knowsAll(
  settings: PlacedSettings,
  known: Readonly<Record<string, string>>,
  what: string,
  report: Report,
): boolean {
  const names = Object.keys(known);
  const unknown = [...settings].filter(([name]) => !names.includes(name));
  for (const [name, { span }] of unknown) report(configUnknownName(what, name, names), span);
  return unknown.length === 0;
}

/** As backends and formats take settings. */
export function plain(settings: PlacedSettings): Readonly<Record<string, string>> {
  return Object.fromEntries([...settings].map(([name, { value }]) => [name, value]));
}

type LoadedPipelines = Pick<
  Awaited<ReturnType<typeof readPipelineFiles>>,
  'pipelines' | 'diagnostics' | 'files'
>;

const NO_PIPELINES: LoadedPipelines = { pipelines: [], diagnostics: [], files: [] };

async function loadPipeline(
  name: string,
  span: Span,
  backend: string | undefined,
  folder: string,
  report: Report,
): Promise<LoadedPipelines> {
  const entry = findEntry(name);
  if (entry === undefined) return readFiles(name, span, folder, report);
  const { targets: made } = entry;
  if (backend !== undefined && made.length > 0 && !made.includes(backend)) {
    report(configNotForBackend('pipeline', name, backend, made), span);
    return NO_PIPELINES;
  }
  return { ...NO_PIPELINES, pipelines: [await entry.load()] };
}

async function readFiles(path: string, span: Span, folder: string, report: Report): Promise<LoadedPipelines> {
  if (!existsSync(resolve(folder, path))) {
    report(configUnknownName('pipeline', path, knownPipelines()), span);
    return NO_PIPELINES;
  }
  try {
    return await readPipelineFiles(path, folder);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    report(configRefused('pipelines', error.hint ?? error.message), span);
    return NO_PIPELINES;
  }
}

type ChosenFormat = Pick<LoadedTarget, 'queryFormat' | 'format' | 'extension'>;

async function chooseFormat(
  { format: { value, span }, formatSettings, overrides }: TargetConfig,
  backend: Backend<string>,
  report: Report,
): Promise<ChosenFormat | undefined> {
  const ofSettings = [formatSettings, ...overrides.values()];
  if (Object.hasOwn(backend.formats, value)) {
    const known = ofSettings.map((each) => knowsAll(each, {}, `setting of the format ${value}`, report));
    const extension = EXTENSIONS[backend.name] ?? (backend.name.startsWith('sql') ? '.sql' : '.txt');
    return known.every(Boolean) ? { queryFormat: value, format: undefined, extension } : undefined;
  }
  const format = await loadOutputFormat(value);
  if (format === undefined) {
    const names = [...Object.keys(backend.formats), ...outputFormatsOf(backend.name)];
    report(configUnknownName('format', value, names), span);
    return undefined;
  }
  if (!format.targets.includes(backend.name)) {
    report(configNotForBackend('format', value, backend.name, format.targets), span);
    return undefined;
  }
  const what = `setting of the format ${value}`;
  const known = ofSettings.map((each) => knowsAll(each, format.settings, what, report));
  if (!known.every(Boolean) || !takesAll(format, formatSettings, overrides, backend.name, report))
    return undefined;
  return { queryFormat: 'default', format, extension: format.extension };
}

/** Whether the format can read its settings, and those of each rule that has its own. */
function takesAll(
  format: OutputFormat,
  formatSettings: PlacedSettings,
  overrides: TargetConfig['overrides'],
  backend: string,
  report: Report,
): boolean {
  let takes = true;
  for (const own of [new Map<string, never>(), ...overrides.values()]) {
    const settings = new Map([...formatSettings, ...own].map(([name, { value }]) => [name, value]));
    try {
      withFormatSettings(format, settings, backend);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      takes = false;
      const [place] = own.size > 0 ? own.values() : formatSettings.values();
      if (place !== undefined) report(configRefused('settings', error.message), place.span);
    }
  }
  return takes;
}
