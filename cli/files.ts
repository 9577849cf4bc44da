/** From paths to files: files as named, folders walked to the bottom in a fixed order. */
import { readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Finding } from '../lib/diagnostics/diagnostic.ts';
import { inputMissing, inputUnreadable } from '../lib/diagnostics/messages/input.ts';

/** Folders that hold nothing of the user, whatever the names in them: version control, settings, dependencies. */
const SKIPPED_FOLDER = /^\.|^node_modules$/;

/** Whether what lies in a folder of this name counts only when it is named. */
export function isSkippedFolder(name: string): boolean {
  return SKIPPED_FOLDER.test(name);
}

/** A file to read, or a reason why there is none. */
export interface FoundFile {
  /** As the user named it, with what was found below it: `rules/windows/a.yml`. */
  readonly name: string;
  /** The path below the folder that was named, or the file's own name. */
  readonly relativePath: string;
  readonly finding?: Finding;
}

/** Which files of a folder count; a file that is named counts whatever its name. */
export interface FileKind {
  readonly pattern: RegExp;
  /** What is said of a folder without any. */
  readonly none: () => Finding;
}

/** The files of one path. Trouble with one becomes its `finding`. */
export function* findFiles(path: string, kind: FileKind, cwd: string): Generator<FoundFile> {
  if (path === '') {
    // A variable without a value, most likely; it is not this folder, and what is in it would be looked for at the root.
    yield { name: "''", relativePath: '', finding: inputMissing() };
    return;
  }
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
  for (const found of walk(name, '', { pattern: kind.pattern, cwd, visited: new Set() })) {
    empty = false;
    yield found;
  }
  if (empty) yield { name, relativePath: basename(path), finding: kind.none() };
}

interface Walk {
  readonly pattern: RegExp;
  readonly cwd: string;
  /** Real paths of folders: a link to a folder above would never end. */
  readonly visited: Set<string>;
}

function* walk(name: string, relativePath: string, context: Walk): Generator<FoundFile> {
  const { pattern, cwd, visited } = context;
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
    const stat = statOf(join(folder, entry));
    if ('code' in stat) {
      if (pattern.test(entry)) yield { ...below, finding: stat };
    } else if (stat.isDirectory()) {
      if (!isSkippedFolder(entry)) yield* walk(below.name, below.relativePath, context);
    } else if (stat.isFile() && pattern.test(entry)) yield below;
  }
}

/** Or why there is none: a link may lead to nowhere, or to itself. */
function statOf(path: string): Stats | Finding {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? inputMissing();
  } catch (error) {
    return systemFinding(error);
  }
}

/** What the system said when a path could not be opened or read. */
export function systemFinding(error: unknown): Finding {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  return code === 'ENOENT' ? inputMissing() : inputUnreadable(code);
}
