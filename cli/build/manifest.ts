/** The manifest of an output folder: which files in it are ours, and what we wrote into them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const MANIFEST = '.sigmaq-manifest.json';

export interface Manifest {
  /** The version of sigmaq that wrote the files. */
  readonly sigmaq: string;
  /** Digests of contents by path, with forward slashes. */
  readonly files: ReadonlyMap<string, string>;
}

/** What {@link readManifest} found. */
export type FoundManifest = Manifest | 'none' | 'unreadable';

export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** @param folder the output folder, absolute */
export function readManifest(folder: string): FoundManifest {
  let text: string;
  try {
    text = readFileSync(join(folder, MANIFEST), 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'none' : 'unreadable';
  }
  try {
    const { sigmaq, files } = JSON.parse(text) as { sigmaq?: unknown; files?: unknown };
    if (typeof sigmaq !== 'string' || typeof files !== 'object' || files === null) return 'unreadable';
    const entries = Object.entries(files as Record<string, unknown>);
    const isSound = entries.every(([path, digest]) => isInside(path) && typeof digest === 'string');
    return isSound ? { sigmaq, files: new Map(entries as [string, string][]) } : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

/**
 * A manifest names files to remove: one that was tampered with must not reach outside its folder, and must have one name for each
 * file.
 */
function isInside(path: string): boolean {
  const isOdd = (part: string): boolean => part === '' || part === '.' || part === '..';
  return path !== MANIFEST && !/^[A-Za-z]:|\\|\0/.test(path) && !path.split('/').some(isOdd);
}

export function printManifest({ sigmaq, files }: Manifest): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ sigmaq, files: Object.fromEntries(sorted) }, null, 2)}\n`;
}
