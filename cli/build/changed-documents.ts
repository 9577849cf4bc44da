/** Which rules a build since a commit has to look at. */
import { isAbsolute, relative, resolve } from 'node:path';
import { parseSigma } from '../../lib/parse.ts';
import type { FoundConfig } from '../config/find.ts';
import type { LoadedTarget } from '../config/load-target.ts';
import type { Gathered, GatheredDocument } from '../gather.ts';
import { changesSince, realOf, type Changes } from './changes.ts';

/** Whether a document has to be built anew for a target. */
export type IsChanged = (each: GatheredDocument, target: LoadedTarget) => boolean;

/**
 * A rule is changed if its file is; and every rule is, if something changed that decides about all of them: the configuration, a
 * filter or correlation, or one that is there no more, the pipelines of the target. A correlation is changed if any rule is: it
 * may be one of its own, or take the name of one.
 */
export function changedDocuments(
  since: string,
  { path, folder }: FoundConfig,
  { results, others }: Gathered,
): IsChanged {
  const changes = changesSince(folder, since);
  const documents = [...results, ...others];
  const shared = documents.filter(({ document: { kind } }) => kind === 'filter' || kind === 'correlation');
  const isEverything =
    changes.hasHidden ||
    [path, ...shared.map(({ input }) => input.source.name)].some(changes.has) ||
    heldShared(changes);
  const changed = new Set(
    documents.map(({ input }) => input.source.name).filter((name) => changes.has(name)),
  );
  const isAnyRule = changed.size > 0 || changes.removed.some(isYaml);
  const verdicts = new Map<LoadedTarget, boolean>();
  return ({ input, document }, target) => {
    let all = verdicts.get(target);
    if (all === undefined) {
      all = isEverything || arePipelinesChanged(target, folder, changes);
      verdicts.set(target, all);
    }
    return all || changed.has(input.source.name) || (isAnyRule && document.kind === 'correlation');
  };
}

/** Whether a file that changed or is gone held a filter or a correlation: others may do without it now. */
function heldShared({ paths, contentsBefore }: Changes): boolean {
  return contentsBefore(paths.filter(isYaml)).some(
    (text) =>
      text !== undefined &&
      parseSigma(text).documents.some(({ kind }) => kind === 'filter' || kind === 'correlation'),
  );
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

/** A file of a folder of pipelines that is gone counts as well. */
function arePipelinesChanged(
  { files, config: { pipelines } }: LoadedTarget,
  folder: string,
  { has, removed }: Changes,
): boolean {
  const roots = pipelines.map(({ value }) => realOf(resolve(folder, value)));
  return files.some(has) || removed.some((gone) => roots.some((root) => isBelow(root, gone)));
}

/** Whether it is the root itself or lies below it. */
export function isBelow(root: string, path: string): boolean {
  const inside = relative(root, path);
  return inside === '' || !(isAbsolute(inside) || /^\.\.(?:[/\\]|$)/.test(inside));
}
