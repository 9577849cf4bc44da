/** Which rules a build since a commit has to look at. */
import { relative, resolve } from 'node:path';
import type { FoundConfig } from '../config/find.ts';
import type { LoadedTarget } from '../config/load-target.ts';
import type { ProjectConfig } from '../config/project.ts';
import { changesSince } from './changes.ts';
import type { Entry, Project } from './read-project.ts';

/** Whether an entry has to be built anew for a target. */
export type IsChanged = (entry: Entry, target: LoadedTarget) => boolean;

/**
 * A rule is changed if its file is; and every rule is, if something changed that decides about all of them: the configuration, a
 * filter or correlation, the pipelines of the target. What a file that is gone once held is unknown, so that counts as well.
 */
export function changedEntries(
  since: string,
  { path, folder }: FoundConfig,
  { rules, filters }: ProjectConfig,
  { shared }: Project,
): IsChanged {
  const changes = changesSince(folder, since);
  const roots = [...rules, ...filters].map((each) => resolve(folder, each));
  const isEverything =
    [path, ...shared].some(changes.has) ||
    changes.removed.some((gone) => /\.ya?ml$/i.test(gone) && roots.some((root) => isBelow(root, gone)));
  const verdicts = new Map<LoadedTarget, boolean>();
  return ({ input }, target) => {
    let all = verdicts.get(target);
    if (all === undefined) verdicts.set(target, (all = isEverything || target.files.some(changes.has)));
    return all || changes.has(input.source.name);
  };
}

function isBelow(root: string, path: string): boolean {
  const inside = relative(root, path);
  return inside === '' || !/^\.\.(?:[/\\]|$)/.test(inside);
}
