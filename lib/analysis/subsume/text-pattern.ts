/**
 * Text matchers as patterns of symbols, and the question whether one pattern's texts all match another.
 *
 * Law: `covers(wide, narrow)` is true only if every text that `narrow` matches is matched by `wide`. It looks for an
 * alignment of the two patterns, so it may miss a containment, and never invents one.
 */
import { caseVariants, foldCase } from '../../query/fold.ts';
import type { Matcher, WildcardPart } from '../../query/query.ts';

/** A UTF-16 code unit, or {@link MANY} or {@link ONE}. */
type PatternSymbol = number;

const MANY = -1;
const ONE = -2;

export interface TextPattern {
  readonly exact: readonly PatternSymbol[];
  /** The same without case. */
  readonly folded: readonly PatternSymbol[];
  readonly cased: boolean;
  /** Whether no letter in it has a second case. */
  readonly caseless: boolean;
  readonly hasOne: boolean;
  readonly hasSurrogates: boolean;
}

/** Patterns by matcher: one rule is compared with many. */
const known = /* @__PURE__ */ new WeakMap<Matcher, TextPattern>();

/** The pattern of a matcher that compares text; undefined for all others. */
export function textPatternOf(matcher: Matcher): TextPattern | undefined {
  let pattern = known.get(matcher);
  if (pattern === undefined) {
    pattern = makePattern(matcher);
    if (pattern !== undefined) known.set(matcher, pattern);
  }
  return pattern;
}

function makePattern(matcher: Matcher): TextPattern | undefined {
  switch (matcher.kind) {
    case 'equals':
      return fromParts([text(matcher.value)], matcher.cased);
    case 'startsWith':
      return fromParts([text(matcher.value), ANY], matcher.cased);
    case 'endsWith':
      return fromParts([ANY, text(matcher.value)], matcher.cased);
    case 'contains':
      return fromParts([ANY, text(matcher.value), ANY], matcher.cased);
    case 'wildcard':
      return fromParts(matcher.parts, matcher.cased);
    case 'boolean':
      return fromParts([text(String(matcher.value))], false);
    default:
      return undefined;
  }
}

const ANY: WildcardPart = { kind: 'many' };

function text(value: string): WildcardPart {
  return { kind: 'text', text: value };
}

function fromParts(parts: readonly WildcardPart[], cased: boolean): TextPattern {
  const exact = symbolsOf(parts, (each) => each);
  const units = exact.filter((symbol) => symbol >= 0);
  return {
    exact,
    folded: symbolsOf(parts, foldCase),
    cased,
    caseless: units.every((unit) => caseVariants(String.fromCharCode(unit)).length === 1),
    hasOne: exact.includes(ONE),
    hasSurrogates: units.some(isSurrogate),
  };
}

function symbolsOf(parts: readonly WildcardPart[], change: (text: string) => string): PatternSymbol[] {
  const symbols: PatternSymbol[] = [];
  for (const part of parts) {
    if (part.kind !== 'text') symbols.push(part.kind === 'many' ? MANY : ONE);
    else {
      const changed = change(part.text);
      for (let i = 0; i < changed.length; i++) symbols.push(changed.charCodeAt(i));
    }
  }
  return symbols;
}

/** Whether every text of `narrow` is one of `wide`. */
export function covers(wide: TextPattern, narrow: TextPattern): boolean {
  if (wide.cased) return (narrow.cased || narrow.caseless) && aligns(wide, narrow, wide.exact, narrow.exact);
  return aligns(wide, narrow, wide.folded, narrow.folded);
}

/**
 * What the narrow pattern leaves open, only a star of the wide one may take, and it may take anything. As with any
 * pattern of stars, it is enough to go back to the last one.
 */
function aligns(
  { hasOne, hasSurrogates }: TextPattern,
  other: TextPattern,
  wide: readonly PatternSymbol[],
  narrow: readonly PatternSymbol[],
): boolean {
  // `?` takes both halves of a pair; symbols here are halves.
  if ((hasOne || other.hasOne) && (hasSurrogates || other.hasSurrogates)) return false;
  let w = 0;
  let n = 0;
  let star = -1;
  let resume = 0;
  while (n < narrow.length) {
    const wanted = wide[w];
    const given = narrow[n] as PatternSymbol;
    if (wanted === MANY) {
      star = w++;
      resume = n;
    } else if (given !== MANY && (wanted === given || wanted === ONE)) {
      w++;
      n++;
    } else if (star >= 0) {
      w = star + 1;
      n = ++resume;
    } else return false;
  }
  while (wide[w] === MANY) w++;
  return w === wide.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
