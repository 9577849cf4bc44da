/**
 * Data sets of Splunk's Common Information Model and which log sources they hold, from the manual's page on each model. A field
 * of rules that is not here has no field in the model.
 * https://help.splunk.com/en/data-management/common-information-model/6.2/data-models/endpoint, network-resolution-dns,
 * network-traffic, web and malware; the same as data: https://github.com/splunk/pytest-splunk-addon (data_models)
 *
 * What Sysmon calls the fields of its events and what becomes of them is in the props.conf of the Splunk Add-on for Sysmon.
 */

/** A data set, with the fields that tell its events apart in a result. */
export interface DataSet {
  /** Model and data set: `Endpoint.Processes`. */
  readonly source: string;
  /** Names of rules and those of the data set. */
  readonly fields: Readonly<Record<string, string>>;
  readonly shown: readonly string[];
  /** Fields of rules in which the add-on takes `-` for no value. */
  readonly dashes?: readonly string[];
}

const PROCESSES: DataSet = {
  source: 'Endpoint.Processes',
  fields: {
    CommandLine: 'process',
    Computer: 'dest',
    CurrentDirectory: 'process_current_directory',
    Hashes: 'process_hash',
    Image: 'process_path',
    IntegrityLevel: 'process_integrity_level',
    OriginalFileName: 'original_file_name',
    ParentCommandLine: 'parent_process',
    ParentImage: 'parent_process_path',
    ParentProcessGuid: 'parent_process_guid',
    ParentProcessId: 'parent_process_id',
    ProcessGuid: 'process_guid',
    ProcessId: 'process_id',
  },
  shown: ['dest', 'user', 'process_guid', 'process_path', 'process'],
  dashes: ['OriginalFileName'],
};

const REGISTRY: DataSet = {
  source: 'Endpoint.Registry',
  fields: {
    Computer: 'dest',
    Details: 'registry_value_data',
    EventType: 'action',
    ProcessGuid: 'process_guid',
    ProcessId: 'process_id',
    TargetObject: 'registry_path',
  },
  shown: ['dest', 'user', 'process_guid', 'registry_path', 'registry_value_data'],
};

const FILESYSTEM: DataSet = {
  source: 'Endpoint.Filesystem',
  fields: {
    Computer: 'dest',
    CreationUtcTime: 'file_create_time',
    ProcessGuid: 'process_guid',
    ProcessId: 'process_id',
    TargetFilename: 'file_path',
  },
  shown: ['dest', 'user', 'process_guid', 'file_path'],
};

const TRAFFIC: DataSet = {
  source: 'Network_Traffic.All_Traffic',
  fields: {
    DestinationIp: 'dest_ip',
    DestinationPort: 'dest_port',
    Initiated: 'direction',
    Protocol: 'transport',
    SourceIp: 'src_ip',
    SourcePort: 'src_port',
    dst_ip: 'dest_ip',
    dst_port: 'dest_port',
    src_ip: 'src_ip',
    src_port: 'src_port',
  },
  shown: ['src', 'dest', 'dest_port', 'user'],
};

const DNS: DataSet = {
  source: 'Network_Resolution.DNS',
  fields: {
    QueryName: 'query',
    QueryStatus: 'reply_code_id',
    answer: 'answer',
    query: 'query',
    record_type: 'record_type',
  },
  shown: ['src', 'dest', 'query'],
};

const WEB: DataSet = {
  source: 'Web.Web',
  fields: {
    'c-ip': 'src',
    'c-uri': 'url',
    'c-uri-query': 'uri_query',
    'c-uri-stem': 'uri_path',
    'c-useragent': 'http_user_agent',
    'cs-cookie': 'cookie',
    'cs-host': 'url_domain',
    'cs-method': 'http_method',
    'cs-referer': 'http_referrer',
    'cs-referrer': 'http_referrer',
    'cs-uri-query': 'uri_query',
    'cs-uri-stem': 'uri_path',
    'cs-user-agent': 'http_user_agent',
    'cs-username': 'user',
    dst_ip: 'dest',
    'sc-status': 'status',
    src_ip: 'src',
  },
  shown: ['src', 'dest', 'user', 'url'],
};

const MALWARE: DataSet = {
  source: 'Malware.Malware_Attacks',
  fields: { Computer: 'dest', Filename: 'file_path', Signature: 'signature' },
  shown: ['dest', 'user', 'signature', 'file_path', 'action'],
};

/** Where events lie: a data set, and where it holds others as well, what these have in common. */
export interface CimEvents {
  readonly dataSet: DataSet;
  /** Values by field of the data set, one of them; with `!` before the name, none of them. */
  readonly rows?: Readonly<Record<string, readonly string[]>>;
  /** Fields of rules that the data set does not have, but that have one value in all of these events. */
  readonly always?: Readonly<Record<string, string>>;
  /** What must be so for a query to be right, where that is not for sure. */
  readonly assumption?: string;
}

/** The add-on for Sysmon calls a file `created` if it is new, and `modified` if it is written over. */
const WRITTEN_OVER =
  'changes of files that are there already may be found as well: the data set calls those that are written over `modified`';

/** By category of the log source. */
export const CATEGORIES: Readonly<Record<string, CimEvents>> = {
  process_creation: { dataSet: PROCESSES },
  registry_add: { dataSet: REGISTRY, rows: { action: ['created'] } },
  registry_delete: { dataSet: REGISTRY, rows: { action: ['deleted'] } },
  registry_event: { dataSet: REGISTRY },
  registry_set: { dataSet: REGISTRY, rows: { action: ['modified'] } },
  file_change: { dataSet: FILESYSTEM, rows: { action: ['modified'] }, assumption: WRITTEN_OVER },
  file_delete: { dataSet: FILESYSTEM, rows: { action: ['deleted'] } },
  file_event: { dataSet: FILESYSTEM, rows: { action: ['created', 'modified'] }, assumption: WRITTEN_OVER },
  network_connection: { dataSet: TRAFFIC },
  firewall: { dataSet: TRAFFIC },
  dns: { dataSet: DNS },
  dns_query: { dataSet: DNS },
  proxy: { dataSet: WEB, rows: { tag: ['proxy'] } },
  webserver: { dataSet: WEB, rows: { '!tag': ['proxy'] } },
  antivirus: { dataSet: MALWARE },
};
