/** The header of a Windows event: its route, and the fields that carry the names rules use. */
import type { EventShape, ReadEvent, Route } from './event.ts';
import { put, putData, type Fields } from './fields.ts';

/** What a shape found in the header, by the names of Sigma; undefined for what it lacks. */
export interface Header {
  readonly EventID?: unknown;
  readonly Channel?: unknown;
  readonly Provider_Name?: unknown;
  readonly Provider_Guid?: unknown;
  readonly EventSourceName?: unknown;
  readonly Computer?: unknown;
  readonly Level?: unknown;
  readonly Task?: unknown;
  readonly Opcode?: unknown;
  readonly Keywords?: unknown;
  readonly Version?: unknown;
  readonly EventRecordID?: unknown;
  readonly TimeCreated?: unknown;
  readonly Security_UserID?: unknown;
  readonly Execution_ProcessID?: unknown;
  readonly Execution_ThreadID?: unknown;
  readonly Correlation_ActivityID?: unknown;
}

/** The event of these fields and this header. Data was there first and keeps its names. */
export function withHeader(shape: EventShape, fields: Fields, header: Header): ReadEvent {
  const route = routeOf(header.Channel, header.EventID, header.Provider_Name);
  put(fields, 'EventID', route.eventId);
  for (const name of Object.keys(header) as (keyof Header)[]) putData(fields, name, header[name]);
  return { shape, route, fields };
}

/** A route of what a header holds; values of the wrong type count as missing. */
export function routeOf(channel: unknown, id: unknown, provider: unknown): Route {
  const eventId = eventIdOf(id);
  return {
    ...(isText(channel) && { channel }),
    ...(eventId !== undefined && { eventId }),
    ...(isText(provider) && { provider }),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Event ids are numbers of 16 bits; forwarded and exported events have them as text. */
export function eventIdOf(value: unknown): number | undefined {
  const id = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value;
  return typeof id === 'number' && Number.isInteger(id) && id >= 0 && id <= 0xffff ? id : undefined;
}
