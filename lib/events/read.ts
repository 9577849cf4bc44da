/**
 * Any JSON value to an event that rules can be asked about. The shape is recognised by what only that shape has.
 */
import type { EventRecord, EventShape, ReadEvent, ReadOptions } from './event.ts';
import { isObject, own, valueAt } from './fields.ts';
import { eventIdOf, routeOf } from './header.ts';
import { readEvtx } from './shapes/evtx.ts';
import { readFlat } from './shapes/flat.ts';
import { readNxlog } from './shapes/nxlog.ts';
import { readSplunk } from './shapes/splunk.ts';
import { readWinlogbeat, readWinlogbeat6 } from './shapes/winlogbeat.ts';

/**
 * Reads one event: its fields under the names that Sigma rules use, and its route apart from them.
 *
 * Never throws and does not change the record. Values are kept as they are; nothing is decoded or guessed that
 * the record does not say.
 *
 * @param record - One parsed JSON value.
 * @returns Undefined when the value is no object.
 * @example
 * readEvent({ Event: { System: { EventID: 1, Channel: 'Microsoft-Windows-Sysmon/Operational' },
 *                      EventData: { Image: 'C:\\a.exe' } } })
 * // { shape: 'evtx', route: { channel: 'Microsoft-Windows-Sysmon/Operational', eventId: 1 },
 * //   fields: { Image: 'C:\\a.exe', EventID: 1, Channel: 'Microsoft-Windows-Sysmon/Operational' } }
 */
export function readEvent(record: unknown, options: ReadOptions = {}): ReadEvent | undefined {
  if (!isObject(record)) return undefined;
  const bare = unwrap(record);
  switch (shapeOf(bare)) {
    case 'evtx':
      return readEvtx((own(bare, 'Event') ?? bare) as EventRecord, options);
    case 'winlogbeat':
      return readWinlogbeat(bare, options);
    case 'winlogbeat-6':
      return readWinlogbeat6(bare, options);
    case 'nxlog':
      return readNxlog(bare, options);
    case 'splunk':
      return readSplunk(bare, options);
    case 'flat':
      return readFlat(bare, options);
    case 'read': {
      const [route, fields] = [own(bare, 'route'), own(bare, 'fields') as EventRecord];
      return {
        shape: 'read',
        route: routeOf(own(route, 'channel'), own(route, 'eventId'), own(route, 'provider')),
        fields,
      };
    }
    case 'plain':
      return { shape: 'plain', route: {}, fields: bare };
  }
}

/** What search results wrap around an event: a hit of Elasticsearch, a row of Splunk's export. */
function unwrap(record: EventRecord): EventRecord {
  const source = own(record, '_source');
  if (isObject(source) && Object.hasOwn(record, '_index')) return source;
  const result = own(record, 'result');
  return isObject(result) && Object.hasOwn(record, 'preview') ? result : record;
}

/** The shape of a record; see {@link EventShape}. */
export function shapeOf(record: EventRecord): EventShape {
  const has = (name: string): boolean => Object.hasOwn(record, name);
  if (
    isObject(valueAt(record, 'Event.System')) ||
    (isObject(own(record, 'System')) && (has('EventData') || has('UserData')))
  ) {
    return 'evtx';
  }
  if (isObject(own(record, 'winlog')) || has('winlog.channel') || has('winlog.event_id')) return 'winlogbeat';
  if (has('event_id') && has('log_name')) return 'winlogbeat-6';
  if (has('SourceModuleType') || has('SourceModuleName')) return 'nxlog';
  if (isSplunk(record)) return 'splunk';
  if (isObject(own(record, 'route')) && isObject(own(record, 'fields'))) return 'read';
  return has('Channel') && eventIdOf(own(record, 'EventID')) !== undefined ? 'flat' : 'plain';
}

function isSplunk(record: EventRecord): boolean {
  const source = own(record, 'source') ?? own(record, 'sourcetype');
  if (typeof source === 'string' && /^(?:Xml)?WinEventLog\b/i.test(source)) return true;
  return Object.hasOwn(record, 'EventCode') && Object.hasOwn(record, 'LogName');
}
