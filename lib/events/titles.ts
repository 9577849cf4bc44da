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

const ALL: readonly EventTitles[] = [SECURITY_TITLES, SYSTEM_TITLES, OTHER_TITLES];

function find(tables: readonly EventTitles[], channel: string): EventTitles[string] | undefined {
  const wanted = channel.toLowerCase();
  for (const table of tables) {
    for (const [name, providers] of Object.entries(table))
      if (name.toLowerCase() === wanted) return providers;
  }
  return undefined;
}
