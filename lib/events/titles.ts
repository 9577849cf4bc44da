/** Titles of Windows events, for people who know an event by its number. */
import { OTHER_TITLES } from './data/titles-other.ts';
import { SECURITY_TITLES } from './data/titles-security.ts';
import { SYSTEM_TITLES } from './data/titles-system.ts';
import type { Route } from './event.ts';

/** By channel, provider and event id. The provider `''` stands for all others of the channel. */
export type EventTitles = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<number, string>>>>>
>;

/**
 * What an event is, in a few words; undefined for events that no public rule asks for by number.
 *
 * @example eventTitle({ channel: 'Security', eventId: 4688 }) // 'A new process has been created'
 */
export function eventTitle({ channel = '', provider, eventId }: Route): string | undefined {
  if (eventId === undefined) return undefined;
  const providers = find(ALL, channel);
  if (providers === undefined) return undefined;
  const titled = Object.entries(providers).filter(([, titles]) => Object.hasOwn(titles, eventId));
  const exact = titled.find(([name]) => name.toLowerCase() === provider?.toLowerCase());
  // Where several providers use the number, only the provider tells which event it is.
  const [, titles] =
    exact ?? titled.find(([name]) => name === '') ?? (titled.length === 1 ? titled[0] : undefined) ?? [];
  return titles?.[eventId];
}

/**
 * Every event that bears this number in a channel, with its provider; an empty provider stands for any other one.
 *
 * @example eventsNumbered('Security', 4688) // [{ provider: 'Microsoft-Windows-Security-Auditing', title: 'A new process has been created' }]
 */
export function eventsNumbered(
  channel: string,
  eventId: number,
): readonly { readonly provider: string; readonly title: string }[] {
  byChannel ??= indexByChannel();
  return (byChannel.get(channel.toLowerCase()) ?? []).flatMap(([provider, titles]) =>
    Object.hasOwn(titles, eventId) ? [{ provider, title: titles[eventId] as string }] : [],
  );
}

type Provided = readonly (readonly [provider: string, titles: Readonly<Record<number, string>>])[];

let byChannel: ReadonlyMap<string, Provided> | undefined;

/** As {@link find} would: where two tables have a channel, the first counts. */
function indexByChannel(): ReadonlyMap<string, Provided> {
  const index = new Map<string, Provided>();
  for (const [name, providers] of ALL.flatMap((table) => Object.entries(table))) {
    const key = name.toLowerCase();
    if (!index.has(key))
      index.set(
        key,
        Object.entries(providers).map(([provider, titles]) => [provider, titles]),
      );
  }
  return index;
}

const ALL: readonly EventTitles[] = [SECURITY_TITLES, SYSTEM_TITLES, OTHER_TITLES];

function find(tables: readonly EventTitles[], channel: string): EventTitles[string] | undefined {
  const wanted = channel.toLowerCase();
  for (const table of tables) {
    for (const [name, providers] of Object.entries(table))
      if (name.toLowerCase() === wanted) return providers;
  }
  return undefined;
}
