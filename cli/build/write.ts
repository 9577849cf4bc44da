/**
 * Brings an output folder to the state that a build asks for. Files of others are never touched: the manifest says which are
 * ours, and one that is ours and was changed since is left alone when it is no longer asked for.
 */
import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../usage.ts';
import { digestOf, MANIFEST, printManifest, type FoundManifest } from './manifest.ts';

/** What is to be done with one file, or was. */
export interface FileChange {
  readonly path: string;
  readonly kind: 'add' | 'update' | 'remove' | 'leave';
}

export interface FolderPlan {
  /** In the order of the paths; files that stay as they are have none. */
  readonly changes: readonly FileChange[];
  readonly unchanged: number;
  readonly manifest: string;
}

export interface FolderRequest {
  /** Absolute. */
  readonly folder: string;
  /** Contents by path. */
  readonly contents: ReadonlyMap<string, string>;
  /** Paths that stay as they are if they are ours: of rules that this build does not look at. */
  readonly kept: ReadonlySet<string>;
  readonly before: FoundManifest;
  readonly version: string;
}

/**
 * What has to change. Writes nothing.
 *
 * @throws UsageError when a file of somebody else stands where one of ours should
 */
export function planFolder({ folder, contents, kept, before, version }: FolderRequest): FolderPlan {
  if (before === 'unreadable') {
    throw new UsageError(
      `cannot make sense of '${join(folder, MANIFEST)}'`,
      'it says which files are ours; remove it, and the files if they are yours no more',
    );
  }
  const known = before === 'none' ? new Map<string, string>() : before.files;
  const files = new Map<string, string>();
  const changes: FileChange[] = [];
  let unchanged = 0;
  for (const [path, content] of contents) {
    const held = digestAt(folder, path);
    if (held !== undefined && !known.has(path) && held !== digestOf(content)) {
      throw new UsageError(
        `'${join(folder, path)}' is not ours and would be overwritten`,
        'choose another output folder',
      );
    }
    files.set(path, digestOf(content));
    if (held === undefined) changes.push({ path, kind: 'add' });
    else if (held === digestOf(content)) unchanged++;
    else changes.push({ path, kind: 'update' });
  }
  for (const [path, digest] of known) {
    if (files.has(path)) continue;
    if (kept.has(path)) {
      files.set(path, digest);
      unchanged++;
      continue;
    }
    const held = digestAt(folder, path);
    if (held !== undefined) changes.push({ path, kind: held === digest ? 'remove' : 'leave' });
  }
  changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { changes, unchanged, manifest: printManifest({ sigmaq: version, files }) };
}

/** Whether the folder is as the plan wants it. */
export function isDone({ folder }: FolderRequest, { changes, manifest }: FolderPlan): boolean {
  return changes.every(({ kind }) => kind === 'leave') && readText(join(folder, MANIFEST)) === manifest;
}

/**
 * Carries out a plan: removes, notes what is ours, writes. In this order the manifest knows every file of ours at any moment, so
 * that a build after one that was interrupted finds its way.
 */
export function applyPlan(
  { folder, contents, before }: FolderRequest,
  { changes, manifest }: FolderPlan,
): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const { path, kind } of changes) if (kind === 'remove') removeFile(folder, path);
    if (before === 'none' || readText(join(folder, MANIFEST)) !== manifest) {
      writeFileSync(join(folder, MANIFEST), manifest);
    }
    for (const { path, kind } of changes) {
      if (kind === 'remove' || kind === 'leave') continue;
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), contents.get(path) ?? '');
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`cannot write to '${folder}' (${code ?? message})`);
  }
}

/** And the folders that it leaves empty. */
function removeFile(folder: string, path: string): void {
  rmSync(join(folder, path));
  for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) {
    if (readdirSync(join(folder, parent)).length > 0) return;
    rmdirSync(join(folder, parent));
  }
}

function digestAt(folder: string, path: string): string | undefined {
  try {
    return digestOf(readFileSync(join(folder, path)));
  } catch {
    return undefined;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
