/**
 * Witnesses of correlations: sequences of timed events that just make one come true, and near misses that just do not.
 *
 * A sequence is made from what the correlation asks for, then changed a little: an event a millisecond too early, one left
 * out, one of another group, the order turned round, a value repeated. The correlator says of every one of them whether
 * the correlation comes true, so a label is never a guess.
 */
import type { SigmaCorrelation } from '../ast/correlation.ts';
import type { SigmaRule } from '../ast/rule.ts';
import { createCollection } from '../collection/collection.ts';
import type { ResolvedCorrelation } from '../collection/resolved.ts';
import { createCorrelator } from '../correlate/correlator.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { compileQuery, type Predicate } from '../match/compile.ts';
import { or } from '../query/build.ts';
import { toQueries, type ResolveOptions } from '../resolve/to-queries.ts';
import { makeWitnesses } from './make.ts';
import type { WitnessEvent } from './realise.ts';
import { numbersNear, stepsOf, type Step } from './steps.ts';

/** Events in the order of their times, each with its time in `@timestamp`. */
export type WitnessSequence = readonly WitnessEvent[];

export interface SequenceWitnesses {
  /** Sequences that make the correlation come true. */
  readonly matching: readonly WitnessSequence[];
  readonly missing: readonly WitnessSequence[];
  /** Why there are none: errors of the rules. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The beginning of all sequences; any will do. */
const START: number = /* @__PURE__ */ Date.UTC(2026, 0, 1);

/**
 * Sequences for a correlation. The same correlation gives the same sequences.
 *
 * @param resolved - From a collection.
 * @param options - What placeholders stand for.
 * @returns No sequences where a rule has an error, or where it would take more than a thousand events.
 * @example
 * // event_count, group-by: [User], timespan: 10m, condition: { gte: 2 }
 * const { matching, missing } = sequenceWitnesses(correlation);
 * matching[0]; // [{ EventID: 4625, User: 'User-1', '@timestamp': '2026-01-01T00:00:00.000Z' }, { … '00:10:00.000Z' }]
 * missing[0]; // the first event a millisecond earlier
 */
export function sequenceWitnesses(
  resolved: ResolvedCorrelation,
  options: ResolveOptions = {},
): SequenceWitnesses {
  const { rules, correlations } = partsOf(resolved);
  const makers = new Map<SigmaRule, EventMaker>();
  const diagnostics: Diagnostic[] = [];
  for (const rule of rules) {
    const maker = createEventMaker(rule, options);
    diagnostics.push(...maker.diagnostics);
    makers.set(rule, maker);
  }
  const span = resolved.correlation.correlation.timespan.seconds * 1000;
  const group = chooseGroup(resolved, makers);
  const steps = stepsOf(resolved, span, group);
  if (steps === undefined || diagnostics.some(({ severity }) => severity === 'error')) {
    return { matching: [], missing: [], diagnostics };
  }

  const collection = createCollection({ rules, correlations });
  const comesTrue = (sequence: WitnessSequence): boolean => {
    const correlator = createCorrelator(collection, { ...options, now: () => Infinity });
    const found = sequence.flatMap((fields) => [
      ...correlator.process({ shape: 'plain', route: {}, fields }).correlations,
    ]);
    return [...found, ...correlator.flush()].some(({ correlation }) => correlation === resolved.correlation);
  };

  const matching: WitnessSequence[] = [];
  const missing: WitnessSequence[] = [];
  const seen = new Set<string>();
  for (const variant of [steps, ...variantsOf(steps, resolved)]) {
    const sequence = realise(variant, makers);
    const key = JSON.stringify(sequence);
    if (seen.has(key)) continue;
    seen.add(key);
    (comesTrue(sequence) ? matching : missing).push(sequence);
  }
  return { matching, missing, diagnostics };
}

/** Makes an event of a rule with some fields given, as far as the rule lets them be. */
interface EventMaker {
  readonly event: WitnessEvent;
  readonly diagnostics: readonly Diagnostic[];
  make(fields: WitnessEvent): WitnessEvent;
}

/** The events are short and our own: no expression runs long on them. */
const NATIVE = { safe: false, linear: undefined } as const;

function createEventMaker(rule: SigmaRule, options: ResolveOptions): EventMaker {
  const { queries, diagnostics } = toQueries(rule, options);
  const query = or(queries);
  const compiled = new Map<unknown, Predicate>();
  const { matching } = makeWitnesses(query, (part, event) => {
    const predicate = compiled.get(part) ?? compileQuery(part, NATIVE).predicate;
    compiled.set(part, predicate);
    return predicate(event);
  });
  const [event = {}] = matching;
  const matches = compileQuery(query, NATIVE).predicate;
  return {
    event,
    diagnostics,
    make(fields) {
      const whole = { ...event, ...fields };
      // Where the rule wants other values in these fields, its own stay.
      return matches(whole) ? whole : { ...fields, ...event };
    },
  };
}

/** Every rule and correlation that it takes, each once. Chains are bounded. */
function partsOf(resolved: ResolvedCorrelation): {
  readonly rules: readonly SigmaRule[];
  readonly correlations: readonly SigmaCorrelation[];
} {
  const rules = new Set<SigmaRule>();
  const correlations = new Set<SigmaCorrelation>();
  const visit = ({ correlation, members }: ResolvedCorrelation): void => {
    correlations.add(correlation);
    for (const { target } of members) {
      if (target.kind === 'rule') rules.add(target);
      else visit(target);
    }
  };
  visit(resolved);
  return { rules: [...rules], correlations: [...correlations] };
}

/** Values that a rule asks for in a field of the group, or else some. */
function chooseGroup(
  { correlation, members }: ResolvedCorrelation,
  makers: ReadonlyMap<SigmaRule, EventMaker>,
): readonly string[] {
  return correlation.correlation.groupBy.map(({ name }, index) => {
    for (const { target, groupBy } of members) {
      const value = target.kind === 'rule' ? makers.get(target)?.event[groupBy[index] ?? ''] : undefined;
      if (typeof value === 'string' || typeof value === 'number') return String(value);
    }
    return `${name}-1`;
  });
}

function realise(steps: readonly Step[], makers: ReadonlyMap<SigmaRule, EventMaker>): WitnessSequence {
  return [...steps]
    .sort((a, b) => a.time - b.time)
    .map(({ time, rule, group, counted }) => {
      const event = makers.get(rule)?.make({ ...group, ...counted }) ?? {};
      return { ...event, '@timestamp': new Date(START + time).toISOString() };
    });
}

/** The steps with a small change each. */
function variantsOf(
  steps: readonly Step[],
  { correlation }: ResolvedCorrelation,
): readonly (readonly Step[])[] {
  const first = steps[0] as Step;
  const last = steps[steps.length - 1] as Step;
  const elsewhere = (step: Step): Step => ({
    ...step,
    group: Object.fromEntries(Object.keys(step.group).map((name) => [name, `${name}-other`])),
  });
  const { condition } = correlation.correlation;
  const numbers = condition.kind === 'threshold' ? numbersNear(condition.bounds).missing : [];
  const withCounted = (value: string | number): readonly Step[] =>
    steps.map((step) => ({
      ...step,
      counted: Object.fromEntries(Object.keys(step.counted).map((name) => [name, value])),
    }));
  const isCounted = Object.keys(first.counted).length > 0;
  return [
    steps.map((step) => (step === first ? { ...step, time: step.time - 1 } : step)),
    steps.slice(0, -1),
    steps.slice(1),
    steps.map((step) => (step === last ? elsewhere(step) : step)),
    steps.map((step) => ({ ...step, time: first.time + last.time - step.time })),
    steps.map((step) => ({ ...step, time: last.time })),
    [...steps, { ...elsewhere(last), time: Math.round((first.time + last.time) / 2) }],
    ...(isCounted && typeof Object.values(first.counted)[0] === 'string' ? [withCounted('value-1')] : []),
    ...(isCounted && typeof Object.values(first.counted)[0] === 'number'
      ? numbers.slice(0, 2).map((number) => withCounted(number / steps.length))
      : []),
    // Chains may come true in several ways at once, and then it takes more than one change to miss.
    [first],
  ];
}
