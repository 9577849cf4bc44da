/** Transformations of whole items: left out, refused, or taken apart into other fields. */
import { groupsOf, expression, type Expression } from '../expression.ts';
import { refusedByPipeline } from '../../../diagnostics/messages/pipeline.ts';
import { valuesLost, wrongValue } from '../../../diagnostics/messages/pipeline-file.ts';
import { and } from '../../../query/build.ts';
import { mapLeaves } from '../../../query/rewrite/map-leaves.ts';
import type { Leaf, Matcher, Query, WildcardPart } from '../../../query/query.ts';
import type { PipelineContext } from '../../pipeline.ts';
import { mapItemValues } from '../items.ts';
import { numberMatcher } from '../numbers.ts';
import { flag, optional, text, texts } from '../parameters.ts';
import { captureParts } from '../replacement.ts';
import { patternOf, shownText, withParts } from '../texts.ts';
import { transformation, type TransformationType } from './transformation.ts';

export const dropDetectionItem = (): TransformationType =>
  transformation(
    {},
    () => 'leave items out',
    () => ({ on: 'item', apply: () => undefined }),
  );

export const detectionItemFailure = (): TransformationType =>
  transformation(
    { message: text },
    ({ message }) => `refuse rules with such an item: ${message}`,
    ({ message }) => ({
      on: 'item',
      apply(item, leaves, { report }) {
        const [first] = leaves;
        if (first !== undefined) report(refusedByPipeline(message), first.span);
        return item;
      },
    }),
  );

/** What a hash is by the number of its digits, where its kind is not written in front of it. */
const KINDS_BY_LENGTH: ReadonlyMap<number, string> = /* @__PURE__ */ new Map([
  [32, 'MD5'],
  [40, 'SHA1'],
  [64, 'SHA256'],
  [128, 'SHA512'],
]);

/** @example `Hashes|contains: 'MD5=0f…'` → `FileMD5` starts with `0f…` */
export const hashesFields = (): TransformationType =>
  transformation(
    {
      valid_hash_algos: texts,
      field_prefix: optional(text, ''),
      drop_algo_prefix: optional(flag, false),
      field_to_parse: optional(texts, ['Hashes', 'Hash'] as readonly string[]),
    },
    ({ valid_hash_algos: kinds }) => `put hashes into fields of their own: ${kinds.join(', ')}`,
    ({ valid_hash_algos: kinds, field_prefix: prefix, drop_algo_prefix: drop, field_to_parse: fields }) => ({
      on: 'item',
      apply(item, leaves, context) {
        const [first] = leaves;
        const field = first?.field ?? null;
        if (first === undefined || field === null || !fields.includes(field)) return item;
        if (!leaves.every(({ matcher }) => patternOf(matcher) !== undefined)) return item;
        const split = (leaf: Leaf): Query | undefined => {
          const hash = splitHash(leaf);
          if (hash === undefined || !kinds.includes(hash.kind)) return undefined;
          return withParts({ ...leaf, field: prefix + (drop ? '' : hash.kind) }, hash.parts, false);
        };
        const none = `a pipeline knows only hashes of the kinds ${kinds.join(', ')}, and here are others`;
        return splitItem(item, leaves, split, none, context);
      },
    }),
  );

/** Each value by what it is split into; those that are not are left out, which is said. */
function splitItem(
  item: Query,
  leaves: readonly Leaf[],
  split: (leaf: Leaf) => Query | undefined,
  none: string,
  { report }: PipelineContext,
): Query {
  const lost: Leaf[] = [];
  const kept = mapItemValues(item, (leaf) => {
    const parts = split(leaf);
    if (parts === undefined) lost.push(leaf);
    return parts;
  });
  const [first] = leaves;
  if (kept === undefined && first !== undefined) {
    report(refusedByPipeline(none), first.span);
    return item;
  }
  sayLost(lost, report);
  return kept ?? item;
}

function sayLost(lost: readonly Leaf[], report: PipelineContext['report']): void {
  const [first] = lost;
  if (first !== undefined) report(valuesLost(lost.map(({ matcher }) => shownText(matcher))), first.span);
}

interface Hash {
  readonly kind: string;
  readonly parts: readonly WildcardPart[];
}

/** `MD5=…` and `MD5|…` by what stands in front, bare digits by how many there are. */
function splitHash({ matcher }: Leaf): Hash | undefined {
  const parts = patternOf(matcher)?.parts ?? [];
  const from = parts.findIndex(({ kind }) => kind !== 'many');
  const first = parts[from];
  if (first?.kind !== 'text') return undefined;
  const [, kind, digits] = /^([^=|]*)[=|]([^=|]*)$/.exec(first.text) ?? [];
  const rest = parts.slice(from + 1);
  if (kind !== undefined && digits !== undefined) {
    const value: readonly WildcardPart[] = digits === '' ? [] : [{ kind: 'text', text: digits }];
    return { kind: kind.toUpperCase(), parts: [...value, ...rest] };
  }
  const guessed = KINDS_BY_LENGTH.get(first.text.length);
  return guessed === undefined ? undefined : { kind: guessed, parts };
}

/**
 * Each named group of the expression becomes a field with what the group holds of the value: `null`, a number or text. A
 * value fits if the expression matches at its start; the item stays as it is where none of its values fits.
 * https://github.com/SigmaHQ/pySigma/blob/main/sigma/processing/transformations/values.py
 *
 * @example `^(?P<type>\w+):(?P<data>\d+)$` with the prefix `reg`: `dword:7` → `reg.type` is `dword` and `reg.data` is 7
 */
export const extractFields = (): TransformationType =>
  transformation(
    { regex: expression, field_prefix: optional(text, ''), preserve_unmatched: optional(flag, false) },
    ({ regex }) => `take values apart by /${regex.text}/`,
    ({ regex, field_prefix: prefix, preserve_unmatched: preserve }, setup) => {
      const { names } = groupsOf(regex);
      if (names.length === 0) {
        setup.report(
          wrongValue('regex', 'an expression with named groups, `(?P<name>…)`'),
          setup.placeOf('regex'),
        );
        return undefined;
      }
      const split = (leaf: Leaf): Query | undefined => takeApart(leaf, regex, prefix);
      return {
        on: 'item',
        apply(item, leaves, { report }) {
          if (!leaves.every(({ matcher }) => patternOf(matcher) !== undefined)) return item;
          if (preserve) return mapLeaves(item, (leaf) => split(leaf) ?? leaf);
          const lost: Leaf[] = [];
          const kept = mapItemValues(item, (leaf) => {
            const parts = split(leaf);
            if (parts === undefined) lost.push(leaf);
            return parts;
          });
          if (kept === undefined) return item;
          sayLost(lost, report);
          return kept;
        },
      };
    },
  );

function takeApart(leaf: Leaf, regex: Expression, prefix: string): Query | undefined {
  const pattern = patternOf(leaf.matcher);
  const groups = pattern && captureParts(pattern.parts, regex);
  const held = [...(groups ?? [])].filter(([, parts]) => parts.length > 0);
  if (pattern === undefined || held.length === 0) return undefined;
  return and(
    held.map(([name, parts]) => {
      const field = prefix === '' ? name : `${prefix}.${name}`;
      const matcher = valueOf(parts);
      return matcher === undefined
        ? withParts({ ...leaf, field }, parts, pattern.cased)
        : { ...leaf, field, matcher };
    }),
  );
}

/** What a group holds, where that is no text: numbers with zeros in front are. */
function valueOf([part, ...others]: readonly WildcardPart[]): Matcher | undefined {
  if (part?.kind !== 'text' || others.length > 0) return undefined;
  if (/^(?:null|none)$/i.test(part.text)) return { kind: 'null' };
  return part.text !== '0' && part.text.startsWith('0') ? undefined : numberMatcher(part.text);
}
