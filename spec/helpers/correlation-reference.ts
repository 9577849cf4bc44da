/**
 * Correlations by their definition: every window looked at as a whole, nothing remembered from one to the next. Slow, and
 * as near to the words of `ast/correlation.ts` as code can be; shares nothing with the correlator but the trees.
 */
import type { RuleExpression, ThresholdBound } from '../../lib/ast/correlation.ts';
import type { ResolvedCorrelation } from '../../lib/collection/index.ts';

export interface ReferenceEvent {
  readonly time: number;
  /** Names of the rules that it matches. */
  readonly rules: readonly string[];
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

export interface ReferenceMatch {
  readonly correlation: string;
  readonly time: number;
  readonly group: readonly string[];
  readonly isOnset: boolean;
}

/** An event as a part of one group, through one member. */
interface Part {
  readonly event: ReferenceEvent;
  readonly member: number;
  readonly group: readonly string[];
  readonly value: string;
}

/** Fields of an event, or what an inner correlation says of it. */
type FieldsOf = (name: string) => readonly string[];

/** All matches of the correlations, given with inner ones first. */
export function referenceMatches(
  correlations: readonly ResolvedCorrelation[],
  events: readonly ReferenceEvent[],
): readonly ReferenceMatch[] {
  const matched = new Map<ResolvedCorrelation, readonly Part[]>();
  return correlations.flatMap((each) => {
    const parts = partsOf(each, events, matched);
    const windows = new Map<string, Part[]>();
    for (const part of parts) {
      const key = JSON.stringify(part.group);
      windows.set(key, [...(windows.get(key) ?? []), part]);
    }
    const found: ReferenceMatch[] = [];
    const matching: Part[] = [];
    for (const group of windows.values()) {
      const span = each.correlation.correlation.timespan.seconds * 1000;
      const times = [...new Set(group.map(({ event }) => event.time))].sort((a, b) => a - b);
      let before: { readonly time: number; readonly holds: boolean } | undefined;
      for (const time of times) {
        const window = group.filter(({ event }) => event.time >= time - span && event.time <= time);
        const holds = meets(each, window);
        const wentOn = before !== undefined && before.holds && before.time >= time - span;
        if (holds) {
          const [{ group: values }] = window as [Part];
          found.push({ correlation: each.correlation.title, time, group: values, isOnset: !wentOn });
          matching.push(...group.filter(({ event }) => event.time === time));
        }
        before = { time, holds };
      }
    }
    matched.set(each, matching);
    return found;
  });
}

function partsOf(
  { correlation, members }: ResolvedCorrelation,
  events: readonly ReferenceEvent[],
  matched: ReadonlyMap<ResolvedCorrelation, readonly Part[]>,
): readonly Part[] {
  const parts: Part[] = [];
  for (const [member, { target, groupBy, fields }] of members.entries()) {
    const add = (event: ReferenceEvent, valuesOf: FieldsOf): void => {
      const values =
        fields.length === 0 ? [''] : product(fields.map(valuesOf)).map((each) => JSON.stringify(each));
      for (const group of product(groupBy.map(valuesOf))) {
        for (const value of values) parts.push({ event, member, group, value });
      }
    };
    if (target.kind === 'rule') {
      for (const event of events) {
        if (event.rules.includes(target.name ?? '')) add(event, (name) => event.fields[name] ?? []);
      }
    } else {
      const names = target.correlation.correlation.groupBy.map(({ name }) => name);
      for (const { event, group } of matched.get(target) ?? []) {
        add(event, (name) =>
          names.includes(name) ? [group[names.indexOf(name)]!] : (event.fields[name] ?? []),
        );
      }
    }
  }
  return correlation.correlation.type.startsWith('value_') && correlation.correlation.type !== 'value_count'
    ? parts.filter(({ value }) => /^\["-?[\d.]+"\]$/.test(value))
    : parts;
}

function product(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return lists.reduce<readonly (readonly string[])[]>(
    (all, list) => all.flatMap((each) => list.map((value) => [...each, value])),
    [[]],
  );
}

function meets({ correlation, members }: ResolvedCorrelation, window: readonly Part[]): boolean {
  const { type, condition } = correlation.correlation;
  const occurs = new Set(window.map(({ member }) => member));
  if (condition.kind === 'expression') {
    const memberOf = (reference: string): number =>
      members.findIndex((each) => each.reference.text === reference);
    if (type === 'temporal') {
      const asIs = (member: number): boolean => occurs.has(member);
      return holds(
        condition.root,
        (reference) => asIs(memberOf(reference)),
        (reference) => asIs(memberOf(reference)),
      );
    }
    return subsets([...occurs].sort((a, b) => a - b)).some(
      (chain) =>
        followEachOther(chain, window) &&
        holds(
          condition.root,
          (reference) => chain.includes(memberOf(reference)),
          (reference) => occurs.has(memberOf(reference)),
        ),
    );
  }
  const number = numberOf(type, condition.percentile, window, members.length);
  return condition.bounds.every((bound) => isWithin(number, bound));
}

/** @param asked - Of rules that must occur. @param denied - Of rules under a `not`. */
function holds(
  node: RuleExpression,
  asked: (reference: string) => boolean,
  denied: (reference: string) => boolean,
): boolean {
  switch (node.kind) {
    case 'rule':
      return asked(node.reference);
    case 'not':
      return !holds(node.operand, denied, asked);
    case 'and':
      return node.operands.every((operand) => holds(operand, asked, denied));
    case 'or':
      return node.operands.some((operand) => holds(operand, asked, denied));
  }
}

function subsets(members: readonly number[]): readonly (readonly number[])[] {
  return members.reduce<readonly (readonly number[])[]>(
    (all, member) => [...all, ...all.map((each) => [...each, member])],
    [[]],
  );
}

/** Whether some events, one of each member, are in the order of the members. */
function followEachOther(chain: readonly number[], window: readonly Part[], from = -Infinity): boolean {
  const [member, ...rest] = chain;
  if (member === undefined) return true;
  return window.some(
    (part) =>
      part.member === member && part.event.time >= from && followEachOther(rest, window, part.event.time),
  );
}

function numberOf(
  type: string,
  percentile: number | undefined,
  window: readonly Part[],
  memberCount: number,
): number {
  // An event is one event for a value, through however many members.
  const seen = new Map<ReferenceEvent, Set<string>>();
  for (const { event, value } of window) seen.set(event, (seen.get(event) ?? new Set()).add(value));
  const numbers = [...seen.values()]
    .flatMap((values) => [...values])
    .map((value) => Number((JSON.parse(value || '["0"]') as string[])[0]))
    .sort((a, b) => a - b);
  const sum = numbers.reduce((total, each) => total + each, 0);
  switch (type) {
    case 'event_count':
      return seen.size;
    case 'value_count':
      return new Set(window.map(({ value }) => value)).size;
    case 'temporal':
      return new Set(window.map(({ member }) => member)).size;
    case 'temporal_ordered':
      return Math.max(
        ...subsets(Array.from({ length: memberCount }, (_, member) => member))
          .filter((chain) => followEachOther(chain, window))
          .map(({ length }) => length),
      );
    case 'value_sum':
      return sum;
    case 'value_avg':
      return sum / numbers.length;
    case 'value_min':
      return numbers[0]!;
    case 'value_max':
      return numbers.at(-1)!;
    default: {
      const rank = Math.max(1, Math.ceil(((percentile ?? 50) * numbers.length) / 100));
      return numbers[rank - 1]!;
    }
  }
}

function isWithin(number: number, { operator, value }: ThresholdBound): boolean {
  const tests = {
    gt: number > value,
    gte: number >= value,
    lt: number < value,
    lte: number <= value,
    eq: number === value,
    neq: number !== value,
  };
  return tests[operator];
}
