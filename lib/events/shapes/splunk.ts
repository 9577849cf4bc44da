/**
 * Windows events as Splunk's search results give them. The XML rendering keeps the names of the event; the classic
 * rendering makes names of the labels in the rendered text, and lists of labels that occur twice.
 * https://docs.splunk.com/Documentation/WindowsAddOn
 */
import type { ReadEvent, ReadOptions } from '../event.ts';
import { type Fields, own, put, putData, textOrUndefined } from '../fields.ts';
import { withHeader } from '../header.ts';

/** Splunk's own fields. `_raw` is the event once more, in which keyword rules would find what is no value. */
const NOT_DATA =
  /^(?:_.*|date_.*|tag(?:::.*)?|index|source|sourcetype|host|linecount|punct|splunk_server(?:_group)?|timestartpos|timeendpos|eventtype|EventCode|LogName|SourceName|ComputerName|Message|RecordNumber)$/;

/** Labels about two accounts: the first value is the subject's, any other the target's. */
const ACCOUNT_LABELS: Readonly<Record<string, readonly [subject: string, target: string]>> = {
  Account_Name: ['SubjectUserName', 'TargetUserName'],
  Account_Domain: ['SubjectDomainName', 'TargetDomainName'],
  Security_ID: ['SubjectUserSid', 'TargetUserSid'],
  Logon_ID: ['SubjectLogonId', 'TargetLogonId'],
};

/** Other labels of the classic rendering, and the names of what stands behind them. */
const LABELS: Readonly<Record<string, readonly string[]>> = {
  Logon_Type: ['LogonType'],
  Logon_Process: ['LogonProcessName'],
  Authentication_Package: ['AuthenticationPackageName'],
  Workstation_Name: ['WorkstationName'],
  Source_Network_Address: ['IpAddress'],
  Source_Port: ['IpPort'],
  New_Process_Name: ['NewProcessName'],
  New_Process_ID: ['NewProcessId'],
  Creator_Process_Name: ['ParentProcessName'],
  Creator_Process_ID: ['ProcessId'],
  Process_Command_Line: ['CommandLine'],
  Token_Elevation_Type: ['TokenElevationType'],
  Mandatory_Label: ['MandatoryLabel'],
  Process_Name: ['ProcessName'],
  Process_ID: ['ProcessId'],
  Object_Name: ['ObjectName'],
  Object_Type: ['ObjectType'],
  Object_Server: ['ObjectServer'],
  Access_Mask: ['AccessMask'],
  Share_Name: ['ShareName'],
  Share_Path: ['ShareLocalPath'],
  Relative_Target_Name: ['RelativeTargetName'],
  Task_Name: ['TaskName'],
  Task_Content: ['TaskContent'],
  Service_Name: ['ServiceName'],
  Service_File_Name: ['ServiceFileName', 'ImagePath'],
  Service_Type: ['ServiceType'],
  Service_Start_Type: ['StartType'],
  Service_Account: ['AccountName'],
  Ticket_Encryption_Type: ['TicketEncryptionType'],
  Ticket_Options: ['TicketOptions'],
  Failure_Code: ['Status'],
};

export function readSplunk(record: Readonly<Record<string, unknown>>, options: ReadOptions): ReadEvent {
  const at = (name: string): unknown => own(record, name);
  const fields: Fields = {};
  for (const [name, value] of Object.entries(record)) if (!NOT_DATA.test(name)) putData(fields, name, value);
  for (const [label, names] of Object.entries(ACCOUNT_LABELS)) putAccounts(fields, at(label), names);
  for (const [label, names] of Object.entries(LABELS)) for (const name of names) put(fields, name, at(label));
  if (options.message === true) put(fields, 'Message', at('Message'));
  return withHeader('splunk', fields, {
    EventID: at('EventCode') ?? at('EventID'),
    Channel: at('Channel') ?? at('LogName') ?? channelOf(at('source')),
    Provider_Name: at('SourceName') ?? at('Provider_Name') ?? at('Name'),
    Computer: at('ComputerName') ?? at('Computer'),
    EventRecordID: at('RecordNumber') ?? at('EventRecordID'),
    TimeCreated: at('_time'),
  });
}

function putAccounts(fields: Fields, value: unknown, [subject, target]: readonly [string, string]): void {
  const [first, ...others] = Array.isArray(value) ? (value as unknown[]) : [value];
  put(fields, subject, first);
  put(fields, target, others.length > 1 ? others : others[0]);
}

/** `XmlWinEventLog:Security` and `WinEventLog:Security` name the channel after the colon. */
function channelOf(source: unknown): string | undefined {
  return /^(?:Xml)?WinEventLog:(.+)$/i.exec(textOrUndefined(source) ?? '')?.[1];
}
