/** From paths to texts: files as named, folders walked in a fixed order, `-` for standard input. */
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { diagnose, type Diagnostic, type Finding } from '../lib/diagnostics/diagnostic.ts';
import {
  inputMissing,
  inputNoRules,
  inputNotUtf8,
  inputTooLarge,
  inputUnreadable,
} from '../lib/diagnostics/messages/input.ts';
import type { Source } from '../lib/source/source.ts';
import type { Io } from './io.ts';

/** Far above any collection of rules; what is larger is a mistake and would only fill memory. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

const RULE_FILE = /\.ya?ml$/i;

/** Folders that hold no rules of the user, whatever the names in them: version control, settings, dependencies. */
const SKIPPED_FOLDER = /^\.|^node_modules$/;

export interface Input {
  readonly source: Source;
  /** The path below the folder that was named, or the file's own name: what `--mirror` keeps. */
  readonly relativePath: string;
  /** Why {@link source} has no text, or not the right one. */
  readonly problem?: Diagnostic;
}

/** A file to read, or a reason why there is none. */
interface Found {
  /** As the user named it, with what was found below it: `rules/windows/a.yml`. */
  readonly name: string;
  readonly relativePath: string;
  readonly finding?: Finding;
}

/** The inputs in the order of the arguments, folders sorted by name. Trouble with one becomes its `problem`. */
export async function* readInputs(paths: readonly string[], io: Io): AsyncGenerator<Input> {
  for (const path of paths) {
    if (path === '-') yield toInput('<stdin>', 'stdin', await readStandardInput(io));
    else for (const found of findFiles(path, io.cwd)) yield readFound(found, io.cwd);
  }
}

function* findFiles(path: string, cwd: string): Generator<Found> {
  const name = path.replace(/(?<=[^/\\])[/\\]+$/, '');
  let isFolder: boolean;
  try {
    isFolder = statSync(resolve(cwd, path)).isDirectory();
  } catch (error) {
    yield { name: path, relativePath: basename(path), finding: systemFinding(error) };
    return;
  }
  if (!isFolder) {
    yield { name, relativePath: basename(path) };
    return;
  }
  let empty = true;
  for (const found of walk(name, '', cwd, new Set())) {
    empty = false;
    yield found;
  }
  if (empty) yield { name, relativePath: basename(path), finding: inputNoRules() };
}

/** @param visited - Real paths of folders: a link to a folder above would never end. */
function* walk(name: string, relativePath: string, cwd: string, visited: Set<string>): Generator<Found> {
  const folder = resolve(cwd, name);
  let entries: string[];
  try {
    const real = realpathSync(folder);
    if (visited.has(real)) return;
    visited.add(real);
    entries = readdirSync(folder).sort();
  } catch (error) {
    yield { name, relativePath, finding: systemFinding(error) };
    return;
  }
  for (const entry of entries) {
    const below = {
      name: `${name}/${entry}`,
      relativePath: relativePath === '' ? entry : `${relativePath}/${entry}`,
    };
    const stat = statSync(join(folder, entry), { throwIfNoEntry: false });
    if (stat === undefined) {
      if (RULE_FILE.test(entry)) yield { ...below, finding: inputMissing() }; // A link to nowhere.
    } else if (stat.isDirectory()) {
      if (!SKIPPED_FOLDER.test(entry)) yield* walk(below.name, below.relativePath, cwd, visited);
    } else if (stat.isFile() && RULE_FILE.test(entry)) yield below;
  }
}

function readFound({ name, relativePath, finding }: Found, cwd: string): Input {
  if (finding !== undefined) return toInput(name, relativePath, finding);
  try {
    return toInput(name, relativePath, readFile(resolve(cwd, name)));
  } catch (error) {
    return toInput(name, relativePath, systemFinding(error));
  }
}

function readFile(path: string): Uint8Array | Finding {
  // A pipe has no size; it is read to its end.
  if (statSync(path).size > MAX_FILE_BYTES) return inputTooLarge(MAX_FILE_BYTES);
  return readFileSync(path);
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

function systemFinding(error: unknown): Finding {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  return code === 'ENOENT' ? inputMissing() : inputUnreadable(code);
}
