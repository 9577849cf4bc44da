/**
 * Fields of events of the other channels: the Security log, PowerShell, Defender, and those of which Elastic's
 * integrations leave the data as they are.
 *
 * https://github.com/elastic/beats/blob/main/x-pack/winlogbeat/module/security/ingest/security_standard.yml
 * https://github.com/elastic/beats/tree/main/x-pack/winlogbeat/module/powershell/ingest
 * https://github.com/elastic/integrations/tree/main/packages/windows/data_stream/windows_defender
 */
import type { EventFields } from '../../field-table.ts';
import { address } from '../../values/address.ts';
import { unavailable } from '../../values/unavailable.ts';
import { EVENT_HEADER, eventData, eventOrUserData } from './header.ts';

/** Winlogbeat leaves out data without a value. */
const DROPPED = [''];

/** Data without a name are numbered; more than ten of them no known rule looks at. */
const UNNAMED = /* @__PURE__ */ Array.from({ length: 10 }, (_, index) => eventData(`param${index + 1}`));

const TABLE = { ...EVENT_HEADER, Data: UNNAMED };

/** Channels without an ingest pipeline of their own. */
export const ANY_CHANNEL: EventFields = { table: TABLE, others: eventData, dropped: DROPPED };

/** Channels whose providers write user data, some or all of their events. */
export const USER_DATA_CHANNEL: EventFields = { table: TABLE, others: eventOrUserData, dropped: DROPPED };

/** The System log: event 104 says in its user data which log was cleared. */
export const SYSTEM: EventFields = {
  ...ANY_CHANNEL,
  table: { ...TABLE, Channel: 'winlog.user_data.Channel' },
};

/** For some events the ingest pipeline renames process, address and port, for others it leaves them. */
export const SECURITY: EventFields = {
  ...ANY_CHANNEL,
  table: {
    ...TABLE,
    CommandLine: 'process.command_line',
    IpAddress: /* @__PURE__ */ address('source.ip', 'winlog.event_data.IpAddress'),
    IpPort: 'source.port',
    NewProcessId: 'process.pid',
    NewProcessName: 'process.executable',
    ParentProcessName: 'process.parent.executable',
    ProcessName: ['process.executable', /* @__PURE__ */ eventData('ProcessName')],
    WorkstationName: 'source.domain',
  },
};

const TAKEN_APART =
  'the ingest pipeline takes the text of these PowerShell events apart and does not keep it as a field';

/** Script blocks and commands of PowerShell 3 and later. */
export const POWERSHELL: EventFields = {
  ...ANY_CHANNEL,
  table: {
    ...TABLE,
    CommandLine: 'powershell.command.value',
    ContextInfo: /* @__PURE__ */ unavailable(TAKEN_APART),
    Path: 'file.path',
    Payload: /* @__PURE__ */ unavailable(TAKEN_APART),
    ScriptBlockId: 'powershell.file.script_block_id',
    ScriptBlockText: 'powershell.file.script_block_text',
  },
};

/** The older log of PowerShell. */
export const POWERSHELL_CLASSIC: EventFields = {
  ...ANY_CHANNEL,
  table: {
    ...TABLE,
    Data: /* @__PURE__ */ unavailable(TAKEN_APART),
    HostApplication: 'process.command_line',
  },
};

/** Names with spaces have underscores there; rules leave the spaces out. */
const DEFENDER_NAMES = [
  ...[
    'Action Name',
    'Category Name',
    'Detection User',
    'Engine Version',
    'Feature Name',
    'New Value',
    'Old Value',
  ],
  ...['Origin Name', 'Process Name', 'Severity Name', 'Source Name', 'Threat Name', 'Type Name'],
];

const DEFENDER_TABLE = /* @__PURE__ */ Object.fromEntries(
  /* @__PURE__ */ DEFENDER_NAMES.flatMap((name) => {
    const there = eventData(name.replaceAll(' ', '_'));
    return [
      [name.replaceAll(' ', ''), there],
      [name.replaceAll(' ', '_'), there],
    ];
  }),
);

/** Microsoft Defender Antivirus. */
export const DEFENDER: EventFields = {
  ...ANY_CHANNEL,
  table: {
    ...TABLE,
    ...DEFENDER_TABLE,
    ProcessName: ['process.executable', /* @__PURE__ */ eventData('Process_Name')],
  },
};

/** Detections of Defender under the names of the category `antivirus`. */
export const ANTIVIRUS: EventFields = {
  ...ANY_CHANNEL,
  table: {
    ...DEFENDER.table,
    Filename: ['file.path', /* @__PURE__ */ eventData('Path')],
    Signature: /* @__PURE__ */ eventData('Threat_Name'),
  },
};
