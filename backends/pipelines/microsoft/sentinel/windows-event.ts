/**
 * Every channel of the Windows event log: `WindowsEvent`, which keeps the data of an event under the names that rules
 * use. https://learn.microsoft.com/azure/azure-monitor/reference/tables/windowsevent
 */
import type { LogSource } from '../../../../lib/ast/rule.ts';
import type { Refusal } from '../../field-table.ts';
import { windowsEventsOf, type EventGroup } from '../../windows/event-groups.ts';
import { defineSource, type EventSource, type Rows, type SourceDescription } from '../event-source.ts';
import { named } from '../../values/named.ts';
import { unavailable } from '../../values/unavailable.ts';
import { defineTable, type Table } from '../table.ts';

/** Every channel. */
export const WINDOWS_EVENT: Table = /* @__PURE__ */ defineTable('WindowsEvent', {
  string: `
    Channel Computer Correlation EventLevelName EventOriginId EventRecordId Keywords ManagementGroupName Opcode Provider
    RawEventData SystemUserId TenantId Type`,
  integer: 'EventID EventLevel SystemProcessId SystemThreadId Task Version',
  dynamic: 'EventData',
  datetime: 'TimeGenerated',
});

/** https://learn.microsoft.com/windows/win32/wes/defining-severity-levels */
const LEVELS = {
  1: 1,
  2: 2,
  3: 3,
  4: 4,
  5: 5,
  critical: 1,
  error: 2,
  warning: 3,
  information: 4,
  informational: 4,
  verbose: 5,
};

const FIELDS: SourceDescription['fields'] = {
  EventID: 'EventID',
  Provider_Name: 'Provider',
  Computer: 'Computer',
  Level: /* @__PURE__ */ named('EventLevel', LEVELS),
  Keywords: 'Keywords',
  Task: 'Task',
  Data: /* @__PURE__ */ unavailable('data without names has no place in `EventData`'),
  Message: /* @__PURE__ */ unavailable('the rendered message is not kept'),
};

const sources = new Map<string, EventSource>();

/** The events of a log source; each source is made once. */
export function windowsEvents(logsource: LogSource): EventSource | Refusal {
  const groups = windowsEventsOf(logsource);
  if ('none' in groups) return { refused: groups.none };
  const key = JSON.stringify(groups);
  let source = sources.get(key);
  if (source === undefined) {
    source = defineSource({
      table: WINDOWS_EVENT,
      rows: groups.map(toRows),
      // Collectors write `security` as well as `Security`.
      rowsCased: false,
      // Where the log source says the channel, a rule means the one that the event tells of: the log that was cleared.
      fields: groups.some(({ channels }) => channels.length > 0) ? FIELDS : { ...FIELDS, Channel: 'Channel' },
      others: 'EventData',
    });
    sources.set(key, source);
  }
  return source;
}

function toRows({ channels, eventIds, where }: EventGroup): Rows {
  return {
    ...(channels.length > 0 && { Channel: channels }),
    ...(eventIds.length > 0 && { EventID: eventIds }),
    ...Object.fromEntries(Object.entries(where).map(([field, texts]) => [`EventData.${field}`, texts])),
  };
}
