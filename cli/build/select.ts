/** Which rules a target gets: what `only` and `exclude` say. */
import type { Selection } from '../config/project.ts';
import type { Entry } from './read-project.ts';

/** A test made of selections: each `only` must fit, no `exclude` may. */
export function createSelector(
  only: readonly Selection[],
  exclude: readonly Selection[],
): (entry: Entry) => boolean {
  const wanted = only.map((selection) => testsOf(selection));
  const unwanted = exclude.flatMap((selection) => testsOf(selection));
  return (entry) =>
    wanted.every((tests) => tests.every((test) => test(entry))) && !unwanted.some((test) => test(entry));
}

type Test = (entry: Entry) => boolean;

/** One for each list that says something. */
function testsOf({ paths, ids, status, level, tags }: Selection): readonly Test[] {
  const tests: Test[] = [];
  if (paths.length > 0) {
    const patterns = paths.map(pathPattern);
    tests.push(({ input }) => patterns.some((pattern) => pattern.test(input.source.name)));
  }
  if (ids.length > 0) tests.push(({ document: { id } }) => ids.includes(id?.toLowerCase() ?? ''));
  if (status.length > 0) tests.push(({ rule }) => status.includes(rule?.status ?? ''));
  if (level.length > 0) tests.push(({ rule }) => level.includes(rule?.level ?? ''));
  if (tags.length > 0) {
    tests.push(({ rule }) => (rule?.tags ?? []).some((tag) => tags.some((each) => isBelow(tag, each))));
  }
  return tests;
}

function isBelow(tag: string, wanted: string): boolean {
  const name = tag.toLowerCase();
  return name === wanted || name.startsWith(`${wanted}.`);
}

/**
 * A path with wildcards as an expression: `*` and `?` stay within a folder, `**` crosses them, and what lies below a folder
 * that fits, fits.
 *
 * @example pathPattern('rules/*\/test') fits rules/a/test/b.yml
 */
export function pathPattern(path: string): RegExp {
  const source = path
    .replace(/^\.\//, '')
    .replace(/\/+$/, '')
    .split(/(\*\*\/?|\*|\?)/)
    .map((piece) => {
      if (piece.startsWith('**')) return piece.endsWith('/') ? '(?:.*/)?' : '.*';
      if (piece === '*') return '[^/]*';
      return piece === '?' ? '[^/]' : piece.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^(?:\\./)?${source}(?:/.*)?$`);
}
