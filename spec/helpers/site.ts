/** Sites made in specs, and a reader of their pages that minds every tag. */
import { parseSigma } from '../../lib/parse.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import { isNoVariant, targets } from '../../backends/index.ts';
import { renderSite } from '../../web/site.ts';
import { listFiles, readProjectFile } from './project.ts';

/** The example rules, in the order of their files. */
export function exampleRules(): readonly SigmaRule[] {
  return listFiles('examples/rules').flatMap((name) => rulesOf(readProjectFile(name), name));
}

export function rulesOf(text: string, name = 'rules.yml'): readonly SigmaRule[] {
  return parseSigma(text, { name }).rules;
}

/** The files of a site by path. */
export async function siteOf(rules: readonly SigmaRule[]): Promise<ReadonlyMap<string, string>> {
  const loaded = await Promise.all(
    targets.filter(isNoVariant).map(async ({ name, load }) => {
      const backend = await load();
      return { name, title: backend.title, backend };
    }),
  );
  const fileOf = ({ source }: Pick<SigmaRule, 'source'>): string => source.name;
  const options = { title: 'Specs', fileOf, targets: loaded };
  return new Map([...renderSite(rules, options)].map(({ path, text }) => [path, text]));
}

export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

export interface ReadPage {
  readonly tags: readonly Tag[];
  /** Between the tags, as a reader sees it. */
  readonly text: string;
}

/** Elements without an end tag, https://html.spec.whatwg.org/multipage/syntax.html#void-elements */
const VOID = new Set(['br', 'input', 'link', 'meta']);

const TOKEN =
  /<!doctype html>|<\/([a-z][a-z0-9]*)\s*>|<([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*(\/)?>|([^<>]+)/y;
const ATTRIBUTE = /\s([a-z-]+)(?:="([^"]*)")?/g;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['#39', "'"],
]);

/**
 * Reads a page more strictly than HTML asks for: every element is closed in its place, every attribute is quoted,
 * `<`, `>` and `&` stand for nothing but markup.
 *
 * @throws Error with the place where it is not so
 */
export function readPage(page: string): ReadPage {
  const open: string[] = [];
  const tags: Tag[] = [];
  let text = '';
  let at = 0;
  while (at < page.length) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(page);
    const fail = (what: string): never => {
      throw new Error(`${what} at ${JSON.stringify(page.slice(at, at + 80))}, in ${open.join(' > ')}`);
    };
    if (token === null) return fail('no markup');
    const [whole, end, start, attributes = '', slash, content] = token;
    if (content !== undefined) text += decode(content);
    else if (end !== undefined) {
      if (open.pop() !== end) fail(`</${end}> closes another element`);
    } else if (start !== undefined) {
      const pairs = [...attributes.matchAll(ATTRIBUTE)].map(
        ([, name = '', value = '']) => [name, decode(value)] as const,
      );
      if (new Set(pairs.map(([name]) => name)).size < pairs.length) fail('an attribute stands twice');
      tags.push({ name: start, attributes: new Map(pairs) });
      if (VOID.has(start) !== (slash !== undefined)) fail('a void element without its slash, or the reverse');
      if (!VOID.has(start)) open.push(start);
    }
    at += whole.length;
  }
  if (open.length > 0) throw new Error(`still open: ${open.join(' > ')}`);
  return { tags, text };
}

function decode(text: string): string {
  return text.replace(/&([^;&]*)(;?)/g, (whole, name: string, end: string) => {
    const character = end === ';' ? ENTITIES.get(name) : undefined;
    if (character === undefined && !/^(copy)$/.test(name))
      throw new Error(`a bare & in ${JSON.stringify(whole)}`);
    return character ?? whole;
  });
}
