/**
 * Rows of Defender XDR.
 * https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-tables
 */
import type { FlatEvent } from '../equivalence/flat-event.ts';
import type { Row, RowMaker, RowMakers } from './rows.ts';
import { accountOf, baseName, hashesOf, number, registryDataOf, registryOf, text } from './values.ts';

function initiating(
  event: FlatEvent,
  image = 'Image',
  commandLine = 'CommandLine',
  parent = 'ParentImage',
): Row {
  const { domain, name } = accountOf(text(event, 'User'));
  const path = text(event, image);
  return {
    DeviceName: text(event, 'Computer'),
    InitiatingProcessFolderPath: path,
    InitiatingProcessFileName: baseName(path),
    InitiatingProcessCommandLine: text(event, commandLine),
    InitiatingProcessParentFileName: baseName(text(event, parent)),
    InitiatingProcessId: number(event, 'ProcessId'),
    InitiatingProcessParentId: number(event, 'ParentProcessId'),
    InitiatingProcessAccountDomain: domain,
    InitiatingProcessAccountName: name,
  };
}

function file(event: FlatEvent, field: string): Row {
  const { MD5, SHA1, SHA256 } = hashesOf(text(event, 'Hashes'));
  const path = text(event, field);
  return { FolderPath: path, FileName: baseName(path), MD5, SHA1, SHA256 };
}

const INTEGRITY: Readonly<Record<string, string>> = {
  'S-1-16-4096': 'Low',
  'S-1-16-8192': 'Medium',
  'S-1-16-12288': 'High',
  'S-1-16-16384': 'System',
};

function processRow(event: FlatEvent, account: { domain?: string; name?: string }): Row {
  const parent = accountOf(text(event, 'ParentUser'));
  const parentPath = text(event, 'ParentImage');
  const level = text(event, 'IntegrityLevel');
  return {
    ActionType: 'ProcessCreated',
    DeviceName: text(event, 'Computer'),
    ...file(event, 'Image'),
    ProcessCommandLine: text(event, 'CommandLine'),
    ProcessId: number(event, 'ProcessId'),
    ProcessVersionInfoOriginalFileName: text(event, 'OriginalFileName'),
    ProcessVersionInfoFileDescription: text(event, 'Description'),
    ProcessVersionInfoProductName: text(event, 'Product'),
    ProcessVersionInfoCompanyName: text(event, 'Company'),
    ProcessIntegrityLevel: level === undefined ? undefined : (INTEGRITY[level.toUpperCase()] ?? level),
    AccountDomain: account.domain,
    AccountName: account.name,
    InitiatingProcessFolderPath: parentPath,
    InitiatingProcessFileName: baseName(parentPath),
    InitiatingProcessCommandLine: text(event, 'ParentCommandLine'),
    InitiatingProcessId: number(event, 'ParentProcessId'),
    InitiatingProcessAccountDomain: parent.domain,
    InitiatingProcessAccountName: parent.name,
    InitiatingProcessParentFileName: baseName(text(event, 'GrandParentImage')),
  };
}

function windowsProcess(event: FlatEvent): Row {
  const logon = text(event, 'LogonId');
  const logonId = logon !== undefined && /^(0x[0-9a-f]+|\d+)$/i.test(logon) ? Number(logon) : undefined;
  return { ...processRow(event, accountOf(text(event, 'User'))), LogonId: logonId };
}

function unixProcess(event: FlatEvent): Row {
  return {
    ...processRow(event, { domain: 'host', name: text(event, 'User') ?? '' }),
    LogonId: number(event, 'LogonId'),
  };
}

function fileRow(actionType: string): RowMaker {
  return (event) => ({
    ActionType: actionType,
    ...initiating(event),
    ...file(event, 'TargetFilename'),
    InitiatingProcessIntegrityLevel: text(event, 'IntegrityLevel'),
  });
}

const REGISTRY_ACTIONS: Readonly<Record<string, string>> = {
  setvalue: 'RegistryValueSet',
  createkey: 'RegistryKeyCreated',
  deletekey: 'RegistryKeyDeleted',
  deletevalue: 'RegistryValueDeleted',
};

function registryRow(usual: string): RowMaker {
  return (event) => {
    const { key, value } = registryOf(text(event, 'TargetObject'));
    const { type, data } = registryDataOf(text(event, 'Details'));
    const eventType = text(event, 'EventType')?.toLowerCase();
    const numbered = { 12: 'RegistryKeyCreated', 13: 'RegistryValueSet' }[text(event, 'EventID') ?? ''];
    const action = (eventType === undefined ? numbered : REGISTRY_ACTIONS[eventType]) ?? usual;
    // What a change leaves is in some columns, what was there before in others.
    const names = action.endsWith('Deleted')
      ? { PreviousRegistryKey: key, PreviousRegistryValueName: value }
      : { PreviousRegistryKey: 'before', RegistryKey: key, RegistryValueName: value };
    return {
      ActionType: action,
      ...initiating(event),
      ...names,
      RegistryValueType: type,
      RegistryValueData: data,
    };
  };
}

function connectionRow(event: FlatEvent): Row | undefined {
  const direction = text(event, 'Initiated')?.toLowerCase();
  if (direction !== 'true' && direction !== 'false') return undefined;
  const outbound = direction === 'true';
  const [remote, local] = outbound ? ['Destination', 'Source'] : ['Source', 'Destination'];
  return {
    ActionType: outbound ? 'ConnectionSuccess' : 'InboundConnectionAccepted',
    ...initiating(event),
    Protocol: text(event, 'Protocol'),
    RemoteUrl: text(event, 'DestinationHostname'),
    RemoteIP: text(event, `${remote}Ip`),
    RemotePort: number(event, `${remote}Port`),
    LocalIP: text(event, `${local}Ip`),
    LocalPort: number(event, `${local}Port`),
  };
}

function imageRow(event: FlatEvent): Row {
  return { ActionType: 'ImageLoaded', ...initiating(event), ...file(event, 'ImageLoaded') };
}

function driverRow(event: FlatEvent): Row {
  return { ActionType: 'DriverLoad', ...initiating(event), ...file(event, 'ImageLoaded') };
}

function additional(actionType: string, properties: (event: FlatEvent) => object): RowMaker {
  return (event) => ({
    ActionType: actionType,
    ...initiating(event),
    AdditionalFields: JSON.stringify(properties(event)),
  });
}

function threadRow(actionType: string): RowMaker {
  return (event) => ({
    ActionType: actionType,
    ...initiating(event, 'SourceImage', 'SourceCommandLine', 'SourceParentImage'),
    ...file(event, 'TargetImage'),
  });
}

const LOGON_TYPES: Readonly<Record<string, string>> = {
  2: 'Interactive',
  3: 'Network',
  4: 'Batch',
  5: 'Service',
  8: 'NetworkCleartext',
  9: 'NewCredentials',
  10: 'RemoteInteractive',
};

const LOGONS: Readonly<Record<string, string>> = { 4624: 'LogonSuccess', 4625: 'LogonFailed' };

function logonRow(event: FlatEvent): Row | undefined {
  const actionType = LOGONS[text(event, 'EventID') ?? ''];
  if (actionType === undefined) return undefined;
  const type = text(event, 'LogonType');
  return {
    ActionType: actionType,
    LogonType: type === undefined ? undefined : (LOGON_TYPES[type] ?? type),
    AccountName: text(event, 'TargetUserName'),
    AccountDomain: text(event, 'TargetDomainName'),
    AccountSid: text(event, 'TargetUserSid'),
    RemoteDeviceName: text(event, 'WorkstationName'),
    RemoteIP: text(event, 'IpAddress'),
    RemotePort: number(event, 'IpPort'),
    Protocol: text(event, 'AuthenticationPackageName'),
    DeviceName: text(event, 'Computer'),
    InitiatingProcessFolderPath: text(event, 'ProcessName'),
    InitiatingProcessAccountName: text(event, 'SubjectUserName'),
    InitiatingProcessAccountDomain: text(event, 'SubjectDomainName'),
    InitiatingProcessAccountSid: text(event, 'SubjectUserSid'),
  };
}

const CHANGES: Readonly<Record<string, string>> = {
  4697: 'ServiceInstalled',
  4698: 'ScheduledTaskCreated',
  4699: 'ScheduledTaskDeleted',
  4701: 'ScheduledTaskDisabled',
  4702: 'ScheduledTaskUpdated',
  4719: 'AuditPolicyModification',
  4720: 'UserAccountCreated',
  4738: 'UserAccountModified',
};

function changeRow(event: FlatEvent): Row | undefined {
  const actionType = CHANGES[text(event, 'EventID') ?? ''];
  if (actionType === undefined) return undefined;
  const [ServiceName, TaskName, TaskContent] = ['ServiceName', 'TaskName', 'TaskContent'].map((name) =>
    text(event, name),
  );
  return {
    ActionType: actionType,
    DeviceName: text(event, 'Computer'),
    AdditionalFields: JSON.stringify({ ServiceName, TaskName, TaskContent }),
  };
}

/** By category, and for the services that have one, by table. */
const MAKERS: Readonly<Record<string, RowMaker>> = {
  'windows process_creation': windowsProcess,
  'linux process_creation': unixProcess,
  'macos process_creation': unixProcess,
  file_event: fileRow('FileCreated'),
  file_rename: fileRow('FileRenamed'),
  file_delete: fileRow('FileDeleted'),
  registry_set: registryRow('RegistryValueSet'),
  registry_add: registryRow('RegistryKeyCreated'),
  registry_delete: registryRow('RegistryKeyDeleted'),
  registry_event: registryRow('RegistryValueSet'),
  network_connection: connectionRow,
  image_load: imageRow,
  driver_load: driverRow,
  dns_query: additional('DnsQueryResponse', (event) => ({ DnsQueryString: text(event, 'QueryName') })),
  pipe_created: additional('NamedPipeEvent', (event) => {
    const name = text(event, 'PipeName');
    return { PipeName: name === undefined ? undefined : `\\Device\\NamedPipe${name}` };
  }),
  create_remote_thread: threadRow('CreateRemoteThreadApiCall'),
  process_access: threadRow('OpenProcessApiCall'),
  DeviceLogonEvents: logonRow,
  DeviceEvents: changeRow,
};

export const defenderRows: RowMakers = ({ product, category }, table) => {
  const key = [`${product ?? ''} ${category ?? ''}`, category ?? table].find((each) =>
    Object.hasOwn(MAKERS, each),
  );
  return key === undefined ? undefined : MAKERS[key];
};
