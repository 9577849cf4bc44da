/**
 * Routing: which rules an event can concern, and under which names they see its fields.
 *
 * A rule applies if the event is of each thing its log source states: of the product, and among the events of the
 * category and of the service. What the tables do not know is given the benefit of the doubt. An event that does
 * not say where it comes from is of the log source that the user gives as a hint, or else of any.
 */
import type { EventRecord, ReadEvent, Route } from './event.ts';
import { own } from './fields.ts';
import {
  channelsOf,
  feedsOf,
  kindOf,
  originOf,
  originOfFeed,
  productOf,
  type Feed,
  type LogSourceAttributes,
} from './log-sources.ts';
import { viewOf, type ViewName } from './views.ts';

export interface RouterOptions {
  /**
   * What events are that do not say it themselves. A rule then applies if it agrees with the hint in at least one
   * attribute and contradicts it in none.
   *
   * @default none: every rule may concern such events
   */
  readonly hints?: LogSourceAttributes;
  /**
   * Whether audit events that only some installations count as a category feed it too: Security 4657 for registry
   * categories, Security 5156 for network connections, Sysmon 26 for deleted files.
   *
   * @default false
   */
  readonly optional?: boolean;
}

/** Log sources that see an event in one way. */
export interface RoutedSources {
  /** Undefined for the event's own fields. */
  readonly view: ViewName | undefined;
  /** Indices of the log sources, ascending. */
  readonly sources: readonly number[];
}

/** An event as some log sources see it. */
export interface RoutedView extends RoutedSources {
  readonly fields: EventRecord;
}

export interface Router {
  /** The views that concern anyone; each log source is in at most one. */
  route(event: ReadEvent): readonly RoutedView[];
  /** The same before the views are made: events of a kind get the same list, so that it can serve as a key. */
  sourcesOf(event: ReadEvent): readonly RoutedSources[];
}

/** Windows has some thousand channels with some ids each in use; hostile events can have any number. */
const MAX_SEEN = 8192;

/** Some ids are used in many channels. */
const MAX_CHANNELS = 16;

/** Names of channels and what conditions ask for are shorter. What is longer is not remembered: it would be held on to. */
const MAX_SEEN_LENGTH = 256;

interface SeenChannel {
  readonly channel: string;
  readonly plan: Plan;
}

/**
 * A router for the log sources of some rules.
 *
 * @param logSources - Those of the rules; a rule is known by its index here. Rules of one source may share an index.
 * @example
 * const router = createRouter([{ product: 'windows', category: 'process_creation' }, { product: 'linux' }]);
 * router.route(readEvent(sysmonEvent1)).map(({ sources }) => sources) // [[0]]
 */
export function createRouter(
  logSources: readonly LogSourceAttributes[],
  options: RouterOptions = {},
): Router {
  const { hints = {}, optional = false } = options;
  const wanted = logSources.map(lowerCased);
  const plans = new Map<string, Plan>();
  const unrouted = fixedPlan(hintedSources(wanted, lowerCased(hints)));
  /** Plans by event id and channel as written: events of few kinds come again and again. */
  const seen = new Map<number | undefined, SeenChannel[]>();
  let seenCount = 0;

  function planFor(route: Route): Plan {
    const { channel, eventId } = route;
    // A list of few: texts are compared faster than they are hashed.
    const channels = seen.get(eventId);
    if (channels !== undefined) for (const each of channels) if (each.channel === channel) return each.plan;
    const origin = originOf(route);
    const plan = origin === undefined ? unrouted : planOf(origin, eventId);
    if (channel !== undefined && channel.length <= MAX_SEEN_LENGTH) remember(channel, eventId, plan);
    return plan;
  }

  function remember(channel: string, eventId: number | undefined, plan: Plan): void {
    if (seenCount++ >= MAX_SEEN) {
      seen.clear();
      seenCount = 1;
    }
    const channels = seen.get(eventId);
    if (channels === undefined || channels.length >= MAX_CHANNELS) seen.set(eventId, [{ channel, plan }]);
    else channels.push({ channel, plan });
  }

  function planOf(origin: string, eventId: number | undefined): Plan {
    const key = kindOf(origin, eventId);
    let plan = plans.get(key);
    if (plan === undefined) {
      plan = makePlan(wanted, origin, eventId, optional);
      plans.set(key, plan);
    }
    return plan;
  }

  const sourcesOf = (event: ReadEvent): readonly RoutedSources[] =>
    shareOf(planFor(event.route), event.fields);
  return {
    sourcesOf,
    route: (event) =>
      sourcesOf(event).map(({ view, sources }) => ({
        view,
        fields: view === undefined ? event.fields : viewOf(view, event.fields),
        sources,
      })),
  };
}

/**
 * The fields of the event as rules of one log source see them; undefined if it does not concern them.
 *
 * For many rules or events, make a router once.
 */
export function fieldsFor(
  logSource: LogSourceAttributes,
  event: ReadEvent,
  options: RouterOptions = {},
): EventRecord | undefined {
  return createRouter([logSource], options).route(event)[0]?.fields;
}

/** A log source that an event concerns if its fields say so. */
interface Condition {
  readonly where: Readonly<Record<string, readonly string[]>>;
  readonly view: ViewName | undefined;
  readonly source: number;
}

/** What events of one kind concern: some sources in any case, others on a condition. */
interface Plan {
  readonly fixed: readonly RoutedSources[];
  readonly conditional: readonly Condition[];
  /** The fields that the conditions look at. */
  readonly fields: readonly string[];
  /** Shares by what the event holds in those fields. */
  readonly variants: Map<string, readonly RoutedSources[]>;
  /** Shares by which of the conditions hold: one list for each kind of event. */
  readonly kinds: Map<string, readonly RoutedSources[]>;
}

/** What fields hold is of few kinds, but can be anything. */
const MAX_VARIANTS = 1024;

function fixedPlan(sources: readonly number[]): Plan {
  const fixed = sources.length === 0 ? [] : [{ view: undefined, sources }];
  return { fixed, conditional: [], fields: [], variants: new Map(), kinds: new Map() };
}

function makePlan(
  wanted: readonly LogSourceAttributes[],
  origin: string,
  eventId: number | undefined,
  optional: boolean,
): Plan {
  const fixed: [ViewName | undefined, number][] = [];
  const conditional: Condition[] = [];
  for (const [source, attributes] of wanted.entries()) {
    const ways = waysTo(attributes, origin, eventId).filter((way) => optional || way.optional !== true);
    const always = ways.find(({ where }) => where === undefined);
    if (always !== undefined) fixed.push([always.view, source]);
    else {
      for (const { where, view } of ways) if (where !== undefined) conditional.push({ where, view, source });
    }
  }
  const fields = [...new Set(conditional.flatMap(({ where }) => Object.keys(where)))];
  return { fixed: gather(fixed), conditional, fields, variants: new Map(), kinds: new Map() };
}

/** How an event comes to concern a log source: any one way is enough. */
type Way = Pick<Feed, 'where' | 'view' | 'optional'>;

const AS_IT_IS: readonly Way[] = [{}];

function waysTo(
  { product, category, service }: LogSourceAttributes,
  origin: string,
  eventId: number | undefined,
): readonly Way[] {
  const here = productOf(origin);
  if (product !== undefined && product !== here) return [];
  if (service !== undefined) {
    const channels = channelsOf(here, service);
    if (channels === 'elsewhere') return [];
    if (channels !== 'unknown' && !channels.some((channel) => channel.toLowerCase() === origin)) return [];
  }
  if (category === undefined) return AS_IT_IS;
  const feeds = feedsOf(here, category);
  if (feeds === 'elsewhere') return [];
  if (feeds === 'unknown') return AS_IT_IS;
  return feeds.filter(
    (feed) => originOfFeed(feed) === origin && eventId !== undefined && feed.eventIds.includes(eventId),
  );
}

function shareOf(plan: Plan, event: EventRecord): readonly RoutedSources[] {
  const { fixed, conditional, fields, variants } = plan;
  if (conditional.length === 0) return fixed;
  const key = fields.length === 1 ? heldText(event, fields[0] as string) : heldTexts(event, fields);
  let shares = variants.get(key);
  if (shares === undefined) {
    shares = shareBy(plan, event);
    if (key.length > MAX_SEEN_LENGTH) return shares;
    if (variants.size >= MAX_VARIANTS) variants.clear();
    variants.set(key, shares);
  }
  return shares;
}

function heldText(event: EventRecord, field: string): string {
  const held = own(event, field);
  return typeof held === 'string' ? held : '';
}

function heldTexts(event: EventRecord, fields: readonly string[]): string {
  return JSON.stringify(fields.map((field) => heldText(event, field)));
}

function shareBy({ fixed, conditional, kinds }: Plan, event: EventRecord): readonly RoutedSources[] {
  const holding = conditional.map(({ where }) => satisfies(event, where));
  const key = holding.map(Number).join('');
  let shares = kinds.get(key);
  if (shares === undefined) {
    const more = conditional
      .filter((_, index) => holding[index])
      .map(({ view, source }) => [view, source] as const);
    const all = fixed.flatMap(({ view, sources }) => sources.map((source) => [view, source] as const));
    shares = gather([...all, ...more]);
    kinds.set(key, shares);
  }
  return shares;
}

/** By view, each source once: the first way to it counts. */
function gather(pairs: readonly (readonly [ViewName | undefined, number])[]): readonly RoutedSources[] {
  const seen = new Set<number>();
  const byView = new Map<ViewName | undefined, number[]>();
  for (const [view, source] of pairs) {
    if (seen.has(source)) continue;
    seen.add(source);
    const sources = byView.get(view);
    if (sources === undefined) byView.set(view, [source]);
    else sources.push(source);
  }
  return [...byView].map(([view, sources]) => ({ view, sources: sources.sort((a, b) => a - b) }));
}

function satisfies(fields: EventRecord, where: Condition['where']): boolean {
  return Object.entries(where).every(([field, texts]) => {
    const held = own(fields, field);
    return typeof held === 'string' && texts.some((text) => text.toLowerCase() === held.toLowerCase());
  });
}

/** Sources that agree with the hint somewhere and contradict it nowhere; all of them without a hint. */
function hintedSources(
  wanted: readonly LogSourceAttributes[],
  hints: LogSourceAttributes,
): readonly number[] {
  const given = Object.entries(hints) as [keyof LogSourceAttributes, string][];
  return wanted.flatMap((attributes, source) => {
    const stated = given.filter(([name]) => attributes[name] !== undefined);
    const agrees = stated.every(([name, hint]) => attributes[name] === hint);
    return agrees && (given.length === 0 || stated.length > 0) ? [source] : [];
  });
}

function lowerCased({ product, category, service }: LogSourceAttributes): LogSourceAttributes {
  return {
    ...(product !== undefined && { product: product.toLowerCase() }),
    ...(category !== undefined && { category: category.toLowerCase() }),
    ...(service !== undefined && { service: service.toLowerCase() }),
  };
}
