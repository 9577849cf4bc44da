/**
 * Windows events as Winlogbeat and Elastic Agent ship them. From version 7 on everything is below `winlog`, and what
 * has a name in the Elastic Common Schema may have moved there; version 6 has it all at the top.
 * https://www.elastic.co/docs/reference/beats/winlogbeat/exported-fields-winlog
 */
import type { ReadEvent, ReadOptions } from '../event.ts';
import { type Fields, isObject, membersAt, put, putData, textOrUndefined, valueAt } from '../fields.ts';
import { eventIdOf, withHeader } from '../header.ts';
import { putEcs } from './ecs.ts';

type Document = Readonly<Record<string, unknown>>;

export function readWinlogbeat(record: Document, options: ReadOptions): ReadEvent {
  const at = (path: string): unknown => valueAt(record, path);
  const eventId = at('winlog.event_id') ?? at('event.code');
  const channel = at('winlog.channel');
  const fields: Fields = {};
  putMembers(fields, record, 'winlog.event_data', 'winlog.user_data');
  putEcs(fields, record, textOrUndefined(channel), eventIdOf(eventId));
  if (options.message === true) put(fields, 'Message', at('message'));
  return withHeader('winlogbeat', fields, {
    EventID: eventId,
    Channel: channel,
    Provider_Name: at('winlog.provider_name') ?? at('event.provider'),
    Provider_Guid: at('winlog.provider_guid'),
    Computer: at('winlog.computer_name') ?? at('host.name'),
    Level: at('winlog.level') ?? at('log.level'),
    Task: at('winlog.task'),
    Opcode: at('winlog.opcode'),
    Keywords: at('winlog.keywords'),
    Version: at('winlog.version'),
    EventRecordID: at('winlog.record_id'),
    TimeCreated: at('@timestamp'),
    Security_UserID: at('winlog.user.identifier'),
    Execution_ProcessID: at('winlog.process.pid'),
    Execution_ThreadID: at('winlog.process.thread.id'),
    Correlation_ActivityID: at('winlog.activity_id'),
  });
}

export function readWinlogbeat6(record: Document, options: ReadOptions): ReadEvent {
  const at = (path: string): unknown => valueAt(record, path);
  const fields: Fields = {};
  putMembers(fields, record, 'event_data', 'user_data');
  if (options.message === true) put(fields, 'Message', at('message'));
  return withHeader('winlogbeat-6', fields, {
    EventID: at('event_id'),
    Channel: at('log_name'),
    Provider_Name: at('source_name'),
    Provider_Guid: at('provider_guid'),
    Computer: at('computer_name'),
    Level: at('level'),
    Task: at('task'),
    Opcode: at('opcode'),
    Keywords: at('keywords'),
    Version: at('version'),
    EventRecordID: at('record_number'),
    TimeCreated: at('@timestamp'),
    Security_UserID: at('user.identifier'),
    Execution_ProcessID: at('process_id'),
    Execution_ThreadID: at('thread_id'),
    Correlation_ActivityID: at('activity_id'),
  });
}

function putMembers(fields: Fields, record: Document, eventData: string, userData: string): void {
  const unnamed: unknown[] = [];
  for (const [name, value] of membersAt(record, eventData)) {
    putData(fields, name, value);
    if (/^param\d+$/.test(name)) unnamed.push(value);
  }
  // Data elements without a name are numbered here; rules know them together as `Data`.
  if (unnamed.length > 0) put(fields, 'Data', unnamed.length === 1 ? unnamed[0] : unnamed);
  for (const [name, value] of membersAt(record, userData)) {
    if (name === 'xml_name') continue;
    // The one element below UserData may still be there.
    if (isObject(value)) for (const [inner, held] of Object.entries(value)) putData(fields, inner, held);
    else putData(fields, name, value);
  }
}
