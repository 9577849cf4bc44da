/**
 * Values of one field that match one leaf, and values that miss it by little.
 *
 * The lists are guesses with reasons: boundary values, the other case, one character more or less. An evaluator
 * decides what each really is; see `make.ts`.
 */
import { caseVariants } from '../query/fold.ts';
import type {
  CidrMatcher,
  CompareMatcher,
  Matcher,
  TimePartMatcher,
  WildcardMatcher,
} from '../query/query.ts';
import { sampleRegex } from './regex-samples.ts';

/** A value as an event holds it. */
export type Value = string | number | boolean | null | readonly (string | number)[];

export interface Samples {
  /** Expected to match, simplest first. */
  readonly near: readonly Value[];
  /** Expected to miss. */
  readonly far: readonly Value[];
}

const REGEX_SAMPLES = 12;

/** @example contains `ab` → near `ab`, `xabx`, `AB`, [`x`, `ab`]; far `a b`, `a`, `b` */
export function samplesOf(matcher: Matcher): Samples {
  switch (matcher.kind) {
    case 'equals':
      return text(matcher.value, [matcher.value], [`${matcher.value}x`, `x${matcher.value}`]);
    case 'startsWith':
      return text(matcher.value, [matcher.value, `${matcher.value}x`], [`x${matcher.value}`]);
    case 'endsWith':
      return text(matcher.value, [matcher.value, `x${matcher.value}`], [`${matcher.value}x`]);
    case 'contains':
      return text(matcher.value, [matcher.value, `x${matcher.value}x`], [parted(matcher.value)]);
    case 'wildcard':
      return wildcard(matcher);
    case 'number':
      return {
        near: [matcher.value, matcher.text, [0, matcher.value]],
        far: [matcher.value + 1, `1${matcher.text}`, `x${matcher.text}`, ''],
      };
    case 'boolean':
      return {
        near: [matcher.value, String(matcher.value)],
        far: [!matcher.value, String(!matcher.value), ''],
      };
    case 'regex':
      return regex(sampleRegex(matcher.pattern, REGEX_SAMPLES));
    case 'cidr':
      return cidr(matcher);
    case 'compare':
      return compare(matcher);
    case 'exists':
      return { near: ['x', ''], far: [null] };
    case 'null':
      return { near: [null], far: ['', 'x'] };
    case 'fieldRef':
      return { near: ['same', 'x'], far: ['other', ''] };
    case 'timePart':
      return timePart(matcher);
    case 'expression':
      return { near: [], far: [] };
  }
}

function text(value: string, near: readonly string[], far: readonly string[]): Samples {
  return {
    near: [...near, swapCase(value), ['x', value]],
    far: [...far, ...neighbours(value), 'x', ''],
  };
}

/** Texts that differ from this one where a pattern made of it may not look: case, ends, line breaks, punctuation. */
function neighbours(value: string): readonly string[] {
  return [
    value.slice(0, -1),
    value.slice(1),
    swapCase(value),
    value.slice(0, 1) + value,
    value + value.slice(-1),
    `${value}\n`,
    value.replace(/[^\w\s]/g, '_'),
  ];
}

/** With a blank in its middle. */
function parted(value: string): string {
  const middle = value.length >> 1;
  return `${value.slice(0, middle)} ${value.slice(middle)}`;
}

function regex(samples: readonly string[]): Samples {
  const [first = ''] = samples;
  const wrapped = samples.slice(0, 3).map((sample) => `x ${sample} x`);
  return {
    near: [...samples, ...wrapped, ['x', first]],
    far: [...samples.slice(0, 2).flatMap(neighbours), ...wrapped, `${first}x`, `x${first}`, 'x', ''],
  };
}

/** The pattern with its stars filled by nothing and by something, a line break included. */
function wildcard({ parts }: WildcardMatcher): Samples {
  const fill = (many: string, one: string): string =>
    parts.map((part) => (part.kind === 'text' ? part.text : part.kind === 'many' ? many : one)).join('');
  const shortest = fill('', 'q');
  return {
    near: [
      shortest,
      fill('x\\y', 'q'),
      fill('\n', '\n'),
      fill('', '\\'),
      swapCase(shortest),
      ['x', shortest],
    ],
    far: [
      fill('', ''),
      ...overlaps(parts),
      `x${shortest}`,
      `${shortest}x`,
      fill('', 'qq'),
      ...neighbours(shortest),
      '',
    ],
  };
}

/** For `ab*ba` the text `aba`: it starts and ends as it should, yet there is not enough of it. */
function overlaps(parts: WildcardMatcher['parts']): readonly string[] {
  const [first, last] = [parts[0], parts.at(-1)];
  if (first?.kind !== 'text' || last?.kind !== 'text' || first === last) return [];
  for (let shared = Math.min(first.text.length, last.text.length); shared > 0; shared--) {
    const tail = last.text.slice(0, shared);
    if (first.text.endsWith(tail)) return [first.text + last.text.slice(shared)];
  }
  return [];
}

function cidr({ family, address, prefixLength }: CidrMatcher): Samples {
  const bits = family === 4 ? 32 : 128;
  const size = 1n << BigInt(bits - prefixLength);
  const last = address + size - 1n;
  const top = (1n << BigInt(bits)) - 1n;
  const outside = [address > 0n ? address - 1n : last + 1n, last < top ? last + 1n : address - 1n];
  const show = family === 4 ? showIpv4 : showIpv6;
  return {
    near: [show(address), show(last)],
    far: [
      ...outside.filter((value) => value >= 0n && value <= top).map(show),
      family === 4 ? '2001:db8::1' : '203.0.113.9',
      'not an address',
      `${show(address)}/${prefixLength}`,
      '',
      '-',
    ],
  };
}

export function showIpv4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 0xffn)).join('.');
}

export function showIpv6(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) =>
    ((address >> BigInt(112 - 16 * i)) & 0xffffn).toString(16),
  );
  return groups.join(':');
}

function compare({ operator, value }: CompareMatcher): Samples {
  const inside = { lt: value - 1, lte: value, gt: value + 1, gte: value }[operator];
  const outside = { lt: value, lte: value + 1, gt: value, gte: value - 1 }[operator];
  return {
    near: [inside, String(inside), [inside]],
    far: [outside, String(outside), ` ${inside}`, 'many', ''],
  };
}

function timePart({ part, operator, value }: TimePartMatcher): Samples {
  const wanted = { eq: value, lt: value - 1, lte: value, gt: value + 1, gte: value }[operator];
  const missed = { eq: value + 1, lt: value, lte: value + 1, gt: value, gte: value - 1 }[operator];
  const write = (number: number): string => {
    const two = (digits: number): string => String(digits).padStart(2, '0');
    const week = new Date(Date.UTC(2026, 0, 1 + (number - 1) * 7));
    switch (part) {
      case 'minute':
        return `2026-05-20T10:${two(number)}:30Z`;
      case 'hour':
        return `2026-05-20T${two(number)}:30:00Z`;
      case 'day':
        return `2026-05-${two(number)}T10:30:00Z`;
      case 'month':
        return `2026-${two(number)}-15T10:30:00Z`;
      case 'year':
        return `${String(number).padStart(4, '0')}-05-20T10:30:00Z`;
      case 'week':
        return week.toISOString();
    }
  };
  return { near: [write(wanted)], far: [write(missed), 'yesterday', ''] };
}

/** Every letter in its other case. */
export function swapCase(value: string): string {
  let swapped = '';
  for (const unit of value) {
    const variants = caseVariants(unit);
    swapped += variants.find((variant) => variant !== unit) ?? unit;
  }
  return swapped;
}
