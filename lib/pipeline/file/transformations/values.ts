/** Transformations of single values. */
import { wrongValue } from '../../../diagnostics/messages/pipeline-file.ts';
import { refusedByPipeline } from '../../../diagnostics/messages/pipeline.ts';
import { or } from '../../../query/build.ts';
import type { Leaf, Matcher, Query, WildcardPart } from '../../../query/query.ts';
import { printWildcards, scanWildcards } from '../../../syntax/wildcard.ts';
import type { PipelineContext } from '../../pipeline.ts';
import { expression } from '../expression.ts';
import { numberMatcher } from '../numbers.ts';
import { choice, flag, optional, single, text, textsByName, type ScalarValue } from '../parameters.ts';
import { joinParts, readReplacement, replaceParts } from '../replacement.ts';
import { isSameMatcher, matcherOf, patternOf, withParts } from '../texts.ts';
import { listed } from './fields.ts';
import { transformation, type TransformationType } from './transformation.ts';

export const replaceString = (): TransformationType =>
  transformation(
    {
      regex: expression,
      replacement: text,
      skip_special: optional(flag, false),
      interpret_special: optional(flag, false),
    },
    ({ regex, replacement }) => `replace /${regex.text}/ by "${replacement}"`,
    ({ regex, replacement: written, skip_special: skip, interpret_special: interpret }, setup) => {
      const replacement = readReplacement(written, regex);
      if ('code' in replacement) {
        setup.report(replacement, setup.placeOf('replacement'));
        return undefined;
      }
      const change = (parts: readonly WildcardPart[]): readonly WildcardPart[] | undefined => {
        if (!skip) return replaceParts(parts, regex, replacement, true);
        const changed = parts.map((part) =>
          part.kind === 'text' ? replaceParts([part], regex, replacement, interpret) : [part],
        );
        return changed.includes(undefined)
          ? undefined
          : joinParts((changed as (readonly WildcardPart[])[]).flat());
      };
      return { on: 'value', apply: (leaf, context) => replaceIn(leaf, change, context) };
    },
  );

function replaceIn(
  leaf: Leaf,
  change: (parts: readonly WildcardPart[]) => readonly WildcardPart[] | undefined,
  { report }: PipelineContext,
): Query {
  const { matcher } = leaf;
  const isNumber = matcher.kind === 'number';
  const pattern = isNumber ? numberAsText(matcher.text) : patternOf(matcher);
  if (pattern === undefined) return leaf;
  const parts = change(pattern.parts);
  if (parts === undefined) {
    report(
      refusedByPipeline('a value is too long for the expression that is to replace parts of it'),
      leaf.span,
    );
    return leaf;
  }
  const changed = withParts(leaf, parts, pattern.cased);
  const before = isNumber ? matcherOf(matcher.text) : matcher;
  return changed.kind === 'leaf' && isSameMatcher(changed.matcher, before) ? leaf : changed;
}

function numberAsText(text: string): { readonly parts: readonly WildcardPart[]; readonly cased: boolean } {
  return { parts: [{ kind: 'text', text }], cased: false };
}

/** A value that is one of the keys becomes the value or values that stand there; wildcards count as they are. */
export const mapString = (): TransformationType =>
  transformation(
    { mapping: textsByName },
    ({ mapping }) => `map the values ${listed([...mapping.keys()])}`,
    ({ mapping }) => {
      const byPattern = new Map(
        [...mapping].map(([from, to]) => [printWildcards(scanWildcards(from ?? '')), to.map(scanWildcards)]),
      );
      return {
        on: 'value',
        apply(leaf) {
          const pattern = patternOf(leaf.matcher);
          if (pattern === undefined) return leaf;
          const mapped = byPattern.get(printWildcards(pattern.parts));
          return mapped === undefined
            ? leaf
            : or(mapped.map((parts) => withParts(leaf, parts, pattern.cased)));
        },
      };
    },
  );

export const setValue = (): TransformationType =>
  transformation(
    { value: single, force_type: optional(choice('str', 'num'), undefined) },
    ({ value }) => `set values to ${String(value)}`,
    ({ value, force_type: type }, setup) => {
      if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
        setup.report(
          wrongValue('value', 'long numbers as a text, with `force_type: num`'),
          setup.placeOf('value'),
        );
        return undefined;
      }
      const matcher = type === undefined ? matcherOf(value) : forceType(value, type);
      if (matcher === undefined) {
        setup.report(
          wrongValue('value', 'a text or number when `force_type` is given'),
          setup.placeOf('value'),
        );
        return undefined;
      }
      return {
        on: 'item',
        apply(item, leaves) {
          const [first] = leaves;
          if (first === undefined) return item;
          const isSame = leaves.every((leaf) => isSameMatcher(leaf.matcher, matcher));
          const isAbsentKeyword = first.field === null && matcher.kind === 'null';
          return isSame || isAbsentKeyword ? item : withMatcher(first, matcher);
        },
      };
    },
  );

function forceType(value: ScalarValue, type: 'str' | 'num'): Matcher | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return type === 'str' ? matcherOf(String(value)) : numberMatcher(String(value));
}

/** A keyword is text whatever its type, and is never absent. */
function withMatcher(leaf: Leaf, matcher: Matcher): Query {
  const pattern = patternOf(matcher);
  if (pattern !== undefined) return withParts(leaf, pattern.parts, false);
  return leaf.field === null ? toText({ ...leaf, matcher }) : { ...leaf, matcher };
}

export const convertType = (): TransformationType =>
  transformation(
    { target_type: choice('str', 'num') },
    ({ target_type: type }) => `turn values into ${type === 'str' ? 'text' : 'numbers'}`,
    ({ target_type: type }) => ({
      on: 'value',
      apply: (leaf, context) => (type === 'str' ? toText(leaf) : toNumber(leaf, context)),
    }),
  );

function toText(leaf: Leaf): Query {
  const { matcher } = leaf;
  const written =
    matcher.kind === 'number' ? matcher.text : matcher.kind === 'boolean' ? String(matcher.value) : undefined;
  return written === undefined ? leaf : withParts(leaf, [{ kind: 'text', text: written }], false);
}

function toNumber(leaf: Leaf, { report }: PipelineContext): Leaf {
  const { matcher } = leaf;
  if (leaf.field === null || patternOf(matcher) === undefined) return leaf;
  const number = matcher.kind === 'equals' ? numberMatcher(matcher.value) : undefined;
  if (number === undefined) {
    report(refusedByPipeline('a pipeline asks for numbers here, and this value is none'), leaf.span);
    return leaf;
  }
  return { ...leaf, matcher: number };
}
