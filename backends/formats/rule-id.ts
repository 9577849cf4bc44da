/** Ids of rules: the same for the same rule in every build, so that a new version takes the place of the old one. */
import type { SigmaRule } from '../../lib/ast/rule.ts';

/** A rule may have any text as its id, and ids stand where products see more than a text. */
const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/**
 * The id of the rule itself for its only or first query. What has none that is a UUID, and further queries of a rule, get one
 * made of the id or the title, in the form of a UUID of version 8, which is for such ids.
 * https://www.rfc-editor.org/rfc/rfc9562#section-5.8
 */
export function ruleIdOf({ id, title }: SigmaRule, index: number): string {
  if (id !== undefined && index === 0 && UUID.test(id)) return id.toLowerCase();
  return uuidOf(`${id?.toLowerCase() ?? title}\n${index}`);
}

/** What tells rules of one title apart, behind it: the start of the id. Empty for a rule without one. */
export function idMarkOf(rule: SigmaRule): string {
  return rule.id === undefined ? '' : ` (${ruleIdOf(rule, 0).slice(0, 8)})`;
}

/** Primes of 32 bits, so that the four parts differ: https://www.isthe.com/chongo/tech/comp/fnv/ describes the hash. */
const SEEDS = [0x811c9dc5, 0x9e3779b1, 0x85ebca77, 0xc2b2ae3d];

function uuidOf(text: string): string {
  const digits = SEEDS.map((seed) => fnv(text, seed).toString(16).padStart(8, '0')).join('');
  const variant = ((Number.parseInt(digits.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    variant + digits.slice(17, 20),
    digits.slice(20),
  ].join('-');
}

function fnv(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
}
