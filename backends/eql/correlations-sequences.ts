/**
 * Which rules must follow each other for a correlation to match, as sequences that differ in their order; an inner correlation
 * stands in them with the rules that it is about.
 *
 * A sequence has one span for all of its events. All that an inner match is made of lies within its own window before the match,
 * which lies within the outer one: so the sum of both spans holds everything, and may hold more.
 */
import {
  isRule,
  sequencesOf,
  type Alternative,
  type CorrelationGap,
  type CorrelationRequest,
} from '../../lib/backend/correlation.ts';
import { pathsOf } from '../../lib/backend/correlation-paths.ts';

/** Of rules in any order there is a query for each order: two for two rules, six for three. */
export const MAX_QUERIES = 24;

/** Elasticsearch repeats an item of a sequence no more often. */
const MAX_RUNS = 100;

export interface Sequences {
  /** Numbers of the correlation's paths to rules, in the order of their events. */
  readonly orders: readonly (readonly number[])[];
  readonly seconds: number;
}

/** Refuses for a reason, at a place. */
type Refuse = (reason: string, span: CorrelationGap['span']) => void;

/**
 * Undefined, with a reason among the gaps, where there are none.
 *
 * @param first the number of the first path, for a correlation within another one
 */
export function sequencesFor(
  request: CorrelationRequest,
  gaps: CorrelationGap[],
  first = 0,
): Sequences | undefined {
  const { correlation } = request;
  const { type, typeSpan } = correlation.correlation;
  const refuse: Refuse = (reason, span) => {
    gaps.push({ feature: 'correlation', reason, span, hints: [], outcome: 'refused', rule: correlation });
  };
  if (!type.startsWith('temporal') && type !== 'event_count') {
    refuse('EQL computes nothing over the values of events', typeSpan);
    return undefined;
  }
  const members = membersOf(request, gaps, first);
  if (members === undefined) return undefined;
  return type === 'event_count' ? repeated(request, members, refuse) : inOrders(request, members, refuse);
}

/** The sequences of each of the correlation's rules; a plain rule is a sequence of one event. */
function membersOf(
  { inputs }: CorrelationRequest,
  gaps: CorrelationGap[],
  first: number,
): readonly Sequences[] | undefined {
  let next = first;
  const members = inputs.map(({ of }) => {
    const at = next;
    next += isRule(of) ? 1 : pathsOf(of).length;
    return isRule(of) ? { orders: [[at]], seconds: 0 } : sequencesFor(of, gaps, at);
  });
  const usable = members.filter((member) => member !== undefined);
  return usable.length < members.length ? undefined : usable;
}

/** At least so many events: the same one again and again. */
function repeated(
  { correlation: { correlation }, inputs }: CorrelationRequest,
  [member, ...others]: readonly Sequences[],
  refuse: Refuse,
): Sequences | undefined {
  const { condition, rules, timespan } = correlation;
  const [bound, ...more] = condition.kind === 'threshold' ? condition.bounds : [];
  const least =
    bound?.operator === 'gte' ? bound.value : bound?.operator === 'gt' ? bound.value + 1 : undefined;
  if (least === undefined || more.length > 0) {
    refuse('a sequence tells of at least so many events, but not of fewer', condition.span);
    return undefined;
  }
  if (others.length > 0 || member === undefined) {
    refuse('a sequence repeats the events of one rule', (rules[1] ?? correlation).span);
    return undefined;
  }
  const count = Math.max(1, Math.ceil(least));
  // The window of one match is of no matter.
  if (count === 1) return { orders: member.orders, seconds: member.seconds || timespan.seconds };
  const [order = [], ...orders] = member.orders;
  const [item = 0] = order;
  if (orders.length > 0 || order.some((each) => each !== item)) {
    refuse(
      'a sequence repeats the events of one rule, not others',
      (inputs[0]?.reference ?? correlation).span,
    );
    return undefined;
  }
  // Each further match is one event more.
  const length = order.length + count - 1;
  if (length > MAX_RUNS) {
    refuse(`Elasticsearch repeats an item at most ${MAX_RUNS} times`, condition.span);
    return undefined;
  }
  return { orders: [Array.from({ length }, () => item)], seconds: member.seconds + timespan.seconds };
}

function inOrders(
  request: CorrelationRequest,
  members: readonly Sequences[],
  refuse: Refuse,
): Sequences | undefined {
  const { type, typeSpan, condition, timespan } = request.correlation.correlation;
  const alternatives = sequencesOf(request);
  if (alternatives?.every(({ absent }) => absent.length === 0) !== true) {
    refuse('a sequence has events that occur, at least so many, and no others', condition.span);
    return undefined;
  }
  const shared = sharedInput(request);
  if (shared !== undefined) {
    const reason = 'a match of this correlation may be the event that another of the rules asks for';
    refuse(reason, (request.inputs[shared]?.reference ?? request.correlation).span);
    return undefined;
  }
  const orders = new Map<string, readonly number[]>();
  for (const alternative of alternatives) {
    for (const chosen of choices(alternative, members)) {
      for (const order of linearOrders(chosen, type === 'temporal_ordered')) {
        orders.set(order.join(), order);
        if (orders.size > MAX_QUERIES) {
          refuse(`it would take more than ${MAX_QUERIES} sequences to find all orders`, typeSpan);
          return undefined;
        }
      }
    }
  }
  const inner = Math.max(...members.map(({ seconds }) => seconds));
  return { orders: [...orders.values()], seconds: timespan.seconds + inner };
}

/** An inner correlation over a rule that there is under another input as well. */
function sharedInput(request: CorrelationRequest): number | undefined {
  const paths = pathsOf(request);
  return paths.find(
    ({ rule, input, through }) =>
      through.length > 0 && paths.some((other) => other.input !== input && other.rule.rule === rule.rule),
  )?.input;
}

/** A part of a sequence: events of one rule, or all that an inner correlation is about. */
interface Strand {
  readonly events: readonly number[];
  readonly isInner: boolean;
}

/** One way to be for each member that must occur. */
function choices({ occur }: Alternative, members: readonly Sequences[]): readonly (readonly Strand[])[] {
  return occur.reduce<readonly (readonly Strand[])[]>(
    (all, index) => {
      const { orders, seconds } = members[index] as Sequences;
      const strands = orders.map((events) => ({ events, isInner: seconds > 0 }));
      return all.flatMap((each) => strands.map((strand) => [...each, strand])).slice(0, MAX_QUERIES + 1);
    },
    [[]],
  );
}

/**
 * All orders in which the events can come. In an order of rules, all that is in front of a rule's event comes before it; when
 * an inner match is, its events do not say: the match can be one more of them, behind all others.
 */
function linearOrders(strands: readonly Strand[], isOrdered: boolean): readonly (readonly number[])[] {
  const found: (readonly number[])[] = [];
  const taken = strands.map(() => 0);
  const order: number[] = [];
  const length = strands.reduce((sum, { events }) => sum + events.length, 0);
  const isFree = (strand: Strand, index: number): boolean =>
    !isOrdered ||
    strand.isInner ||
    strands.slice(0, index).every(({ events }, before) => taken[before] === events.length);
  const extend = (): void => {
    if (found.length > MAX_QUERIES) return;
    if (order.length === length) found.push([...order]);
    for (const [index, strand] of strands.entries()) {
      const at = taken[index] as number;
      const event = strand.events[at];
      if (event === undefined || !isFree(strand, index)) continue;
      taken[index] = at + 1;
      order.push(event);
      extend();
      order.pop();
      taken[index] = at;
    }
  };
  extend();
  return found;
}
