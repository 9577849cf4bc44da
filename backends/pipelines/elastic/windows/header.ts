/**
 * The header of events in the Windows event log, as Winlogbeat and Elastic Agent write it.
 *
 * https://www.elastic.co/docs/reference/beats/winlogbeat/exported-fields-winlog
 */
import type { FieldTable } from '../../field-table.ts';
import { named } from '../../values/named.ts';

/** https://learn.microsoft.com/windows/win32/wes/defining-severity-levels */
const LEVELS = { 0: 'information', 1: 'critical', 2: 'error', 3: 'warning', 4: 'information', 5: 'verbose' };

/** https://learn.microsoft.com/windows/win32/wes/defining-keywords-used-to-classify-types-of-events */
const KEYWORDS = { '0x8010000000000000': 'Audit Failure', '0x8020000000000000': 'Audit Success' };

export const EVENT_HEADER: FieldTable = {
  Channel: 'winlog.channel',
  Computer: 'winlog.computer_name',
  EventID: 'event.code',
  EventRecordID: 'winlog.record_id',
  Keywords: /* @__PURE__ */ named('winlog.keywords', KEYWORDS),
  Level: /* @__PURE__ */ named('log.level', LEVELS, 'whole-as-is'),
  Message: 'message',
  Opcode: 'winlog.opcode',
  Provider_Guid: 'winlog.provider_guid',
  Provider_Name: 'winlog.provider_name',
  Task: 'winlog.task',
  Version: 'winlog.version',
};

/** Where Winlogbeat keeps what no module of it gives another name. */
export function eventData(field: string): string {
  return `winlog.event_data.${field}`;
}

/** Providers that describe their events by a schema of their own have their data elsewhere. */
export function eventOrUserData(field: string): readonly string[] {
  return [eventData(field), `winlog.user_data.${field}`];
}
