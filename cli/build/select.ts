/** Which rules a target gets: what `only` and `exclude` say. */
import type { SigmaRule } from '../../lib/ast/rule.ts';
import type { Selection } from '../config/project.ts';
import type { GatheredDocument } from '../gather.ts';

/** A test made of selections: each `only` must fit, no `exclude` may. */
export function createSelector(
  only: readonly Selection[],
  exclude: readonly Selection[],
): (each: GatheredDocument) => boolean {
  const wanted = only.map((selection) => testsOf(selection));
  const unwanted = exclude.flatMap((selection) => testsOf(selection));
  return (document) =>
    wanted.every((tests) => tests.every((test) => test(document))) &&
    !unwanted.some((test) => test(document));
}

type Test = (each: GatheredDocument) => boolean;

/** One for each list that says something. */
function testsOf({ paths, ids, status, level, tags }: Selection): readonly Test[] {
  const tests: Test[] = [];
  if (paths.length > 0) {
    const patterns = paths.map(pathPattern);
    tests.push(({ input }) => patterns.some((pattern) => pattern.test(input.source.name)));
  }
  if (ids.length > 0) tests.push(({ document: { id } }) => ids.includes(id?.toLowerCase() ?? ''));
  if (status.length > 0) tests.push((each) => status.includes(headerOf(each)?.status ?? ''));
  if (level.length > 0) tests.push((each) => level.includes(headerOf(each)?.level ?? ''));
  if (tags.length > 0) {
    tests.push((of) => (headerOf(of)?.tags ?? []).some((tag) => tags.some((each) => isBelow(tag, each))));
  }
  return tests;
}

function headerOf({
  rule,
  correlation,
}: GatheredDocument): Pick<SigmaRule, 'status' | 'level' | 'tags'> | undefined {
  return rule ?? correlation?.correlation;
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
