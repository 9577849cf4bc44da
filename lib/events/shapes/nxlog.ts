/**
 * Windows events as NXLog's `im_msvistalog` writes them: data and header side by side, all values text.
 * https://docs.nxlog.co/refman/current/im/msvistalog.html
 */
import type { ReadEvent, ReadOptions } from '../event.ts';
import { own, putData, textOrUndefined, type Fields } from '../fields.ts';
import { eventIdOf, withHeader } from '../header.ts';

/** What the collector adds, and header members that have other names in Sigma. */
const NOT_DATA: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...[
    'EventReceivedTime',
    'SourceModuleName',
    'SourceModuleType',
    'host',
    'port',
    'tags',
    '@timestamp',
    '@version',
  ],
  ...[
    'EventTime',
    'SourceName',
    'ProviderGuid',
    'Hostname',
    'RecordNumber',
    'ExecutionProcessID',
    'ThreadID',
  ],
  ...['UserID', 'Severity', 'SeverityValue', 'EventTypeOrignal', 'OpcodeValue', 'ActivityID', 'Message'],
  ...['EventType', 'Keywords', 'EventID', 'Opcode'],
]);

export function readNxlog(record: Readonly<Record<string, unknown>>, options: ReadOptions): ReadEvent {
  const at = (name: string): unknown => own(record, name);
  const fields: Fields = {};
  for (const [name, value] of Object.entries(record)) if (!NOT_DATA.has(name)) putData(fields, name, value);
  putData(fields, 'EventType', eventTypeOf(record));
  if (options.message === true) putData(fields, 'Message', at('Message'));
  return withHeader('nxlog', fields, {
    EventID: at('EventID'),
    Channel: at('Channel'),
    Provider_Name: at('SourceName'),
    Provider_Guid: at('ProviderGuid'),
    Computer: at('Hostname'),
    Level: levelOf(at('Severity')),
    Task: at('Task'),
    Opcode: at('OpcodeValue') ?? at('Opcode'),
    Keywords: keywordsOf(at('Keywords')),
    Version: at('Version'),
    EventRecordID: at('RecordNumber'),
    TimeCreated: at('EventTime'),
    Security_UserID: at('UserID'),
    Execution_ProcessID: at('ExecutionProcessID'),
    Execution_ThreadID: at('ThreadID'),
    Correlation_ActivityID: at('ActivityID'),
  });
}

/** NXLog's own kinds of event, which overwrite a member of that name in the event's data. */
const OWN_EVENT_TYPES: ReadonlySet<unknown> = /* @__PURE__ */ new Set([
  ...['INFO', 'WARNING', 'ERROR', 'CRITICAL', 'VERBOSE', 'DEBUG', 'AUDIT_SUCCESS', 'AUDIT_FAILURE'],
]);

const SYSMON_EVENT_TYPES: Readonly<Partial<Record<number, string>>> = { 13: 'SetValue', 14: 'RenameKey' };

/**
 * Sysmon's registry events say in `EventType` what was done. Where NXLog has overwritten it, the rendered text still
 * has it, or the event id tells; a bare event 12 may be a creation or a deletion.
 */
function eventTypeOf(record: Readonly<Record<string, unknown>>): unknown {
  const written = own(record, 'EventType');
  if (!OWN_EVENT_TYPES.has(written)) return written;
  if (textOrUndefined(own(record, 'Channel'))?.toLowerCase() !== 'microsoft-windows-sysmon/operational')
    return written;
  const message = own(record, 'Message');
  const rendered = typeof message === 'string' ? /\bEventType: (\w+)/.exec(message)?.[1] : undefined;
  return rendered ?? SYSMON_EVENT_TYPES[eventIdOf(own(record, 'EventID')) ?? 0];
}

const LEVELS: Readonly<Record<string, number>> = {
  CRITICAL: 1,
  ERROR: 2,
  WARNING: 3,
  INFO: 4,
  VERBOSE: 5,
  DEBUG: 5,
};

/** The number Windows has for it. */
function levelOf(severity: unknown): number | undefined {
  return typeof severity === 'string' && Object.hasOwn(LEVELS, severity) ? LEVELS[severity] : undefined;
}

/** A bit field that the event log writes in hexadecimal and NXLog as a signed number. */
function keywordsOf(keywords: unknown): unknown {
  const isWhole = typeof keywords === 'string' ? /^-?\d{1,20}$/.test(keywords) : Number.isInteger(keywords);
  if (!isWhole) return keywords;
  return `0x${BigInt.asUintN(64, BigInt(keywords as string | number)).toString(16)}`;
}
