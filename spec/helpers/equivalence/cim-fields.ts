/**
 * Events as the data sets of Splunk's Common Information Model have them: what the add-ons compute for each field of a data set,
 * field by field of the model, from their props.conf and not from the pipeline. Fields that no rule asks for are here as well, so
 * that a wrong name in the pipeline finds a value that is not the event's.
 *
 * Splunk Add-on for Sysmon and Splunk Add-on for Microsoft Windows (aliases and calculated fields), and
 * https://help.splunk.com/en/data-management/common-information-model/6.2/data-models/endpoint (what fields mean)
 */
import type { Scalar } from './flat-event.ts';

type Value = Scalar | readonly string[] | undefined;
type Field = (event: PlainEvent) => Value;
export type Fields = Readonly<Record<string, Field>>;

/** An event whose fields have one value each. */
export type PlainEvent = ReadonlyMap<string, Scalar>;

/** Two fields of rules that are one in the model, with two values: there is no such event. */
export const TWO_VALUES: Error = new Error('two values');

/** The value of a field, or of the first of several that mean the same. */
function of(...names: readonly string[]): Field {
  return (event) => {
    const values = new Set(names.flatMap((name) => event.get(name) ?? []));
    if (values.size > 1) throw TWO_VALUES;
    return [...values][0];
  };
}

export function text(event: PlainEvent, name: string): string | undefined {
  const value = event.get(name);
  return value === undefined ? undefined : String(value);
}

const basename =
  (name: string): Field =>
  (event) =>
    text(event, name)?.split(/[\\/]/).at(-1);

const unlessDash =
  (name: string): Field =>
  (event) =>
    text(event, name) === '-' ? undefined : event.get(name);

const always =
  (value: Value): Field =>
  () =>
    value;

const ACTOR: Fields = {
  dest: of('Computer'),
  user: (event) => text(event, 'User')?.split('\\').at(-1),
  process_guid: of('ProcessGuid'),
  process_id: of('ProcessId'),
  vendor_product: always('Microsoft Sysmon'),
};

export const PROCESS: Fields = {
  ...ACTOR,
  action: always('allowed'),
  process: of('CommandLine'),
  process_current_directory: of('CurrentDirectory'),
  process_exec: basename('Image'),
  process_hash: of('Hashes'),
  process_integrity_level: (event) => text(event, 'IntegrityLevel')?.toLowerCase(),
  process_name: basename('Image'),
  process_path: of('Image'),
  original_file_name: unlessDash('OriginalFileName'),
  parent_process: of('ParentCommandLine'),
  parent_process_exec: basename('ParentImage'),
  parent_process_guid: of('ParentProcessGuid'),
  parent_process_id: of('ParentProcessId'),
  parent_process_name: basename('ParentImage'),
  parent_process_path: of('ParentImage'),
};

const REGISTRY_ACTIONS: Readonly<Record<string, string>> = {
  createkey: 'created',
  deletekey: 'deleted',
  deletevalue: 'deleted',
  setvalue: 'modified',
  renamekey: 'modified',
};

export function registry(usual: string): Fields {
  const typeOf = (event: PlainEvent): string => (text(event, 'EventType') ?? usual).toLowerCase();
  return {
    ...ACTOR,
    action: (event) => REGISTRY_ACTIONS[typeOf(event)],
    registry_path: of('TargetObject'),
    registry_key_name: (event) =>
      text(event, 'TargetObject')
        ?.split('\\')
        .at(typeOf(event) === 'setvalue' ? -2 : -1),
    registry_value_name: (event) => text(event, 'TargetObject')?.split('\\').at(-1),
    // What stands in parentheses behind a word, of `<Data Name='Details'>`.
    registry_value_data: (event) =>
      /^\w+\s\((.+)\)$/.exec(text(event, 'Details') ?? '')?.[1] ?? event.get('Details'),
    status: always('success'),
  };
}

/** Files are `created` if they are new, and `modified` if they are written over. */
export function files(action: (path: string) => string): Fields {
  return {
    ...ACTOR,
    action: (event) => action(text(event, 'TargetFilename') ?? ''),
    file_path: of('TargetFilename'),
    file_name: basename('TargetFilename'),
    file_create_time: of('CreationUtcTime'),
  };
}

export const CONNECTION: Fields = {
  ...ACTOR,
  app: of('Image'),
  direction: (event) => {
    const initiated = text(event, 'Initiated')?.toLowerCase();
    return initiated === undefined ? undefined : initiated === 'true' ? 'outbound' : 'inbound';
  },
  protocol: always('ip'),
  transport: of('Protocol'),
  src_ip: of('SourceIp', 'src_ip'),
  src_port: of('SourcePort', 'src_port'),
  dest_ip: of('DestinationIp', 'dst_ip'),
  dest_port: of('DestinationPort', 'dst_port'),
  src_host: of('SourceHostname'),
  dest_host: of('DestinationHostname'),
};

export const LOOKUP: Fields = {
  query: of('QueryName', 'query'),
  reply_code_id: of('QueryStatus'),
  answer: of('answer'),
  record_type: of('record_type'),
  message_type: always('Response'),
};

export function request(tag: Value): Fields {
  return {
    tag: always(tag),
    url: of('c-uri'),
    uri_path: of('c-uri-stem', 'cs-uri-stem'),
    uri_query: of('c-uri-query', 'cs-uri-query'),
    url_domain: of('cs-host'),
    http_method: of('cs-method'),
    http_referrer: of('cs-referer', 'cs-referrer'),
    http_user_agent: of('c-useragent', 'cs-user-agent'),
    cookie: of('cs-cookie'),
    status: of('sc-status'),
    user: of('cs-username'),
    src: of('c-ip', 'src_ip'),
    dest: of('dst_ip'),
  };
}

export const MALWARE: Fields = {
  signature: of('Signature'),
  file_path: of('Filename'),
  file_name: basename('Filename'),
  dest: of('Computer'),
};

export const LOGON: Fields = {
  signature_id: of('EventID'),
  action: (event) => (text(event, 'EventID') === '4624' ? 'success' : 'failure'),
  authentication_method: of('LogonType'),
  authentication_service: of('AuthenticationPackageName'),
  src: (event) => event.get(text(event, 'EventID') === '4624' ? 'IpAddress' : 'WorkstationName'),
  src_user: unlessDash('SubjectUserName'),
  user: of('TargetUserName'),
  dest: of('Computer'),
};

export const CHANGED_ACCOUNTS = /^(?:470[45]|472[0-6]|4738|4767)$/;
export const BY_SUBJECT = /^(?:1102|4698|470[0-2])$/;

export const CHANGE: Fields = {
  result_id: of('EventID'),
  dest: of('Computer'),
  user: (event) =>
    BY_SUBJECT.test(text(event, 'EventID') ?? '')
      ? unlessDash('SubjectUserName')(event)
      : event.get('TargetUserName'),
  object: (event) =>
    event.get(/^4(?:698|70[0-2])$/.test(text(event, 'EventID') ?? '') ? 'TaskName' : 'TargetUserName'),
  object_attrs: (event) => (text(event, 'EventID') === '4702' ? undefined : event.get('TaskContent')),
  object_id: of('TargetSid'),
};

export const SERVICE: Fields = {
  service: of('ServiceName'),
  service_name: of('ServiceName'),
  service_path: of('ImagePath'),
  status: always('installed'),
  dest: of('Computer'),
};
