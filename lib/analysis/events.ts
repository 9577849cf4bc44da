/**
 * Event coverage: the events that a rule can match, after its log source and what its detection requires of them.
 *
 * Only the Windows event log and Sysmon for Linux number their events; rules for other products have none here.
 */
import type { LogSource } from '../ast/rule.ts';
import { GENERIC_CATEGORIES } from '../events/data/elsewhere.ts';
import { channelsOf, feedsOf, providerOf, type EventProduct, type Feed } from '../events/log-sources.ts';
import { requirementsOf } from '../events/requirements.ts';
import { eventsNumbered } from '../events/titles.ts';
import type { Query } from '../query/query.ts';
import { foldCase } from '../query/fold.ts';
import { requiredValues, type RequiredValues } from './required-values.ts';

/** Events of one number from one provider. Null is what neither the log source nor the detection says. */
export interface EventCoverage {
  readonly provider: string | null;
  /** The provider without its vendor's prefix: `Sysmon`. */
  readonly name: string | null;
  /** Null for traces that no channel holds, and for rules over every channel. */
  readonly channel: string | null;
  readonly eventId: number | null;
  readonly title: string | null;
  /** What has to be switched on for the event to be recorded; empty where nothing is known. */
  readonly requires: readonly string[];
  /** Only events whose field holds one of these: registry categories share an event id. */
  readonly where?: Readonly<Record<string, readonly string[]>>;
}

/** What a detection requires of the head of an event. */
interface Wanted {
  readonly eventIds: RequiredValues;
  readonly channels: RequiredValues;
  readonly providers: RequiredValues;
}

/**
 * @param queries - Those of the rule; none if it could not be resolved, and then nothing is narrowed.
 * @example eventsOf({ product: 'windows', category: 'file_event' }, []) // [{ name: 'Sysmon', eventId: 11, title: 'FileCreate', … }]
 */
export function eventsOf(logsource: LogSource, queries: readonly Query[]): readonly EventCoverage[] {
  const product = productOf(logsource);
  if (product === undefined) return [];
  const wanted: Wanted = {
    eventIds: requiredOfAll(queries, 'EventID'),
    channels: requiredOfAll(queries, 'Channel'),
    providers: requiredOfAll(queries, 'Provider_Name'),
  };
  const category = logsource.category?.toLowerCase();
  if (category !== undefined) {
    const feeds = feedsOf(product, category);
    return typeof feeds === 'string'
      ? []
      : feeds.filter(({ optional }) => optional !== true).flatMap((feed) => feedEvents(feed, wanted));
  }
  const service = logsource.service?.toLowerCase();
  if (service !== undefined) {
    const channels = channelsOf(product, service);
    return typeof channels === 'string' ? [] : channelEvents(channels, wanted);
  }
  if (product !== 'windows') return [];
  return channelEvents([...(wanted.channels?.values() ?? [])], wanted);
}

/** A category that states no product may be one of the Windows event log. */
function productOf({ product, category }: LogSource): EventProduct | undefined {
  const name = product?.toLowerCase();
  if (name === 'windows' || name === 'linux') return name;
  const isOpen = name === undefined && category !== undefined;
  return isOpen && !GENERIC_CATEGORIES.includes(category.toLowerCase()) ? 'windows' : undefined;
}

/** What every condition together leaves: any one of them is enough for the rule to match. */
function requiredOfAll(queries: readonly Query[], field: string): RequiredValues {
  const values = new Map<string, string>();
  for (const query of queries) {
    const required = requiredValues(query, field);
    if (required === undefined) return undefined;
    for (const [key, value] of required) values.set(key, value);
  }
  return queries.length === 0 ? undefined : values;
}

function feedEvents({ channel, provider, eventIds, where }: Feed, wanted: Wanted): readonly EventCoverage[] {
  const name = provider ?? (channel === null ? undefined : providerOf(channel));
  if (channel !== null && !allows(wanted.channels, channel)) return [];
  return eventIds
    .filter((eventId) => allows(wanted.eventIds, String(eventId)))
    .flatMap((eventId) => numbered(channel, name, eventId, wanted))
    .map((event) => (where === undefined ? event : { ...event, where }));
}

function channelEvents(channels: readonly string[], wanted: Wanted): readonly EventCoverage[] {
  const open = channels.filter((channel) => allows(wanted.channels, channel));
  const eventIds =
    wanted.eventIds && [...wanted.eventIds.keys()].filter((text) => /^\d{1,9}$/.test(text)).map(Number);
  const provider = only(wanted.providers);
  if (open.length === 0) {
    // Any channel: all that is known is what the detection asks for.
    return (eventIds ?? [undefined]).map((eventId) => toEvent(null, provider, eventId, undefined));
  }
  if (eventIds === undefined) {
    return open.map((channel) => toEvent(channel, provider ?? providerOf(channel), undefined, undefined));
  }
  return eventIds.flatMap((eventId) => {
    // Services list every spelling of a channel; the known events tell which one is meant.
    const titled = open.filter((channel) => eventsNumbered(channel, eventId).length > 0);
    return (titled.length > 0 ? titled : open).flatMap((channel) =>
      numbered(channel, provider ?? providerOf(channel), eventId, wanted),
    );
  });
}

/** The events that bear the number, one for each provider that the detection admits. */
function numbered(
  channel: string | null,
  provider: string | undefined,
  eventId: number,
  { providers }: Wanted,
): readonly EventCoverage[] {
  // What is said of all other providers counts where no provider is named.
  const known = eventsNumbered(channel ?? '', eventId)
    .filter((event, _index, all) => event.provider !== '' || all.length === 1)
    .map((event) => ({ ...event, provider: event.provider === '' ? provider : event.provider }))
    .filter((event) => event.provider === undefined || allows(providers, event.provider))
    .filter((event) => channel !== null || event.provider === provider)
    // Older systems record the same under other names of the provider.
    .filter(({ title }, index, all) => all.findIndex((each) => each.title === title) === index);
  if (known.length === 0) return [toEvent(channel, provider, eventId, undefined)];
  return known.map((event) => toEvent(channel, event.provider, eventId, event.title));
}

function toEvent(
  channel: string | null,
  provider: string | undefined,
  eventId: number | undefined,
  title: string | undefined,
): EventCoverage {
  const route = {
    ...(channel !== null && { channel }),
    ...(provider !== undefined && { provider }),
    ...(eventId !== undefined && { eventId }),
  };
  return {
    provider: provider ?? null,
    name: provider?.replace(/^Microsoft-(Windows-)?/, '') ?? null,
    channel,
    eventId: eventId ?? null,
    title: title ?? null,
    requires: channel === null && eventId === undefined ? [] : requirementsOf(route),
  };
}

function allows(required: RequiredValues, text: string): boolean {
  return required === undefined || required.has(foldCase(text));
}

function only(required: RequiredValues): string | undefined {
  return required?.size === 1 ? [...required.values()][0] : undefined;
}
