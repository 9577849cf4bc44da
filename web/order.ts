/** Orders that are the same on every machine: the language of the system has no part in them. */
import type { RuleLevel, RuleStatus } from '../lib/ast/rule.ts';

/** By code unit, capitals like small letters as long as that tells texts apart. */
export function compareTexts(a: string, b: string): number {
  return compare(a.toLowerCase(), b.toLowerCase()) || compare(a, b);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The most urgent first. */
export const LEVELS: readonly RuleLevel[] = ['critical', 'high', 'medium', 'low', 'informational'];

/** The most mature first. */
export const STATUSES: readonly RuleStatus[] = [
  'stable',
  'test',
  'experimental',
  'deprecated',
  'unsupported',
];

/** A count with its noun, thousands apart: `1,234 rules`. */
export function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : nouns}`;
}

/** A count with commas between thousands. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
