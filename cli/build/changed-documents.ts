/** Which rules a build since a commit has to look at. */
import { relative, resolve } from 'node:path';
import type { FoundConfig } from '../config/find.ts';
import type { LoadedTarget } from '../config/load-target.ts';
import type { ProjectConfig } from '../config/project.ts';
import { changesSince } from './changes.ts';
import type { Gathered, GatheredDocument } from '../gather.ts';

/** Whether a document has to be built anew for a target. */
export type IsChanged = (each: GatheredDocument, target: LoadedTarget) => boolean;

/**
 * A rule is changed if its file is; and every rule is, if something changed that decides about all of them: the configuration, a
 * filter or correlation, the pipelines of the target. What a file that is gone once held is unknown, so that counts as well.
 */
export function changedDocuments(
  since: string,
  { path, folder }: FoundConfig,
  { rules, filters }: ProjectConfig,
  { results, others }: Gathered,
): IsChanged {
  const changes = changesSince(folder, since);
  const shared = [...results, ...others].filter(
    ({ document: { kind } }) => kind === 'filter' || kind === 'correlation',
  );
  const roots = [...rules, ...filters].map((each) => resolve(folder, each));
  const isEverything =
    [path, ...shared.map(({ input }) => input.source.name)].some(changes.has) ||
    changes.removed.some((gone) => /\.ya?ml$/i.test(gone) && roots.some((root) => isBelow(root, gone)));
  const verdicts = new Map<LoadedTarget, boolean>();
  return ({ input }, target) => {
    let all = verdicts.get(target);
    if (all === undefined) verdicts.set(target, (all = isEverything || target.files.some(changes.has)));
    return all || changes.has(input.source.name);
  };
}

/** Whether it is the root itself or lies below it. */
export function isBelow(root: string, path: string): boolean {
  const inside = relative(root, path);
  return inside === '' || !/^\.\.(?:[/\\]|$)/.test(inside);
}
