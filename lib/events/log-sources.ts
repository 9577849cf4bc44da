/**
 * The log-source table: which events a category or a service of Sigma stands for.
 *
 * Sigma names log sources by product, category and service, and leaves open which events those are; the tables in
 * `data/` say it for the Windows event log and for Sysmon for Linux.
 */
import { CHANNELS_OF_PROVIDERS, LINUX_CATEGORIES, WINDOWS_CATEGORIES, type Feed } from './data/categories.ts';
import { GENERIC_CATEGORIES, GENERIC_SERVICES, LINUX_SERVICES } from './data/elsewhere.ts';
import { WINDOWS_SERVICES } from './data/services.ts';
import type { Route } from './event.ts';

export type { Feed } from './data/categories.ts';

/** What a rule says of its events. All three are compared without case; `definition` is for people. */
export interface LogSourceAttributes {
  readonly product?: string;
  readonly category?: string;
  readonly service?: string;
}

export type EventProduct = 'windows' | 'linux';

/** `elsewhere`: known, and of no event log. `unknown`: nobody told us, so any event may be meant. */
export type Known<T> = T | 'elsewhere' | 'unknown';

/** The feeds of a category in the event log of a product. */
export function feedsOf(product: EventProduct, category: string): Known<readonly Feed[]> {
  const own = product === 'windows' ? WINDOWS_CATEGORIES : LINUX_CATEGORIES;
  if (Object.hasOwn(own, category)) return own[category] as readonly Feed[];
  const isOther = Object.hasOwn(WINDOWS_CATEGORIES, category) || GENERIC_CATEGORIES.includes(category);
  return isOther ? 'elsewhere' : 'unknown';
}

/** The channels of a service in the event log of a product. */
export function channelsOf(product: EventProduct, service: string): Known<readonly string[]> {
  if (product === 'linux' && service === 'sysmon') return [LINUX_SYSMON];
  const isWindows = Object.hasOwn(WINDOWS_SERVICES, service);
  if (product === 'windows' && isWindows) return WINDOWS_SERVICES[service] as readonly string[];
  const isOther = isWindows || GENERIC_SERVICES.includes(service) || LINUX_SERVICES.includes(service);
  return isOther ? 'elsewhere' : 'unknown';
}

const LINUX_SYSMON = 'Linux-Sysmon/Operational';

/**
 * Where an event was recorded, in lower case: its channel, or that of its provider, or for traces without a channel
 * the provider itself. Undefined for what is no event of an event log.
 */
export function originOf({ channel, provider }: Route): string | undefined {
  if (channel !== undefined) return channel.toLowerCase();
  if (provider === undefined) return undefined;
  const name = provider.toLowerCase();
  const known = Object.entries(CHANNELS_OF_PROVIDERS).find(([each]) => each.toLowerCase() === name);
  return known?.[1].toLowerCase() ?? name;
}

/** The provider whose events alone a channel holds; undefined for channels that many write to. */
export function providerOf(channel: string): string | undefined {
  const wanted = channel.toLowerCase();
  return Object.entries(CHANNELS_OF_PROVIDERS).find(([, each]) => each.toLowerCase() === wanted)?.[0];
}

/** The origin of a feed, to compare with {@link originOf}. */
export function originOfFeed({ channel, provider }: Feed): string {
  return (channel ?? provider ?? '').toLowerCase();
}

export function productOf(origin: string): EventProduct {
  return origin === LINUX_SYSMON.toLowerCase() ? 'linux' : 'windows';
}

/** Origins that some category or service names, with the event ids that categories tell apart there. */
let knownOrigins: ReadonlyMap<string, ReadonlySet<number>> | undefined;

function findOrigins(): ReadonlyMap<string, ReadonlySet<number>> {
  const origins = new Map<string, Set<number>>();
  const idsAt = (origin: string): Set<number> => {
    const ids = origins.get(origin) ?? new Set<number>();
    origins.set(origin, ids);
    return ids;
  };
  for (const channel of Object.values(WINDOWS_SERVICES).flat()) idsAt(channel.toLowerCase());
  for (const feed of [WINDOWS_CATEGORIES, LINUX_CATEGORIES].flatMap(Object.values<readonly Feed[]>).flat()) {
    const ids = idsAt(originOfFeed(feed));
    for (const id of feed.eventIds) ids.add(id);
  }
  return origins;
}

/**
 * A key that two events share if the tables make no difference between them. There are a few hundred keys, however
 * many channels and ids the events come up with.
 */
export function kindOf(origin: string, eventId: number | undefined): string {
  knownOrigins ??= findOrigins();
  const ids = knownOrigins.get(origin);
  if (ids === undefined) return '';
  return eventId !== undefined && ids.has(eventId) ? `${origin}\n${eventId}` : origin;
}
