/**
 * Accounts: `DOMAIN\name` in rules, two fields in targets.
 *
 * A value has exactly one backslash, so whatever is asked of the whole can be asked of the halves. Law: for every
 * account with both halves, and no backslash in either, the answer is that of the whole text; for one without a domain
 * it is that of the name, where the whole name is asked for.
 */
import { and, FALSE, leaf, or } from '../../../lib/query/build.ts';
import type { Leaf, Matcher, Query, WildcardPart } from '../../../lib/query/query.ts';
import type { ComputedField, Refusal } from '../field-table.ts';

const SEPARATOR = '\\';
const MANY: WildcardPart = { kind: 'many' };

/** An account kept as its domain and its name. */
export function account(domain: string, name: string): ComputedField {
  return {
    fields: [domain, name],
    form: `\`DOMAIN\\name\` in two fields`,
    translate: (asked) => splitAccount(asked, domain, name),
  };
}

/**
 * @example User endsWith '\SYSTEM' → user.domain exists and user.name = 'SYSTEM'
 * @example User contains 'AUTHORI' → user.domain contains 'AUTHORI' or user.name contains 'AUTHORI'
 */
export function splitAccount(asked: Leaf, domain: string, name: string): Query | Refusal {
  const { matcher, span } = asked;
  const about = (field: string, half: Matcher): Leaf => leaf(field, half, span);
  switch (matcher.kind) {
    case 'null':
      return and([about(domain, { kind: 'null' }), about(name, { kind: 'null' })]);
    case 'exists':
      return about(name, { kind: 'exists' });
    case 'equals':
    case 'startsWith':
    case 'endsWith':
    case 'contains':
    case 'wildcard':
      return splitPattern(asked, domain, name, partsOf(matcher), matcher.cased);
    case 'number':
    case 'boolean':
      return FALSE;
    default:
      return {
        refused: `\`${asked.field ?? ''}\` is kept as domain and name there, which this test cannot be asked of`,
      };
  }
}

type PatternMatcher = Extract<
  Matcher,
  { kind: 'equals' | 'startsWith' | 'endsWith' | 'contains' | 'wildcard' }
>;

function partsOf(matcher: PatternMatcher): readonly WildcardPart[] {
  if (matcher.kind === 'wildcard') return matcher.parts;
  const text: WildcardPart = { kind: 'text', text: matcher.value };
  switch (matcher.kind) {
    case 'equals':
      return [text];
    case 'startsWith':
      return [text, MANY];
    case 'endsWith':
      return [MANY, text];
    case 'contains':
      return [MANY, text, MANY];
  }
}

/** Each way in which the backslash of a value can fall into the pattern, or'ed. */
function splitPattern(
  { span }: Leaf,
  domain: string,
  name: string,
  parts: readonly WildcardPart[],
  cased: boolean,
): Query {
  const ways = waysToSplit(parts);
  const hasSeparator = parts.some(hasBackslash);
  if (ways.length === 0) {
    if (hasSeparator) return FALSE;
    const whole = leaf(name, matcherOf(parts, cased), span);
    return and([leaf(domain, { kind: 'null' }, span), whole]);
  }
  return or(
    ways.map(([before, after]) => {
      const halves: readonly Leaf[] = [
        leaf(domain, matcherOf(before, cased), span),
        leaf(name, matcherOf(after, cased), span),
      ];
      // Both halves are there or neither is, so one that may be anything says nothing beside the other.
      const telling = halves.filter(({ matcher }) => matcher.kind !== 'exists');
      return telling.length === 0 ? leaf(name, { kind: 'exists' }, span) : and(telling);
    }),
  );
}

function hasBackslash(part: WildcardPart): boolean {
  return part.kind === 'text' && part.text.includes(SEPARATOR);
}

type Halves = readonly [before: readonly WildcardPart[], after: readonly WildcardPart[]];

function waysToSplit(parts: readonly WildcardPart[]): readonly Halves[] {
  const written = parts.findIndex(hasBackslash);
  if (written >= 0) {
    const { text } = parts[written] as Extract<WildcardPart, { kind: 'text' }>;
    const at = text.indexOf(SEPARATOR);
    const before = [...parts.slice(0, written), ...textPart(text.slice(0, at))];
    const after = [...textPart(text.slice(at + 1)), ...parts.slice(written + 1)];
    return after.some(hasBackslash) ? [] : [[before, after]];
  }
  return parts.flatMap((part, index): readonly Halves[] => {
    if (part.kind === 'text') return [];
    const [before, after] = [parts.slice(0, index), parts.slice(index + 1)];
    return [
      part.kind === 'many'
        ? [
            [...before, MANY],
            [MANY, ...after],
          ]
        : [before, after],
    ];
  });
}

function textPart(text: string): readonly WildcardPart[] {
  return text === '' ? [] : [{ kind: 'text', text }];
}

/** The plainest matcher of a pattern. */
function matcherOf(parts: readonly WildcardPart[], cased: boolean): Matcher {
  const [first, second, third] = parts;
  if (first === undefined) return { kind: 'equals', value: '', cased };
  if (parts.every((part) => part.kind === 'many')) return { kind: 'exists' };
  if (first.kind === 'text' && parts.length === 1) return { kind: 'equals', value: first.text, cased };
  if (first.kind === 'text' && second?.kind === 'many' && parts.length === 2)
    return { kind: 'startsWith', value: first.text, cased };
  if (first.kind === 'many' && second?.kind === 'text') {
    if (parts.length === 2) return { kind: 'endsWith', value: second.text, cased };
    if (parts.length === 3 && third?.kind === 'many') return { kind: 'contains', value: second.text, cased };
  }
  return { kind: 'wildcard', parts, cased };
}
