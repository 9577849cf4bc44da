/**
 * Names of files, made from what a page is about and not from its place in a list: a link that somebody kept still
 * leads to the same rule after others were added. Names are in lower case, since some file systems know no other.
 */
import type { SigmaRule } from '../lib/ast/rule.ts';

const UUID = /^([0-9a-f]{8}-[0-9a-f]{4})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The longest part of a name that comes from a text; file systems allow 255 bytes, archives less. */
const MAX_SLUG = 60;

/**
 * A name for each rule: the first 48 bits of its id. They tell rules apart as long as a collection has millions of
 * times fewer rules than there are such numbers, and cost the index half of what whole ids would. Where ids share
 * them, they stand whole; where rules share an id or have none, a digest of their text tells them apart.
 */
export function nameRules(rules: readonly SigmaRule[]): ReadonlyMap<SigmaRule, string> {
  const names = new Map<SigmaRule, string>();
  const taken = new Set<string>();
  for (const group of groupBy(rules, shortName).values()) {
    const groups = group.length === 1 ? [group] : [...groupBy(group, longName).values()];
    for (const alike of groups) {
      for (const rule of alike) {
        const name =
          alike.length > 1 ? `${longName(rule)}-${digest(textOf(rule))}` : nameAmong(rule, groups.length);
        names.set(rule, unique(name, taken));
      }
    }
  }
  return names;
}

function nameAmong(rule: SigmaRule, count: number): string {
  return count === 1 ? shortName(rule) : longName(rule);
}

function shortName(rule: SigmaRule): string {
  return UUID.exec(idOf(rule))?.[1] ?? longName(rule);
}

function longName(rule: SigmaRule): string {
  const id = idOf(rule);
  return UUID.test(id) ? id : `${slug(rule.title) || 'rule'}-${digest(textOf(rule))}`;
}

function idOf({ id }: SigmaRule): string {
  return id?.toLowerCase() ?? '';
}

function textOf({ source, span }: SigmaRule): string {
  return source.text.slice(span.start, span.end);
}

function groupBy(
  rules: readonly SigmaRule[],
  keyOf: (rule: SigmaRule) => string,
): ReadonlyMap<string, readonly SigmaRule[]> {
  const groups = new Map<string, SigmaRule[]>();
  for (const rule of rules) {
    const group = groups.get(keyOf(rule));
    if (group === undefined) groups.set(keyOf(rule), [rule]);
    else group.push(rule);
  }
  return groups;
}

/** The name, or with a number behind it if another page has it. */
export function unique(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}-${number}`;
  taken.add(free);
  return free;
}

/**
 * Words in lower case with hyphens between them; empty when the text has no letter or digit of ASCII.
 *
 * @example slug('Image ends_with \\cmd.exe') // 'image-ends-with-cmd-exe'
 */
export function slug(text: string): string {
  const words = text.slice(0, 4 * MAX_SLUG).toLowerCase();
  return words
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG)
    .replace(/^-|-$/g, '');
}

/** Eight hexadecimal digits of the text. FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/: short, and the same everywhere. */
export function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
