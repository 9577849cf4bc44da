/** Names of output files: the folders of the input, and nothing that depends on what other rules become. */
import { createHash } from 'node:crypto';
import type { Entry } from './read-project.ts';

/**
 * `windows/stem.spl`, and `stem.2.spl` for the second document of a file. Where two files would share a name, as of two
 * folders with the same rule in it, both get a mark made from their path.
 */
export function nameFiles(entries: readonly Entry[], extension: string): ReadonlyMap<Entry, string> {
  const owners = new Map<string, Set<string>>();
  for (const entry of entries) {
    const name = nameOf(entry, extension).toLowerCase(); // Some file systems know no case.
    owners.set(name, (owners.get(name) ?? new Set()).add(entry.input.source.name));
  }
  return new Map(
    entries.map((entry) => {
      const name = nameOf(entry, extension);
      const isShared = (owners.get(name.toLowerCase())?.size ?? 0) > 1;
      return [entry, isShared ? nameOf(entry, extension, `.${digest(entry.input.source.name)}`) : name];
    }),
  );
}

function nameOf({ input, index }: Entry, extension: string, mark = ''): string {
  const number = index === 0 ? '' : `.${index + 1}`;
  return `${input.relativePath.replace(/\.ya?ml$/i, '')}${mark}${number}${extension}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
