/** From paths to the texts of rules; `-` is standard input. */
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { diagnose, type Diagnostic, type Finding } from '../lib/diagnostics/diagnostic.ts';
import { inputNoRules, inputNotUtf8, inputTooLarge } from '../lib/diagnostics/messages/input.ts';
import type { Source } from '../lib/source/source.ts';
import { findFiles, systemFinding, type FileKind, type FoundFile } from './files.ts';
import type { Io } from './io.ts';

/** Far above any collection of rules; what is larger is a mistake and would only fill memory. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

const PIPE_BYTES = 64 * 1024;

/** `x.test.yml` holds events to test rules with. */
const RULES: FileKind = { pattern: /(?<!\.test)\.ya?ml$/i, none: inputNoRules };

/** Rules, and the events to test them with. */
export const RULES_AND_TESTS: FileKind = { pattern: /\.ya?ml$/i, none: inputNoRules };

export interface Input {
  readonly source: Source;
  /** The path below the folder that was named, or the file's own name: what `--mirror` keeps. */
  readonly relativePath: string;
  /** Why {@link source} has no text, or not the right one. */
  readonly problem?: Diagnostic;
}

/** The inputs in the order of the arguments, folders sorted by name. Trouble with one becomes its `problem`. */
export async function* readInputs(
  paths: readonly string[],
  io: Io,
  kind: FileKind = RULES,
): AsyncGenerator<Input> {
  for (const path of paths) {
    if (path === '-') yield toInput('<stdin>', 'stdin', await readStandardInput(io));
    else for (const found of findFiles(path, kind, io.cwd)) yield readFound(found, io.cwd);
  }
}

function readFound({ name, relativePath, finding }: FoundFile, cwd: string): Input {
  if (finding !== undefined) return toInput(name, relativePath, finding);
  try {
    return toInput(name, relativePath, readFile(resolve(cwd, name)));
  } catch (error) {
    return toInput(name, relativePath, systemFinding(error));
  }
}

function readFile(path: string): Uint8Array | Finding {
  const stat = statSync(path);
  if (stat.size > MAX_FILE_BYTES) return inputTooLarge(MAX_FILE_BYTES);
  return stat.isFile() ? readFileSync(path) : readPipe(path);
}

/** A pipe or a device has no size, and may have no end. */
function readPipe(path: string): Uint8Array | Finding {
  const file = openSync(path, 'r');
  try {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const chunk = new Uint8Array(PIPE_BYTES);
      const read = readSync(file, chunk);
      if (read === 0) return Buffer.concat(chunks);
      length += read;
      if (length > MAX_FILE_BYTES) return inputTooLarge(MAX_FILE_BYTES);
      chunks.push(chunk.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
}

async function readStandardInput({ stdin }: Io): Promise<Uint8Array | Finding> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    length += bytes.length;
    if (length > MAX_FILE_BYTES) return inputTooLarge(MAX_FILE_BYTES);
  }
  return Buffer.concat(chunks);
}

function toInput(name: string, relativePath: string, content: Uint8Array | Finding): Input {
  if (!(content instanceof Uint8Array)) {
    const source = { name, text: '' };
    return { source, relativePath, problem: diagnose(content, source, { start: 0, end: 0 }) };
  }
  // A byte order mark stays: spans count it.
  const decode = (fatal: boolean): string =>
    new TextDecoder('utf-8', { fatal, ignoreBOM: true }).decode(content);
  try {
    return { source: { name, text: decode(true) }, relativePath };
  } catch {
    const source = { name, text: decode(false) };
    const start = Math.max(0, source.text.indexOf('\ufffd'));
    return { source, relativePath, problem: diagnose(inputNotUtf8(), source, { start, end: start + 1 }) };
  }
}
