/** Conditions on where an event was recorded and on its number, as queries. */
import { and, leaf, or } from '../../../lib/query/build.ts';
import type { Query } from '../../../lib/query/query.ts';
import type { Span } from '../../../lib/source/source.ts';
import type { EventGroup } from './event-groups.ts';

/** How a target says in which channel an event was recorded. */
export type ChannelCondition = (channels: readonly string[], span: Span) => Query;

/** Any of these whole texts, without regard to case. */
export function isAnyOf(field: string, texts: readonly string[], span: Span): Query {
  return or(texts.map((value) => leaf(field, { kind: 'equals', value, cased: false }, span)));
}

/** Any of these numbers. */
export function isAnyNumberOf(field: string, numbers: readonly number[], span: Span): Query {
  return or(numbers.map((value) => leaf(field, { kind: 'number', value, text: String(value) }, span)));
}

/** The channel as its field, under the name that Windows gives it. */
export const inChannel: ChannelCondition = (channels, span) =>
  channels.length === 0 ? leaf('Channel', { kind: 'exists' }, span) : isAnyOf('Channel', channels, span);

/**
 * What an event of any of the groups fulfils.
 *
 * @param span the place in the rule that asks for it
 */
export function eventsOfGroups(groups: readonly EventGroup[], channel: ChannelCondition, span: Span): Query {
  return or(groups.map((group) => and([channel(group.channels, span), idsAndFields(group, span)])));
}

/** The conditions of a group besides its channels. */
export function idsAndFields({ eventIds, where }: Omit<EventGroup, 'channels'>, span: Span): Query {
  const ids = eventIds.length === 0 ? [] : [isAnyNumberOf('EventID', eventIds, span)];
  return and([...ids, ...Object.entries(where).map(([field, texts]) => isAnyOf(field, texts, span))]);
}
