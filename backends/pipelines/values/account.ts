/**
 * Accounts: `DOMAIN\name` in rules, two fields in targets.
 *
 * A value has exactly one backslash, so whatever is asked of the whole can be asked of the halves. Law: for every
 * account with both halves, and no backslash in either, the answer is that of the whole text; for one without a domain
 * it is that of the name where the whole name is asked for, and everywhere if the target has such accounts.
 */
import { and, FALSE, leaf, or } from '../../../lib/query/build.ts';
import type { Leaf, Query, WildcardPart } from '../../../lib/query/query.ts';
import type { ComputedField, Refusal } from '../field-table.ts';
import { hasBackslash, waysToSplit, type Halves } from './halves.ts';
import { isAnything, matcherOf, patternOf } from './pattern.ts';

/** Settings of {@link account}. */
export interface AccountOptions {
  /** Whether some accounts have no domain. By default both fields are there, or neither is. */
  readonly domainless?: boolean;
}

/** An account kept as its domain and its name. */
export function account(
  domain: string,
  name: string,
  { domainless = false }: AccountOptions = {},
): ComputedField {
  return {
    fields: [domain, name],
    form: `\`DOMAIN\\name\` in two fields`,
    translate: (asked) => splitAccount(asked, domain, name, domainless),
  };
}

/**
 * @example User endsWith '\SYSTEM' → user.domain exists and user.name = 'SYSTEM'
 * @example User contains 'AUTHORI' → user.domain contains 'AUTHORI' or user.name contains 'AUTHORI'
 */
function splitAccount(asked: Leaf, domain: string, name: string, domainless: boolean): Query | Refusal {
  const { field, matcher, span } = asked;
  if (matcher.kind === 'exists') return leaf(name, matcher, span);
  if (matcher.kind === 'null') {
    return domainless
      ? leaf(name, matcher, span)
      : and([domain, name].map((each) => leaf(each, matcher, span)));
  }
  const pattern = patternOf(matcher);
  if (pattern === undefined) {
    return {
      refused: `\`${field ?? ''}\` is kept as domain and name there, which this test cannot be asked of`,
    };
  }
  const { parts, cased } = pattern;
  const about = (half: string, rest: readonly WildcardPart[]): Leaf =>
    leaf(half, matcherOf({ parts: rest, cased }), span);

  // Neither half has a backslash of its own, or is empty.
  const ways = waysToSplit(parts).filter(
    ([before, after]) => before.length > 0 && after.length > 0 && !before.some(hasBackslash),
  );
  const asWhole = parts.some(hasBackslash)
    ? FALSE
    : domainless && parts[0]?.kind === 'many'
      ? // The star also takes a domain and its backslash.
        about(name, parts)
      : and([leaf(domain, { kind: 'null' }, span), about(name, parts)]);
  if (domainless) return or([asWhole, ...ways.filter(isNews).map(inHalves)]);
  return ways.length === 0 ? asWhole : or(ways.map(inHalves));

  function inHalves([before, after]: Halves): Query {
    const [first, second] = [about(domain, before), about(name, after)];
    // With a domain there is a name; the other way round only where no account is without one.
    if (isAnything(after))
      return isAnything(before) && !domainless ? leaf(name, { kind: 'exists' }, span) : first;
    return isAnything(before) && !domainless ? second : and([first, second]);
  }

  /** Not where the star in front takes the domain: that the name alone fits the pattern was asked before. */
  function isNews([, after]: Halves): boolean {
    return parts[0]?.kind !== 'many' || after.length < parts.length;
  }
}
