/**
 * Events of the Windows event log in data sets of the Common Information Model, by their numbers: logons, changes, and services
 * that are installed.
 *
 * Names of fields: the stanzas `XmlWinEventLog`, `source::XmlWinEventLog:Security` and `source::XmlWinEventLog:System` in the
 * props.conf of the Splunk Add-on for Microsoft Windows, https://splunkbase.splunk.com/app/742, and the pages on the models:
 * https://help.splunk.com/en/data-management/common-information-model/6.2/data-models/authentication and change
 */
import type { CimEvents } from './cim-tables.ts';

/** Events of one service that a data set holds. */
export interface NumberedEvents extends CimEvents {
  readonly eventIds: readonly string[];
}

type Fields = Readonly<Record<string, string>>;

const AUDITING = { Provider_Name: 'Microsoft-Windows-Security-Auditing' };

/** The data set leaves out `action=success user=*$`. */
const COMPUTERS = {
  assumption: 'it is not about computers, whose successful logons are not in the data set',
} as const;

function logons(eventIds: readonly string[], source: Fields): NumberedEvents {
  return {
    dataSet: {
      source: 'Authentication.Authentication',
      fields: {
        EventID: 'signature_id',
        LogonType: 'authentication_method',
        AuthenticationPackageName: 'authentication_service',
        TargetUserName: 'user',
        SubjectUserName: 'src_user',
        Computer: 'dest',
        ...source,
      },
      shown: ['src', 'dest', 'user', 'app', 'action'],
      dashes: ['SubjectUserName'],
    },
    eventIds,
    always: AUDITING,
    ...(eventIds.includes('4624') && COMPUTERS),
  };
}

function changes(eventIds: readonly string[], fields: Fields, always: Fields = AUDITING): NumberedEvents {
  return {
    dataSet: {
      source: 'Change.All_Changes',
      fields: { EventID: 'result_id', Computer: 'dest', ...fields },
      shown: ['dest', 'user', 'object', 'result_id'],
      dashes: ['SubjectUserName'],
    },
    eventIds,
    always,
  };
}

const ACCOUNTS = ['4704', '4705', '4720', '4722', '4723', '4724', '4725', '4726', '4738', '4767'];
const TASKS = ['4698', '4700', '4701'];

const SECURITY: readonly NumberedEvents[] = [
  /* @__PURE__ */ logons(['4624'], { IpAddress: 'src' }),
  /* @__PURE__ */ logons(['4625'], { WorkstationName: 'src' }),
  /* @__PURE__ */ logons(['4624', '4625'], {}),
  /* @__PURE__ */ changes(ACCOUNTS, { TargetUserName: 'user', TargetSid: 'object_id' }),
  /* @__PURE__ */ changes(TASKS, {
    SubjectUserName: 'user',
    TaskName: 'object',
    TaskContent: 'object_attrs',
  }),
  /* @__PURE__ */ changes([...TASKS, '4702'], { SubjectUserName: 'user', TaskName: 'object' }),
  /* @__PURE__ */ changes(
    ['1102'],
    { SubjectUserName: 'user' },
    { Provider_Name: 'Microsoft-Windows-Eventlog' },
  ),
];

const SYSTEM: readonly NumberedEvents[] = [
  {
    dataSet: {
      source: 'Endpoint.Services',
      fields: { ServiceName: 'service_name', ImagePath: 'service_path', Computer: 'dest' },
      shown: ['dest', 'user', 'service_name', 'service_path', 'start_mode'],
    },
    eventIds: ['7045'],
    rows: { status: ['installed'] },
    always: { EventID: '7045', Provider_Name: 'Service Control Manager' },
  },
];

/** By service of the log source; the first that has all events of a rule is taken. */
export const WINDOWS_EVENTS: Readonly<Record<string, readonly NumberedEvents[]>> = {
  security: SECURITY,
  system: SYSTEM,
};
