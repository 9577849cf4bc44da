/** Names of output files: the folders of the input, and nothing that depends on what other rules become. */
import { assignNames } from '../file-names.ts';
import type { GatheredDocument } from '../gather.ts';
import { MANIFEST } from './manifest.ts';

/** What a name cannot hold on every system; in a manifest, it would look like a path to elsewhere. */
// eslint-disable-next-line no-control-regex
const UNFIT = /[\\:*?"<>|\x00-\x1f]/g;

/** `windows/stem.spl`, and `stem.2.spl` for the second document of a file. */
export function nameFiles(
  documents: readonly GatheredDocument[],
  extension: string,
): ReadonlyMap<GatheredDocument, string> {
  return assignNames(documents, {
    inputOf: ({ input }) => input.source.name,
    nameOf({ input, index }, mark) {
      const number = index === 0 ? '' : `.${index + 1}`;
      return `${input.relativePath.replace(/\.ya?ml$/i, '').replace(UNFIT, '_')}${mark}${number}${extension}`;
    },
    reserved: [MANIFEST],
  });
}
