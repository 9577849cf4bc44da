/** Names of output files: the folders of the input, and nothing that depends on what other rules become. */
import { createHash } from 'node:crypto';
import type { GatheredDocument } from '../gather.ts';

/**
 * `windows/stem.spl`, and `stem.2.spl` for the second document of a file. Where two files would share a name, as of two
 * folders with the same rule in it, both get a mark made from their path.
 */
export function nameFiles(
  documents: readonly GatheredDocument[],
  extension: string,
): ReadonlyMap<GatheredDocument, string> {
  const owners = new Map<string, Set<string>>();
  for (const each of documents) {
    const name = nameOf(each, extension).toLowerCase(); // Some file systems know no case.
    owners.set(name, (owners.get(name) ?? new Set()).add(each.input.source.name));
  }
  return new Map(
    documents.map((each) => {
      const name = nameOf(each, extension);
      const isShared = (owners.get(name.toLowerCase())?.size ?? 0) > 1;
      return [each, isShared ? nameOf(each, extension, `.${digest(each.input.source.name)}`) : name];
    }),
  );
}

function nameOf({ input, index }: GatheredDocument, extension: string, mark = ''): string {
  const number = index === 0 ? '' : `.${index + 1}`;
  return `${input.relativePath.replace(/\.ya?ml$/i, '')}${mark}${number}${extension}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
