/**
 * The table of modifiers. To add one: an entry in the file of its kind, and its place in the list below.
 * Specification: https://sigmahq.io/sigma-specification/specification/sigma-appendix-modifiers.html
 */
import { gt, gte, lt, lte } from './compare.ts';
import { base64, base64offset, utf16, utf16be, utf16le } from './encoding.ts';
import { exists, fieldref } from './field.ts';
import { all, neq } from './list.ts';
import type { Modifier } from './modifier.ts';
import { cidr } from './network.ts';
import { expand } from './placeholder.ts';
import { dotAll, ignoreCase, multiline, re } from './regex.ts';
import { cased, contains, endswith, startswith, windash } from './string.ts';
import { day, hour, minute, month, week, year } from './time.ts';

export type { ItemModifier, Modifier, ValueModifier } from './modifier.ts';

/** Every modifier of the specification, in the order of its groups. */
export const modifiers: readonly Modifier[] = [
  ...[contains, startswith, endswith, all, exists, cased, neq],
  ...[windash, re, ignoreCase, multiline, dotAll],
  ...[base64, base64offset, utf16le, utf16be, utf16],
  ...[lt, lte, gt, gte],
  ...[minute, hour, day, week, month, year],
  ...[cidr, expand, fieldref],
];

const byName = /* @__PURE__ */ indexByName();

function indexByName(): ReadonlyMap<string, Modifier> {
  const index = new Map<string, Modifier>();
  for (const modifier of modifiers) {
    for (const name of [modifier.name, ...(modifier.aliases ?? [])]) index.set(name, modifier);
  }
  return index;
}

/** The modifier of that name or alias. */
export function findModifier(name: string): Modifier | undefined {
  return byName.get(name);
}

/** Every name and alias, for did-you-mean. */
export function modifierNames(): Iterable<string> {
  return byName.keys();
}
