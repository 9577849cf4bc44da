/**
 * Addresses: text in rules, a type of their own in targets, where an address has one form and no pieces.
 */
import { and, leaf, or } from '../../../lib/query/build.ts';
import type { Leaf, Matcher, Query } from '../../../lib/query/query.ts';
import type { ComputedField } from '../field-table.ts';

/**
 * A field of addresses.
 *
 * @param rest the field that keeps what is no address, such as the `-` that Windows writes in place of one
 */
export function address(field: string, rest?: string): ComputedField {
  return {
    fields: rest === undefined ? [field] : [field, rest],
    form: rest === undefined ? 'an address, not a text' : 'an address, or other text in the second field',
    translate: (asked) => translate(asked, field, rest),
  };
}

function translate({ matcher, span }: Leaf, field: string, rest: string | undefined): Query {
  if (rest !== undefined) {
    if (matcher.kind === 'null') return and([leaf(field, matcher, span), leaf(rest, matcher, span)]);
    if (matcher.kind === 'exists') return or([leaf(field, matcher, span), leaf(rest, matcher, span)]);
    if (!canBeAddress(matcher)) return leaf(rest, matcher, span);
  }
  return leaf(field, asAddress(matcher), span);
}

/** Whether the text can stand in an address. */
export function canBeAddress(matcher: Matcher): boolean {
  switch (matcher.kind) {
    case 'equals':
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return /^[\da-f.:]*$/i.test(matcher.value);
    default:
      return true;
  }
}

/** `::ffff:10.0.0.1` is the address 10.0.0.1: https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2 */
const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;
/** Whole groups of an IPv6 address with the colon after the last: a network. */
const GROUPS = /^(?:[1-9a-f][\da-f]{3}:){1,7}$/i;

function asAddress(matcher: Matcher): Matcher {
  if (matcher.kind === 'equals') {
    const mapped = MAPPED.exec(matcher.value)?.[1];
    return mapped === undefined ? matcher : { ...matcher, value: mapped };
  }
  return matcher.kind === 'startsWith' && GROUPS.test(matcher.value) ? networkOf(matcher.value) : matcher;
}

/** @example fe80: → fe80::/16 */
function networkOf(prefix: string): Matcher {
  const groups = prefix.toLowerCase().split(':').slice(0, -1);
  let address = 0n;
  for (const group of groups) address = (address << 16n) | BigInt(`0x${group}`);
  const prefixLength = groups.length * 16;
  address <<= BigInt(128 - prefixLength);
  return { kind: 'cidr', family: 6, network: `${groups.join(':')}::/${prefixLength}`, address, prefixLength };
}
