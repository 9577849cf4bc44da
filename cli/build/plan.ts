/**
 * What has to change in an output folder, to bring it to the state that a build asks for. Files of others are never touched:
 * the manifest says which are ours, and one that is ours and was changed since is left alone when it is no longer asked for.
 */
import { lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { foldName } from '../file-names.ts';
import { UsageError } from '../usage.ts';
import { createLook, type Held } from './held.ts';
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
  /** Files that no rule asks for and that stay, see {@link FolderRequest.isPartial}. */
  readonly heldBack: number;
  readonly manifest: string;
}

export interface FolderRequest {
  /** Absolute. */
  readonly folder: string;
  /** Contents by path. */
  readonly contents: ReadonlyMap<string, string>;
  /** Paths of ours that stay as they are: of rules that this build does not look at. */
  readonly kept: ReadonlySet<string>;
  readonly before: FoundManifest;
  readonly version: string;
  /** Whether inputs could not be read: what they ask for is unknown, so nothing is removed. */
  readonly isPartial: boolean;
}

/**
 * What has to change. Writes nothing.
 *
 * @throws UsageError when something of somebody else stands where one of our files should
 */
export function planFolder({
  folder,
  contents,
  kept,
  before,
  version,
  isPartial,
}: FolderRequest): FolderPlan {
  checkFolder(folder, before);
  const known = before === 'none' || before === 'unreadable' ? new Map<string, string>() : before.files;
  const names = new Map([...known].map(([path, digest]) => [foldName(path), digest]));
  const look = createLook(folder);
  const files = new Map<string, string>();
  const changes: FileChange[] = [];
  let unchanged = 0;
  let heldBack = 0;
  for (const [path, digest] of known) {
    if (contents.has(path)) continue;
    if (kept.has(path) || isPartial) {
      files.set(path, digest);
      if (kept.has(path)) unchanged++;
      else heldBack++;
      continue;
    }
    const held = look(path);
    if (held.kind === 'nothing') continue;
    changes.push({ path, kind: held.kind === 'file' && held.digest === digest ? 'remove' : 'leave' });
  }
  const going = new Set(changes.flatMap(({ path, kind }) => (kind === 'remove' ? path : [])));
  for (const [path, content] of contents) {
    const held = look(path);
    const digest = digestOf(content);
    files.set(path, digest);
    // Under another case it is one of ours where file systems know none.
    const isOurs =
      known.has(path) || (held.kind === 'file' && [digest, names.get(foldName(path))].includes(held.digest));
    const kind = kindOf(held, digest, isOurs, going);
    if (kind === 'refuse') {
      const place = held.kind === 'blocked' ? held.by : path;
      throw new UsageError(
        `'${join(folder, place)}' is not ours and ${place === path ? 'would be overwritten' : 'is in the way'}`,
        'choose another output folder',
      );
    }
    if (kind === 'same') unchanged++;
    else changes.push({ path, kind });
  }
  changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { changes, unchanged, heldBack, manifest: printManifest({ sigmaq: version, files }) };
}

/** @param going files of ours that will be removed: they are in nobody's way */
function kindOf(
  held: Held,
  digest: string,
  isOurs: boolean,
  going: ReadonlySet<string>,
): 'add' | 'update' | 'same' | 'refuse' {
  if (held.kind === 'nothing') return 'add';
  if (held.kind === 'blocked') return going.has(held.by) ? 'add' : 'refuse';
  if (!isOurs) return 'refuse';
  return held.kind === 'file' && held.digest === digest ? 'same' : 'update';
}

function checkFolder(folder: string, before: FoundManifest): void {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats === undefined && lstatSync(folder, { throwIfNoEntry: false }) === undefined) return;
  if (stats?.isDirectory() !== true) throw new UsageError(`'${folder}' is no folder`);
  if (before === 'unreadable') {
    throw new UsageError(
      `cannot make sense of '${join(folder, MANIFEST)}'`,
      'it says which files are ours; remove it, and the files if they are yours no more',
    );
  }
}
