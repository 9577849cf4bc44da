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
import { hasBackslash, matcherOf, partsOf, waysToSplit } from './halves.ts';

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

/** Each way in which the backslash of a value can fall into the pattern, or'ed. */
function splitPattern(
  { span }: Leaf,
  domain: string,
  name: string,
  parts: readonly WildcardPart[],
  cased: boolean,
): Query {
  // A domain has no backslash either.
  const ways = waysToSplit(parts).filter(([before]) => !before.some(hasBackslash));
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
