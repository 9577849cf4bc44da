/** What git says has changed since a commit. What it does not track counts as changed: nobody knows what it was. */
import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { UsageError } from '../usage.ts';

/** Room for the names of some hundred thousand files, and the contents of some ten thousand. */
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

export interface Changes {
  /** @param path absolute, or from the folder that was asked about; of something that is there */
  readonly has: (path: string) => boolean;
  /** Absolute paths of all that changed, what is new, and what is gone. */
  readonly paths: readonly string[];
  /** Whether one of them was a link or a submodule at the commit: what was behind it is unknown. */
  readonly hasHidden: boolean;
  /** Those that are gone. */
  readonly removed: readonly string[];
  /** What was in a file at the commit, or undefined; some of {@link paths}. */
  readonly contentsBefore: (paths: readonly string[]) => readonly (string | undefined)[];
}

/**
 * @param folder in the working tree of a repository
 * @param since a commit, branch or tag
 * @throws UsageError when there is no repository, or nothing of that name in it
 */
export function changesSince(folder: string, since: string): Changes {
  const root = realpathSync(
    git(folder, ['rev-parse', '--show-toplevel'], 'no git repository here').trimEnd(),
  );
  const commit = commitOf(root, since);
  const list = (...args: readonly string[]): readonly string[] =>
    git(root, args, `git ${args[0] as string} failed`)
      .split('\0')
      .filter((item) => item !== '');
  const inRoot = (name: string): string => resolve(root, name);
  // Modes, and the name, in turns: https://git-scm.com/docs/diff-format#_raw_output_format
  const differences = list('diff', '--raw', '--no-renames', '--ignore-submodules=none', '-z', commit, '--');
  const modes = differences.filter((_, index) => index % 2 === 0);
  const names = differences.filter((_, index) => index % 2 === 1);
  const changed = new Set(
    [...names, ...list('ls-files', '--others', '--exclude-standard', '-z')].map(inRoot),
  );
  const tracked = new Set(list('ls-files', '-z').map(inRoot));
  const base = realpathSync(folder);
  const paths = [...changed];
  return {
    has(path) {
      const whole = resolve(base, path);
      const real = realOf(whole);
      return !tracked.has(real) || liesIn(changed, real, root) || liesIn(changed, whole, root);
    },
    paths,
    hasHidden: modes.some((each) => /^:1[26]0000 /.test(each)) || names.some((name) => name.includes('\n')),
    removed: paths.filter((path) => !existsSync(path)),
    contentsBefore: (some) =>
      contentsAt(
        root,
        commit,
        some.map((path) => relative(root, path).replaceAll('\\', '/')),
      ),
  };
}

/** Whether it or a folder above it is one of the paths: links to folders and submodules are. */
function liesIn(paths: ReadonlySet<string>, path: string, root: string): boolean {
  for (let each = path; ; each = dirname(each)) {
    if (paths.has(each)) return true;
    if (each === root || each === dirname(each)) return false;
  }
}

/** Where a path really leads; the path itself where there is nothing. */
export function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function commitOf(root: string, since: string): string {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${since}^{commit}`];
  try {
    return git(root, args, '').trimEnd();
  } catch {
    const isShallow = git(root, ['rev-parse', '--is-shallow-repository'], '').trimEnd() === 'true';
    throw new UsageError(
      `git knows no commit '${since}'`,
      isShallow ? 'this clone is shallow: `git fetch` it with a greater --depth' : undefined,
    );
  }
}

/** By one process for all of them: https://git-scm.com/docs/git-cat-file#_batch_output */
function contentsAt(root: string, commit: string, names: readonly string[]): readonly (string | undefined)[] {
  if (names.length === 0) return [];
  // A line asks for each.
  const asked = names.map((name) => (name.includes('\n') ? '' : `${commit}:${name}`));
  const output = run(root, ['cat-file', '--batch'], 'git cat-file failed', `${asked.join('\n')}\n`);
  let position = 0;
  return asked.map(() => {
    const end = output.indexOf('\n', position);
    const [, size] = /^[\da-f]+ blob (\d+)$/.exec(output.toString('utf8', position, end)) ?? [];
    if (size === undefined) {
      position = end + 1;
      return undefined;
    }
    const start = end + 1;
    position = start + Number(size) + 1;
    return output.toString('utf8', start, position - 1);
  });
}

function git(folder: string, args: readonly string[], failure: string): string {
  return run(folder, args, failure, '').toString('utf8');
}

function run(folder: string, args: readonly string[], failure: string, input: string): Buffer {
  try {
    return execFileSync('git', args, { cwd: folder, input, maxBuffer: MAX_OUTPUT_BYTES, stdio: 'pipe' });
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { readonly stderr?: Uint8Array };
    if (code === 'ENOENT') throw new UsageError('git is not installed');
    const [said] = Buffer.from(stderr ?? '')
      .toString('utf8')
      .split('\n');
    throw new UsageError(failure, said === '' ? undefined : said);
  }
}
