/**
 * One value, all modifiers applied, to the leaf that compares a field or the whole event with it.
 *
 * Law: nothing is left for a backend to interpret: no wildcard in a text, no flag beside a regular expression.
 */
import type { DetectionValue } from '../ast/detection.ts';
import { regexesTooLong } from '../diagnostics/messages/condition.ts';
import { keywordEmpty } from '../diagnostics/messages/modifier.ts';
import { asText, textOf, withMany, type RegexValue, type Value } from '../modifiers/value.ts';
import { FALSE, leaf, not } from '../query/build.ts';
import type { Matcher, Query } from '../query/query.ts';
import { parseRegex, type ParsedRegex } from '../regex/parse.ts';
import { regexMatcher } from '../regex/literals.ts';
import { simplifyRegex } from '../regex/simplify.ts';
import type { RegexFlags, RegexNode, RegexPattern } from '../regex/ast.ts';
import type { Source } from '../source/source.ts';
import type { PatternPart, WildcardOnlyPart } from '../syntax/wildcard.ts';
import { MAX_REGEX_LENGTH, type ResolveContext } from './context.ts';
import { shapeOf } from './text-shape.ts';

/**
 * The leaf of a value; a value that is wrong is reported and leaves the constant false.
 *
 * @param field - Null for keywords.
 * @param origin - The value in the rule.
 */
export function toLeaf(
  value: Value,
  field: string | null,
  origin: DetectionValue,
  context: ResolveContext,
): Query {
  if (value.kind === 'regex') return regexLeaf(value, field, origin, context);
  if (field === null) return keywordLeaf(value, origin, context);
  const { span } = origin;
  switch (value.kind) {
    case 'text':
      return leaf(field, shapeOf(withoutPlaceholders(value.parts), value.cased), span);
    case 'exists':
      return value.present ? leaf(field, EXISTS, span) : not(leaf(field, EXISTS, span));
    default:
      return leaf(field, value, span);
  }
}

const EXISTS: Matcher = { kind: 'exists' };

/** A keyword is text that stands anywhere in the event, with or without stars around it: `4688` is four digits. */
function keywordLeaf(value: Value, origin: DetectionValue, context: ResolveContext): Query {
  const text =
    value.kind === 'boolean' ? textOf([{ kind: 'text', text: origin.text }]) : asText(value, origin);
  const matcher = text && shapeOf(withoutPlaceholders(withMany(text.parts, true, true)), text.cased);
  if (matcher !== undefined && matcher.kind !== 'exists') return leaf(null, matcher, origin.span);
  context.collector.report(keywordEmpty(), origin.span);
  return FALSE;
}

/** `expand` has replaced them all, and without `expand` the scanner makes none. */
function withoutPlaceholders(parts: readonly PatternPart[]): readonly WildcardOnlyPart[] {
  return parts as readonly WildcardOnlyPart[];
}

function regexLeaf(
  value: RegexValue,
  field: string | null,
  origin: DetectionValue,
  context: ResolveContext,
): Query {
  if (context.regexLength > MAX_REGEX_LENGTH) return FALSE;
  context.regexLength += value.text.length;
  if (context.regexLength > MAX_REGEX_LENGTH) {
    context.collector.report(regexesTooLong(MAX_REGEX_LENGTH), origin.span);
    return FALSE;
  }
  const { pattern, diagnostics } = parseOnce(value, origin, context.collector.source);
  context.collector.add(diagnostics);
  if (pattern === undefined) return FALSE;
  const matcher = simplifyRegex(anchored(pattern, value));
  // Nothing is in every value, so all it asks is that there is one.
  if (field !== null && matcher.kind === 'regex' && isNothing(matcher.pattern.root)) {
    return leaf(field, EXISTS, origin.span);
  }
  // In the whole event only "anywhere" is a place: `^x` has no simpler form there.
  const fits = field !== null || matcher.kind === 'contains';
  return leaf(field, fits ? matcher : regexMatcher(pattern), origin.span);
}

function isNothing(node: RegexNode): boolean {
  return node.kind === 'sequence' && node.items.length === 0;
}

/** Parsed expressions by their value: parsing costs more than the rest of a rule, and a rule has many targets. */
const parsed = /* @__PURE__ */ new WeakMap<DetectionValue, ParsedRegex & { readonly flags: RegexFlags }>();

function parseOnce(value: RegexValue, origin: DetectionValue, source: Source): ParsedRegex {
  const { text, flags } = value;
  const { span } = origin;
  // Placeholders have changed the text: what it is then is not the value's own.
  if (text !== origin.text) return parseRegex({ text, source, span, verbatim: false }, flags);
  const known = parsed.get(origin);
  if (known !== undefined && sameFlags(known.flags, flags)) return known;
  const result = parseRegex({ text, source, span, verbatim: origin.verbatim }, flags);
  parsed.set(origin, { ...result, flags });
  return result;
}

function sameFlags(a: RegexFlags, b: RegexFlags): boolean {
  return a.ignoreCase === b.ignoreCase && a.multiline === b.multiline && a.dotAll === b.dotAll;
}

/** The pattern held to the start or the end of the field's value, as `startswith` and `endswith` ask. */
function anchored(pattern: RegexPattern, { atStart, atEnd }: RegexValue): RegexPattern {
  if (!atStart && !atEnd) return pattern;
  const { root, span } = pattern;
  const items: RegexNode[] = [{ kind: 'group', capture: false, atomic: false, body: root, span }];
  if (atStart) items.unshift({ kind: 'anchor', at: 'text-start', span });
  if (atEnd) items.push({ kind: 'anchor', at: 'text-end', span });
  return { ...pattern, root: { kind: 'sequence', items, span } };
}
