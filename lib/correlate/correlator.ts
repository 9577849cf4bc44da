/** A collection against a stream of events: rules matched, their matches correlated. */
import type { ResolvedCorrelation } from '../collection/resolved.ts';
import type { SigmaCollection } from '../collection/collection.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { createMatcher, type Matcher, type MatcherOptions, type RuleMatch } from '../engine/matcher.ts';
import type { ReadEvent } from '../events/event.ts';
import type { CorrelationMatch } from './match.ts';
import { createProjection } from './matched-event.ts';
import { createPlan } from './plan.ts';
import { SNAPSHOT_VERSION, type TrackerSnapshot } from './snapshot.ts';
import { createTimeReader, TIME_FIELDS } from './time.ts';
import { createTracker } from './tracker.ts';
import type { Json } from './windows/kind.ts';

/** Settings of {@link createCorrelator}. */
export interface CorrelatorOptions extends MatcherOptions {
  /**
   * How much later than a later one an event may come and still be counted, in seconds. Results wait for as long.
   * @default 0: events come in the order of their times
   */
  readonly lateness?: number;
  /**
   * Fields that hold the time of an event; the first that has one counts.
   * @default TIME_FIELDS
   */
  readonly timeFields?: readonly string[];
  /**
   * Which matches are reported: the first of those that follow each other, or each event at which the condition holds.
   * @default 'onset'
   */
  readonly report?: 'onset' | 'every';
  /**
   * How many events a result names.
   * @default 10
   */
  readonly keepEvents?: number;
  /**
   * How many groups of one correlation are kept. Above it, the one that has been idle longest is let go.
   * @default 1,000,000
   */
  readonly maxGroups?: number;
  /**
   * How many events one window holds where its type needs them all (sums, averages, percentiles) or its condition is
   * about more than this. Above it, the oldest leave the window early.
   * @default 100,000
   */
  readonly maxWindow?: number;
  /**
   * What time it is, in milliseconds since 1970. An event from more than a day after it is not counted: one wrong clock
   * would otherwise make every other event late.
   * @default Date.now
   */
  readonly now?: () => number;
  /** The state to go on from: what {@link Correlator.snapshot} gave. */
  readonly snapshot?: CorrelatorSnapshot;
}

/** The state of a correlator, as JSON. */
export type CorrelatorSnapshot = TrackerSnapshot;

/** What an event led to. */
export interface Correlated {
  /** Rules that the event matched and that are results of their own, in the order of the collection. */
  readonly matches: readonly RuleMatch[];
  /** Correlations that have come true, by time: rarely by this very event, unless it is the last of its time. */
  readonly correlations: readonly CorrelationMatch[];
}

/** Why events were not counted, and what was let go. */
export interface CorrelatorCounts {
  /** Events that matched a rule and have no time. */
  readonly untimed: number;
  /** Events that came later than allowed. */
  readonly late: number;
  /** Events from the future. */
  readonly future: number;
  /** Groups that were let go although there were events in their windows. */
  readonly evictedGroups: number;
}

export interface Correlator {
  readonly matcher: Matcher;
  /** Why rules that were given are not in use. */
  readonly diagnostics: readonly Diagnostic[];
  /**
   * Matches an event and correlates it.
   *
   * @param reference - Comes back in {@link CorrelationMatch.events}, to find the event by. JSON, for it is part of
   * snapshots.
   */
  process(event: ReadEvent, reference?: Json): Correlated;
  /**
   * Says what time it is in the stream, for when no events come: results wait until nothing earlier can come.
   *
   * @param time - Milliseconds since 1970.
   */
  advance(time: number): readonly CorrelationMatch[];
  /** Gives what waits, at the end of the stream. Events of the same times or earlier are late from then on. */
  flush(): readonly CorrelationMatch[];
  /** The state as JSON: a correlator made with it goes on as if there had been no break. */
  snapshot(): CorrelatorSnapshot;
  readonly counts: CorrelatorCounts;
}

const DAY_MS = 86_400_000;

/**
 * A correlator for all rules and correlations of a collection.
 *
 * What matches, when and for which group is stated in `ast/correlation.ts`. A correlation is reported when its
 * condition comes true for a group: not again while it stays true from event to event, but again once it was false at
 * an event or the window was empty in between. So an attack that goes on is one result, as with the throttling of
 * alerts in a SIEM; that an outer correlation sees every event of it is another matter.
 *
 * @throws RangeError for a setting that is no number it could be, and for a snapshot of another version
 * @example
 * const collection = createCollection(parseSigma(text));
 * const correlator = createCorrelator(collection, { lateness: 60 });
 * for (const line of lines) {
 *   const event = readEvent(JSON.parse(line));
 *   if (event === undefined) continue;
 *   for (const { correlation, group } of correlator.process(event).correlations) console.log(correlation.title, group);
 * }
 * correlator.flush();
 */
export function createCorrelator(collection: SigmaCollection, options: CorrelatorOptions = {}): Correlator {
  const { timeFields = TIME_FIELDS, now = Date.now, snapshot: saved } = options;
  const settings = {
    lateness: atLeast('lateness', options.lateness ?? 0, 0) * 1000,
    keepEvents: atLeast('keepEvents', options.keepEvents ?? 10, 1),
    everyMatch: options.report === 'every',
    maxGroups: atLeast('maxGroups', options.maxGroups ?? 1_000_000, 1),
  };
  const maxWindow = atLeast('maxWindow', options.maxWindow ?? 100_000, 2);
  if (saved !== undefined && saved.version !== SNAPSHOT_VERSION)
    throw new RangeError('a snapshot of another version');

  const results = new Set<unknown>(collection.results);
  const plan = createPlan(collection.correlations, maxWindow);
  const inUse = new Set([
    ...collection.rules.filter((rule) => results.has(rule) || plan.ruleIndex.has(rule)),
  ]);
  const matcher = createMatcher([...inUse], options);
  const tracker = createTracker(plan, settings, saved);
  const projection = createProjection(plan);
  const timeOf = createTimeReader(timeFields);
  const counts = { untimed: 0, future: 0 };
  let processed = 0;

  const isResult = ({ correlation }: CorrelationMatch): boolean => resultCorrelations.has(correlation);
  const resultCorrelations = new Set(
    collection.results
      .filter((each): each is ResolvedCorrelation => each.kind === 'resolved-correlation')
      .map(({ correlation }) => correlation),
  );
  const reported = (found: readonly CorrelationMatch[]): readonly CorrelationMatch[] =>
    found.length === 0 ? found : found.filter(isResult);

  function correlate(
    event: ReadEvent,
    matches: readonly RuleMatch[],
    reference: Json,
  ): readonly CorrelationMatch[] {
    const time = timeOf(event.fields);
    if (time !== undefined && time > now() + DAY_MS) {
      counts.future++;
      return [];
    }
    const matched = projection(matches);
    if (time === undefined) {
      if (matched.length > 0) counts.untimed++;
      return [];
    }
    // An event that no correlation is about still tells the time.
    if (matched.length === 0) return reported(tracker.advance(time));
    return reported(tracker.add({ time, matches: matched, reference }));
  }

  return {
    matcher,
    diagnostics: matcher.diagnostics,
    process(event, reference = processed) {
      processed++;
      const matches = matcher.match(event);
      const correlations = correlate(event, matches, reference);
      return { matches: matches.filter(({ rule }) => results.has(rule)), correlations };
    },
    advance: (time) => reported(tracker.advance(time)),
    flush: () => reported(tracker.flush()),
    snapshot: tracker.snapshot,
    get counts() {
      return { ...tracker.counts, ...counts };
    },
  };
}

function atLeast(name: string, value: number, least: number): number {
  if (!Number.isFinite(value) || value < least) throw new RangeError(`${name} must be ${least} or more`);
  return value;
}
