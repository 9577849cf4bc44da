/**
 * Generators of queries and of events that are likely to be near them.
 *
 * Fields and values are few and full of characters that some language or other treats specially. An event is
 * made for a query: most of its fields hold a text that some leaf wants, or one that just misses it, or are
 * missing, null, a list, another type.
 */
import fc from 'fast-check';
import { and, leaf, not, or } from '../../lib/query/build.ts';
import { leavesOf } from '../../lib/query/leaves.ts';
import type { Leaf, Matcher, MatcherKind, Query } from '../../lib/query/query.ts';
import { arbitraryMatcher, MATCHER_KINDS, nearTexts } from './arbitrary-matcher.ts';
import { setField, type MutableEvent } from './set-field.ts';

export { arbitraryMatcher, arbitraryRegex, arbitraryText, MATCHER_KINDS } from './arbitrary-matcher.ts';

/** Plain, nested, and with a dot in one key, as Zeek has it. */
export const FIELDS: readonly string[] = ['Image', 'User', 'process.parent.name', 'id.orig_h', 'EventID'];

export interface QueryOptions {
  /** @default FIELDS */
  readonly fields?: readonly string[];
  /** Matchers that may occur. @default all of them */
  readonly kinds?: readonly MatcherKind[];
  /** Whether leaves without a field occur. @default true */
  readonly keywords?: boolean;
}

const NOWHERE = { start: 0, end: 0 };

export function arbitraryLeaf(options: QueryOptions = {}): fc.Arbitrary<Leaf> {
  const { fields = FIELDS, kinds = MATCHER_KINDS, keywords = true } = options;
  const field = fc.constantFrom(...fields);
  const matcher = fc.constantFrom(...kinds).chain((kind) => arbitraryMatcher(kind, fields));
  const ofField = fc.tuple(field, matcher).map(([name, each]) => leaf(name, each, NOWHERE));
  const keywordKinds = kinds.filter((kind) => kind === 'contains' || kind === 'regex' || kind === 'wildcard');
  if (!keywords || keywordKinds.length === 0) return ofField;
  const keyword = fc
    .constantFrom(...keywordKinds)
    .chain((kind) => arbitraryMatcher(kind, fields))
    .map((each) => leaf(null, each, NOWHERE));
  return fc.oneof({ weight: 12, arbitrary: ofField }, { weight: 1, arbitrary: keyword });
}

/** Queries as the makers of `lib/query/build.ts` give them: flat, without constants inside, no `any-of` yet. */
export function arbitraryQuery(options: QueryOptions = {}): fc.Arbitrary<Query> {
  const atom: fc.Arbitrary<Query> = arbitraryLeaf(options);
  return fc.letrec<{ query: Query }>((tie) => ({
    query: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 2, arbitrary: atom },
      { weight: 1, arbitrary: tie('query').map(not) },
      { weight: 1, arbitrary: fc.array(tie('query'), { minLength: 1, maxLength: 4 }).map(and) },
      { weight: 1, arbitrary: fc.array(tie('query'), { minLength: 1, maxLength: 4 }).map(or) },
      { weight: 1, arbitrary: fc.array(atom, { minLength: 1, maxLength: 6 }).map(or) },
    ),
  })).query;
}

/** An event whose values are near what the query asks for. */
export function arbitraryEventNear(query: Query): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const wanted = new Map<string, Matcher[]>(FIELDS.map((field) => [field, []]));
  const anywhere: Matcher[] = [];
  for (const { field, matcher } of leavesOf(query)) {
    if (field === null) anywhere.push(matcher);
    else wanted.set(field, [...(wanted.get(field) ?? []), matcher]);
    if (matcher.kind === 'fieldRef' && !wanted.has(matcher.field)) wanted.set(matcher.field, []);
  }
  const fields = [...wanted].map(([field, matchers]) =>
    fc.tuple(
      fc.constant(field),
      fc.constantFrom<'flat' | 'nested' | 'list'>('flat', 'nested', 'list'),
      arbitraryHeld([...matchers, ...anywhere]),
    ),
  );
  return fc.tuple(fc.tuple(...fields), fc.boolean(), sharedText()).map(([settings, together, shared]) => {
    const event: MutableEvent = {};
    for (const [field, shape, held] of settings) {
      // Field references need fields of one value, which chance alone seldom gives.
      const value = together && held !== undefined ? shared : held;
      if (value !== undefined) setField(event, field, value, shape);
    }
    return event;
  });
}

/** A query and an event made for it. */
export function arbitraryCase(
  options: QueryOptions = {},
): fc.Arbitrary<{ readonly query: Query; readonly event: Readonly<Record<string, unknown>> }> {
  return arbitraryQuery(options).chain((query) =>
    arbitraryEventNear(query).map((event) => ({ query, event })),
  );
}

function sharedText(): fc.Arbitrary<unknown> {
  return fc.constantFrom<unknown>('C:\\Same.exe', 'c:\\same.EXE', 'Äö', 7, '7', '', ['Äö', 'x']);
}

/** What a field holds; undefined for no such field. */
function arbitraryHeld(matchers: readonly Matcher[]): fc.Arbitrary<unknown> {
  const text = fc.oneof(...matchers.map(nearTexts), nearTexts(undefined));
  const scalar = fc.oneof(
    { weight: 10, arbitrary: text },
    { weight: 4, arbitrary: text.map(retyped) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<unknown>(0, -1, 4688, 1.5, 1e21, true, false, '', '-', { any: 'Thing' }),
    },
  );
  return fc.oneof(
    { weight: 10, arbitrary: scalar },
    { weight: 2, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constant(null) },
    {
      weight: 2,
      arbitrary: fc.array(fc.oneof(scalar, fc.constant(null), fc.array(scalar, { maxLength: 2 })), {
        maxLength: 3,
      }),
    },
  );
}

/** Logs write numbers and booleans with and without quotes. */
function retyped(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(text) ? Number(text) : text;
}
