/**
 * Fields of a Windows event side by side, as many exports have them: Azure's `SecurityEvent` table, data sets, and
 * what other Sigma tools write.
 */
import type { ReadEvent, ReadOptions } from '../event.ts';
import { completeNames, isObject, own, put, type Fields } from '../fields.ts';
import { withHeader } from '../header.ts';

export function readFlat(record: Readonly<Record<string, unknown>>, options: ReadOptions): ReadEvent {
  const at = (name: string): unknown => own(record, name);
  const { EventID, Message, ...fields }: Fields = record;
  if (options.message === true) put(fields, 'Message', Message);
  // Azure keeps members of the event's data that have no column of their own in one object.
  const dynamic = at('EventData_dynamic');
  if (isObject(dynamic)) for (const [name, value] of Object.entries(dynamic)) put(fields, name, value);
  completeNames(fields);
  return withHeader('flat', fields, {
    EventID,
    Channel: at('Channel'),
    Provider_Name: at('Provider_Name') ?? at('ProviderName') ?? at('EventSourceName') ?? at('SourceName'),
    Provider_Guid: at('ProviderGuid'),
    Computer: at('Computer') ?? at('Hostname') ?? at('ComputerName'),
  });
}
