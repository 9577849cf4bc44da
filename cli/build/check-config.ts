/** What of a configuration can only be judged beside the rules: folders in the way of others, settings for nothing. */
import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { diagnose, type Diagnostic } from '../../lib/diagnostics/diagnostic.ts';
import { configRefused, configUnusedOverride } from '../../lib/diagnostics/messages/config.ts';
import type { LoadedTarget } from '../config/load-target.ts';
import type { ProjectConfig } from '../config/project.ts';
import { foldName } from '../file-names.ts';
import { isSkippedFolder } from '../files.ts';
import type { Gathered } from '../gather.ts';
import { UsageError } from '../usage.ts';
import { isBelow } from './changed-documents.ts';
import { realOf } from './changes.ts';
import { MANIFEST } from './manifest.ts';
import type { FolderRequest } from './plan.ts';

/** Settings for single rules, of which there is none. */
export function reportUnusedOverrides(
  targets: readonly LoadedTarget[],
  { source }: ProjectConfig,
  { collection }: Gathered,
): readonly Diagnostic[] {
  const ids = new Set(collection.rules.map(({ id }) => id?.toLowerCase()));
  return targets.flatMap(({ config: { overrides, span } }) =>
    [...overrides]
      .filter(([id]) => !ids.has(id))
      .map(([id, settings]) => {
        const [place] = settings.values();
        return diagnose(configUnusedOverride(id), source, place?.span ?? span);
      }),
  );
}

/** The next build would take what this one writes for rules. */
export function reportOutputsAmongRules(
  targets: readonly LoadedTarget[],
  { source, rules, filters }: ProjectConfig,
  folder: string,
): readonly Diagnostic[] {
  const roots = [...rules, ...filters].map((path) => resolve(folder, path));
  return targets
    .filter(({ extension, config: { output } }) => {
      const path = resolve(folder, output.value);
      return /\.ya?ml$/i.test(extension) && roots.some((root) => isWalked(root, path));
    })
    .map(({ config: { output } }) => {
      const reason = 'it lies in a folder of rules, and the next build would read what is written there';
      return diagnose(configRefused('output', reason), source, output.span);
    });
}

function isWalked(root: string, path: string): boolean {
  return isBelow(root, path) && !relative(root, path).split(/[/\\]/).some(isSkippedFolder);
}

/**
 * One folder may lie in that of another target, and two paths may lead to one folder.
 *
 * @throws UsageError when two targets would write one file
 */
export function checkSharedFiles(
  builds: readonly (Pick<FolderRequest, 'folder' | 'contents' | 'kept'> & { readonly name: string })[],
): void {
  const owners = new Map<string, string>();
  for (const { name, folder, contents, kept } of builds) {
    const real = realFolder(folder);
    for (const path of [MANIFEST, ...contents.keys(), ...kept]) {
      const key = foldName(join(real, path));
      const owner = owners.get(key);
      if (owner !== undefined) {
        throw new UsageError(
          `the targets '${owner}' and '${name}' would both write '${join(folder, path)}'`,
          'give each target a folder of its own',
        );
      }
      owners.set(key, name);
    }
  }
}

/** Also of a folder that is not there yet. */
function realFolder(path: string): string {
  if (existsSync(path) || dirname(path) === path) return realOf(path);
  return join(realFolder(dirname(path)), basename(path));
}
