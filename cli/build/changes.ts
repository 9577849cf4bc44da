/** What git says has changed since a commit, files that it does not know yet included. */
import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../usage.ts';

/** Room for the names of some hundred thousand files. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

export interface Changes {
  /** @param path absolute, or from the folder that was asked about */
  readonly has: (path: string) => boolean;
  /** Absolute paths of files that are gone. */
  readonly removed: readonly string[];
}

/**
 * @param folder in the working tree of a repository
 * @param since a commit, branch or tag
 * @throws UsageError when there is no repository, or nothing of that name in it
 */
export function changesSince(folder: string, since: string): Changes {
  const top = git(folder, ['rev-parse', '--show-toplevel'], 'no git repository here').trimEnd();
  const commit = git(
    folder,
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${since}^{commit}`],
    `git knows no commit '${since}'`,
  ).trimEnd();
  const names = [
    git(top, ['diff', '--name-only', '--no-renames', '-z', commit, '--'], 'git diff failed'),
    git(top, ['ls-files', '--others', '--exclude-standard', '-z'], 'git ls-files failed'),
  ];
  const root = realpathSync(top);
  const changed = new Set(
    names
      .flatMap((list) => list.split('\0'))
      .filter((name) => name !== '')
      .map((name) => resolve(root, name)),
  );
  const base = realpathSync(folder);
  return {
    has(path) {
      const whole = resolve(base, path);
      return changed.has(whole) || changed.has(realOf(whole));
    },
    removed: [...changed].filter((path) => !existsSync(path)),
  };
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function git(folder: string, args: readonly string[], failure: string): string {
  try {
    return execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: MAX_OUTPUT_BYTES,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(code === 'ENOENT' ? 'git is not installed' : failure);
  }
}
