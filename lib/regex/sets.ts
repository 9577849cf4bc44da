/**
 * Sets of code points, and what the shorthand classes mean as such sets.
 *
 * The meaning is PCRE's without its Unicode mode for classes (`PCRE2_UCP`): `\d`, `\w`, `\s` and the POSIX
 * classes are ASCII; `\h` and `\v` are the fixed lists of the manual, which reach beyond it.
 * https://www.pcre.org/current/doc/html/pcre2pattern.html#SEC6
 */
import { caseVariants } from '../query/fold.ts';
import type { RegexClass, RegexClassItem, RegexSetName } from './ast.ts';

/** Ends of ranges, both included, in pairs: `[from, to, from, to, …]`, ascending and not touching. */
export type CodePointSet = readonly number[];

export const MAX_CODE_POINT = 0x10ffff;
export const NEWLINE: CodePointSet = [0x0a, 0x0a];
export const ANYTHING: CodePointSet = [0, MAX_CODE_POINT];
export const NOTHING: CodePointSet = [];

const SETS: Readonly<Record<RegexSetName, CodePointSet>> = {
  digit: [0x30, 0x39],
  word: [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a],
  space: [0x09, 0x0d, 0x20, 0x20],
  'horizontal-space': [
    0x09, 0x09, 0x20, 0x20, 0xa0, 0xa0, 0x1680, 0x1680, 0x180e, 0x180e, 0x2000, 0x200a, 0x202f, 0x202f,
    0x205f, 0x205f, 0x3000, 0x3000,
  ],
  'vertical-space': [0x0a, 0x0d, 0x85, 0x85, 0x2028, 0x2029],
  alpha: [0x41, 0x5a, 0x61, 0x7a],
  alnum: [0x30, 0x39, 0x41, 0x5a, 0x61, 0x7a],
  upper: [0x41, 0x5a],
  lower: [0x61, 0x7a],
  punct: [0x21, 0x2f, 0x3a, 0x40, 0x5b, 0x60, 0x7b, 0x7e],
  xdigit: [0x30, 0x39, 0x41, 0x46, 0x61, 0x66],
  blank: [0x09, 0x09, 0x20, 0x20],
  cntrl: [0x00, 0x1f, 0x7f, 0x7f],
  graph: [0x21, 0x7e],
  print: [0x20, 0x7e],
  ascii: [0x00, 0x7f],
};

/** The code points of a shorthand, before any negation. */
export function setOf(name: RegexSetName): CodePointSet {
  return SETS[name];
}

export function complement(set: CodePointSet): CodePointSet {
  const result: number[] = [];
  let next = 0;
  for (let i = 0; i < set.length; i += 2) {
    const from = set[i] as number;
    if (from > next) result.push(next, from - 1);
    next = (set[i + 1] as number) + 1;
  }
  if (next <= MAX_CODE_POINT) result.push(next, MAX_CODE_POINT);
  return result;
}

/** The union of ranges in any order, as a set. */
export function unionOf(sets: readonly CodePointSet[]): CodePointSet {
  if (sets.length === 1) return sets[0] as CodePointSet;
  const ranges: [number, number][] = [];
  for (const set of sets) {
    for (let i = 0; i < set.length; i += 2) ranges.push([set[i] as number, set[i + 1] as number]);
  }
  ranges.sort((a, b) => a[0] - b[0]);
  const result: number[] = [];
  for (const [from, to] of ranges) {
    const last = result.length - 1;
    if (last > 0 && from <= (result[last] as number) + 1) {
      result[last] = Math.max(result[last] as number, to);
    } else result.push(from, to);
  }
  return result;
}

export function intersects(a: CodePointSet, b: CodePointSet): boolean {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if ((a[i + 1] as number) < (b[j] as number)) i += 2;
    else if ((b[j + 1] as number) < (a[i] as number)) j += 2;
    else return true;
  }
  return false;
}

export function isSameSet(a: CodePointSet, b: CodePointSet): boolean {
  return a.length === b.length && a.every((end, i) => end === b[i]);
}

/** Whether every member of `inner` is one of `outer`. */
export function includes(outer: CodePointSet, inner: CodePointSet): boolean {
  return !intersects(inner, complement(outer));
}

/** The code points a class item stands for. Case does not widen shorthands, as in PCRE: `(?i)[[:upper:]]` does. */
function itemSet(item: RegexClassItem, ignoreCase: boolean): CodePointSet {
  if (item.kind === 'range') {
    const range = [item.from, item.to];
    return ignoreCase ? closeOverCase(range) : range;
  }
  // PCRE turns [:upper:] and [:lower:] into [:alpha:] when it ignores case.
  const name = ignoreCase && (item.set === 'upper' || item.set === 'lower') ? 'alpha' : item.set;
  return item.negated ? complement(SETS[name]) : SETS[name];
}

/** The code points a class matches. */
export function classSet(node: RegexClass, ignoreCase: boolean): CodePointSet {
  const set = unionOf(node.items.map((item) => itemSet(item, ignoreCase)));
  return node.negated ? complement(set) : set;
}

/** A set with the other case of each member added, by the project's one definition of case. */
export function closeOverCase(set: CodePointSet): CodePointSet {
  const added: CodePointSet[] = [set];
  for (let i = 0; i < set.length; i += 2) {
    const from = set[i] as number;
    const to = set[i + 1] as number;
    if (to - from < CASE_TABLE_WORTH) {
      for (let code = from; code <= to; code++) addOtherCase(code, added);
    } else {
      otherCases ??= tabulateOtherCases();
      for (const [code, other] of otherCases) {
        const isNew = other < from || other > to;
        if (isNew && code >= from && code <= to) added.push([other, other]);
      }
    }
  }
  return unionOf(added);
}

/** Ranges of this size are looked up in a table of all letters; only patterns with ranges beyond ASCII need it. */
const CASE_TABLE_WORTH = 256;

/** Letters with another case; none lies beyond the first 65,536 code points, by the project's definition. */
let otherCases: readonly (readonly [number, number])[] | undefined;

function tabulateOtherCases(): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  for (let code = 0; code <= 0xffff; code++) {
    const other: CodePointSet[] = [];
    addOtherCase(code, other);
    for (const [at] of other) pairs.push([code, at as number]);
  }
  return pairs;
}

function addOtherCase(codePoint: number, to: CodePointSet[]): void {
  if (codePoint > 0xffff) return;
  for (const variant of caseVariants(String.fromCharCode(codePoint))) {
    const other = variant.charCodeAt(0);
    if (other !== codePoint) to.push([other, other]);
  }
}

/** The code points of a literal: itself, and its other case when case is ignored. */
export function literalSet(codePoint: number, ignoreCase: boolean): CodePointSet {
  const alone = [codePoint, codePoint];
  return ignoreCase ? closeOverCase(alone) : alone;
}
