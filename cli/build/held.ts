/** What stands in an output folder where a file of ours is, or should be. Links are never followed: they lead elsewhere. */
import { lstatSync, readFileSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from './manifest.ts';

/** What is found at a path. */
export type Held =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'file'; readonly digest: string }
  /** A link where the file should be. */
  | { readonly kind: 'link' }
  /** No file can be read or written here: a folder, a device, or a path that leads through what is no folder. */
  | { readonly kind: 'blocked'; readonly by: string };

const NOTHING: Held = { kind: 'nothing' };

/**
 * Looks at one path after the other, each folder once.
 *
 * @param folder the output folder, absolute; it may be a link itself
 */
export function createLook(folder: string): (path: string) => Held {
  const folders = new Map<string, Held | undefined>();

  /** Undefined for a folder in which to look further. */
  const atFolder = (path: string): Held | undefined => {
    if (path === '') return undefined;
    if (folders.has(path)) return folders.get(path);
    let found = atFolder(parentOf(path));
    if (found === undefined) {
      const stats = statsOf(join(folder, path));
      if (stats === undefined) found = NOTHING;
      else if (stats === 'unreadable' || !stats.isDirectory()) found = { kind: 'blocked', by: path };
    }
    folders.set(path, found);
    return found;
  };

  return (path) => {
    const above = atFolder(parentOf(path));
    if (above !== undefined) return above;
    const stats = statsOf(join(folder, path));
    if (stats === undefined) return NOTHING;
    if (stats === 'unreadable') return { kind: 'blocked', by: path };
    if (stats.isSymbolicLink()) return { kind: 'link' };
    if (!stats.isFile()) return { kind: 'blocked', by: path };
    try {
      return { kind: 'file', digest: digestOf(readFileSync(join(folder, path))) };
    } catch {
      return { kind: 'blocked', by: path };
    }
  };
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function statsOf(path: string): Stats | 'unreadable' | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? undefined : 'unreadable';
  }
}
