/** From what the user typed after -p to pipelines that are ready to run: names of the catalogue, files, folders. */
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { pipelines as catalogue, type PipelineEntry } from '../backends/pipelines/index.ts';
import type { Diagnostic } from '../lib/diagnostics/diagnostic.ts';
import { inputNoRules } from '../lib/diagnostics/messages/input.ts';
import type { Pipeline } from '../lib/pipeline/pipeline.ts';
import { findFiles, systemFinding, type FileKind } from './files.ts';
import type { Io } from './io.ts';
import { createReport } from './report.ts';
import { unknownName, UsageError } from './usage.ts';

const PIPELINE_FILES: FileKind = { pattern: /\.ya?ml$/i, none: inputNoRules };

/** Far above any list of values; what is larger is a mistake. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

/**
 * The pipelines of these names, in the order given. A file or folder is what is none of the catalogue and there.
 *
 * @throws UsageError when one cannot be used; what is wrong inside a file has then been reported.
 */
export async function loadPipelines(names: readonly string[], io: Io): Promise<readonly Pipeline[]> {
  const loaded: Pipeline[] = [];
  for (const name of new Set(names)) {
    const entry = findEntry(name);
    if (entry !== undefined) loaded.push(await entry.load());
    else loaded.push(...(await loadFiles(name, io)));
  }
  return loaded;
}

/** Those of the pipelines that are made for the backend. */
export function pipelinesFor(pipelines: readonly Pipeline[], backend: string): readonly Pipeline[] {
  return pipelines.filter(({ backends }) => backends.length === 0 || backends.includes(backend));
}

/**
 * With several targets each takes the pipelines that are made for it; one that is made for none of them is a mistake.
 *
 * @throws UsageError
 */
export function checkPipelines(pipelines: readonly Pipeline[], backends: readonly string[]): void {
  for (const { name, backends: made } of pipelines) {
    if (made.length === 0 || made.some((each) => backends.includes(each))) continue;
    throw new UsageError(
      `the pipeline '${name}' is not made for ${backends.join(', ')}`,
      `it is made for ${made.join(', ')}`,
    );
  }
}

/** The pipeline of the catalogue that goes by this name. */
export function findEntry(name: string): PipelineEntry | undefined {
  const wanted = name.toLowerCase();
  return catalogue.find((each) => each.name === wanted || each.aliases.includes(wanted));
}

/** Names of the catalogue, for suggestions. */
export function knownPipelines(): readonly string[] {
  return catalogue.map(({ name }) => name);
}

async function loadFiles(path: string, io: Io): Promise<readonly Pipeline[]> {
  if (!existsSync(resolve(io.cwd, path))) {
    throw unknownName('pipeline', path, [...knownPipelines(), 'or the path of a file']);
  }
  const report = createReport(io, true);
  const { pipelines, diagnostics, bad } = await readPipelineFiles(path, io.cwd);
  for (const diagnostic of diagnostics) report.show(diagnostic);
  if (bad !== undefined) throw new UsageError(`the pipeline '${bad}' cannot be used`);
  return pipelines;
}

/** What is in pipeline files. */
export interface ReadPipelineFiles {
  readonly pipelines: readonly Pipeline[];
  readonly diagnostics: readonly Diagnostic[];
  /** The first file that cannot be used. */
  readonly bad: string | undefined;
  /** All files that were read, those that pipelines name included; absolute. */
  readonly files: readonly string[];
}

/**
 * The pipelines of a file, or of a folder in the order of their names.
 *
 * @param cwd - What a relative path starts from.
 * @throws UsageError for what cannot be opened
 */
export async function readPipelineFiles(path: string, cwd: string): Promise<ReadPipelineFiles> {
  const { readPipeline } = await import('../lib/pipeline/file/read.ts');
  const pipelines: Pipeline[] = [];
  const diagnostics: Diagnostic[] = [];
  const files: string[] = [];
  let bad: string | undefined;
  for (const { name, finding } of findFiles(path, PIPELINE_FILES, cwd)) {
    if (finding !== undefined) throw new UsageError(`no pipeline in '${name}'`, finding.message);
    const file = resolve(cwd, name);
    files.push(file);
    const read = readPipeline(readText(file, name), { name, files: readerFor(file, files) });
    diagnostics.push(...read.diagnostics);
    if (read.pipeline === undefined) bad ??= name;
    else pipelines.push(read.pipeline);
  }
  return { pipelines, diagnostics, bad, files };
}

/** @param name - As the user wrote it. */
function readText(file: string, name: string): string {
  try {
    if (statSync(file).size > MAX_FILE_BYTES) throw new UsageError(`'${name}' is too large for a pipeline`);
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`no pipeline in '${name}'`, systemFinding(error).message);
  }
}

/** Files that a pipeline names lie beside or below it: what came with it, and nothing else of this machine. */
function readerFor(pipelineFile: string, files: string[]): (path: string) => string {
  const folder = realpathSync(dirname(pipelineFile));
  return (path) => {
    const file = resolve(folder, path);
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
      throw new Error('there is no such file');
    const inside = relative(folder, realpathSync(file));
    if (inside.startsWith('..') || isAbsolute(inside))
      throw new Error('it lies outside the folder of the pipeline');
    if (statSync(file).size > MAX_FILE_BYTES) throw new Error('it is too large');
    files.push(file);
    return readFileSync(file, 'utf8');
  };
}
