/**
 * Data sets of Splunk's Common Information Model and which log sources they hold, from the manual's page on each model. A field
 * of rules that is not here has no field in the model.
 * https://help.splunk.com/en/data-management/common-information-model/6.2/data-models/endpoint
 * https://help.splunk.com/en/data-management/common-information-model/6.2/data-models/network-resolution-dns
 * https://help.splunk.com/en/data-management/common-information-model/6.2/data-models/network-traffic
 * https://help.splunk.com/en/data-management/common-information-model/6.2/data-models/web
 */

/** A data set, with the fields that tell its events apart in a result. */
export interface DataSet {
  /** Model and data set: `Endpoint.Processes`. */
  readonly source: string;
  /** Names of rules and those of the data set. */
  readonly fields: Readonly<Record<string, string>>;
  readonly shown: readonly string[];
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

/** What holds the events of a category: a data set, and where it holds others as well, what its events have in common. */
export interface CategoryEntry {
  readonly dataSet: DataSet;
  readonly action?: string;
  /** A tag that these events have, or with `!` do not. */
  readonly tag?: string;
}

export const CATEGORIES: Readonly<Record<string, CategoryEntry>> = {
  process_creation: { dataSet: PROCESSES },
  registry_add: { dataSet: REGISTRY, action: 'created' },
  registry_delete: { dataSet: REGISTRY, action: 'deleted' },
  registry_event: { dataSet: REGISTRY },
  registry_set: { dataSet: REGISTRY, action: 'modified' },
  file_change: { dataSet: FILESYSTEM, action: 'modified' },
  file_delete: { dataSet: FILESYSTEM, action: 'deleted' },
  file_event: { dataSet: FILESYSTEM, action: 'created' },
  network_connection: { dataSet: TRAFFIC },
  firewall: { dataSet: TRAFFIC },
  dns: { dataSet: DNS },
  dns_query: { dataSet: DNS },
  proxy: { dataSet: WEB, tag: 'proxy' },
  webserver: { dataSet: WEB, tag: '!proxy' },
};
