/** Carries out what was planned for an output folder. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { foldName } from '../file-names.ts';
import { UsageError } from '../usage.ts';
import { MANIFEST } from './manifest.ts';
import type { FolderPlan, FolderRequest } from './plan.ts';

/** What a file is called while it is written. */
const UNFINISHED = '.sigmaq-unfinished';

/** Whether the folder is as the plan wants it. */
export function isDone({ folder }: FolderRequest, { changes, manifest }: FolderPlan): boolean {
  return changes.every(({ kind }) => kind === 'leave') && readText(join(folder, MANIFEST)) === manifest;
}

/**
 * Removes, notes what is ours, writes. In this order the manifest knows every file of ours at any moment, so that a build after
 * one that was interrupted finds its way.
 */
export function applyPlan(
  { folder, contents, before }: FolderRequest,
  { changes, manifest }: FolderPlan,
): void {
  try {
    mkdirSync(folder, { recursive: true });
    const removed = new Set<string>();
    for (const { path, kind } of changes) {
      if (kind !== 'remove') continue;
      removeFile(folder, path);
      removed.add(foldName(path));
    }
    if (before === 'none' || readText(join(folder, MANIFEST)) !== manifest) {
      writeFile(folder, MANIFEST, manifest);
    }
    const pending = new Set(
      changes.flatMap(({ path, kind }) => (kind === 'add' || kind === 'update' ? path : [])),
    );
    for (const [path, content] of contents) {
      // Where file systems know no case, a file that was removed may have been this one.
      const isGone = removed.has(foldName(path)) && !existsSync(join(folder, path));
      if (pending.has(path) || isGone) writeFile(folder, path, content);
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`cannot write to '${folder}' (${code ?? message})`);
  }
}

/** Under its name it is never half written, and a link of that name is replaced, not followed. */
function writeFile(folder: string, path: string, content: string): void {
  const unfinished = join(folder, UNFINISHED);
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, content, { flag: 'wx' });
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  renameSync(unfinished, join(folder, path));
}

/** And the folders that it leaves empty. */
function removeFile(folder: string, path: string): void {
  rmSync(join(folder, path));
  for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) {
    if (readdirSync(join(folder, parent)).length > 0) return;
    rmdirSync(join(folder, parent));
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
