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
    const fits = paths.map(pathTest);
    tests.push(({ input }) => fits.some((test) => test(input.source.name)));
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

type Token = '?' | '*' | '**' | '**/' | { readonly text: string };

/**
 * A test of paths: `*` and `?` stay within a folder, `**` crosses them, and what lies below a folder that fits, fits. The work
 * grows with the lengths of both, whatever the pattern.
 *
 * @example pathTest('rules/*\/test')('rules/a/test/b.yml') // true
 */
export function pathTest(pattern: string): (path: string) => boolean {
  const tokens = bare(pattern)
    .replace(/\/+$/, '')
    .split(/(\*\*\/?|\*|\?)/)
    .filter((piece) => piece !== '')
    .map((piece): Token => (WILDCARDS.has(piece) ? (piece as '?' | '*' | '**' | '**/') : { text: piece }));
  return (path) => {
    const text = bare(path);
    let ends: ReadonlySet<number> = new Set([0]);
    for (const token of tokens) ends = new Set([...ends].flatMap((at) => endsOf(token, text, at)));
    return [...ends].some((end) => end === text.length || text[end] === '/');
  };
}

const WILDCARDS: ReadonlySet<string> = new Set(['?', '*', '**', '**/']);

function bare(path: string): string {
  return path.replace(/^\.\//, '');
}

/** Where a token may end that starts at a place of the text. */
function endsOf(token: Token, text: string, at: number): readonly number[] {
  if (typeof token === 'object') return text.startsWith(token.text, at) ? [at + token.text.length] : [];
  if (token === '?') return at < text.length && text[at] !== '/' ? [at + 1] : [];
  const ends = [at];
  for (let end = at; end < text.length && (token !== '*' || text[end] !== '/'); end++) {
    if (token !== '**/' || text[end] === '/') ends.push(end + 1);
  }
  return ends;
}
