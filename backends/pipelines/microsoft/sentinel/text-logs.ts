/**
 * Logs of machines and devices that send lines of text or the Common Event Format, and of web servers.
 * https://learn.microsoft.com/azure/azure-monitor/reference/tables/syslog, commonsecuritylog and w3ciislog
 */
import { defineSource, type EventSource } from '../event-source.ts';
import { defineTable, type Table } from '../table.ts';

const SYSLOG: Table = /* @__PURE__ */ defineTable('Syslog', {
  string:
    'CollectorHostName Computer Facility HostIP HostName ProcessName SeverityLevel SourceSystem SyslogMessage Type',
  integer: 'ProcessID',
  datetime: 'EventTime TimeGenerated',
});

function syslogOf(rows: Readonly<Record<string, readonly string[]>>): EventSource {
  return defineSource({ table: SYSLOG, rows, fields: {}, keywords: ['SyslogMessage'] });
}

/** All messages. */
export const syslog: EventSource = /* @__PURE__ */ syslogOf({});
/** Messages of one program. */
export const sshd: EventSource = /* @__PURE__ */ syslogOf({ ProcessName: ['sshd'] });
export const cron: EventSource = /* @__PURE__ */ syslogOf({ ProcessName: ['cron', 'CRON', 'crond'] });
export const vsftpd: EventSource = /* @__PURE__ */ syslogOf({ ProcessName: ['vsftpd'] });
export const clamav: EventSource = /* @__PURE__ */ syslogOf({
  ProcessName: ['clamd', 'clamav', 'freshclam', 'clamscan'],
});
/** Messages about logons. */
export const auth: EventSource = /* @__PURE__ */ syslogOf({ Facility: ['auth', 'authpriv'] });

const COMMON_SECURITY_LOG: Table = /* @__PURE__ */ defineTable('CommonSecurityLog', {
  string: `
    Activity AdditionalExtensions ApplicationProtocol CommunicationDirection Computer DestinationDnsDomain
    DestinationHostName DestinationIP DestinationMACAddress DestinationNTDomain DestinationProcessName
    DestinationServiceName DestinationTranslatedAddress DestinationUserID DestinationUserName DeviceAction DeviceAddress
    DeviceEventCategory DeviceEventClassID DeviceFacility DeviceName DeviceProduct DeviceVendor DeviceVersion EventOutcome
    FileHash FileName FilePath FileType LogSeverity Message ProcessName Protocol Reason RemoteIP RemotePort
    RequestClientApplication RequestContext RequestCookies RequestMethod RequestURL SimplifiedDeviceAction
    SourceDnsDomain SourceHostName SourceIP SourceNTDomain SourceProcessName SourceServiceName SourceSystem SourceUserID
    SourceUserName TenantId Type`,
  integer:
    'DestinationPort DestinationProcessId EventCount EventType ProcessID ReceivedBytes SentBytes SourcePort',
  datetime: 'EndTime StartTime TimeGenerated',
});

/** Requests through a proxy. */
export const proxyRequests: EventSource = /* @__PURE__ */ defineSource({
  table: COMMON_SECURITY_LOG,
  computed: {
    RequestQuery: {
      expression: String.raw`extract(@"\?(.*)$", 1, RequestURL)`,
      type: 'string',
      reads: ['RequestURL'],
    },
  },
  fields: {
    'c-uri': 'RequestURL',
    'cs-uri': 'RequestURL',
    'c-uri-query': 'RequestQuery',
    'cs-uri-query': 'RequestQuery',
    'c-useragent': 'RequestClientApplication',
    'cs-user-agent': 'RequestClientApplication',
    'cs-method': 'RequestMethod',
    'cs-host': 'DestinationHostName',
    'cs-cookie': 'RequestCookies',
    'cs-referer': 'RequestContext',
    'cs-referrer': 'RequestContext',
    'cs-username': 'SourceUserName',
    'c-ip': 'SourceIP',
    src_ip: 'SourceIP',
    dst_ip: 'DestinationIP',
    dst_port: 'DestinationPort',
  },
});

/** Connections through a firewall. */
export const firewallLog: EventSource = /* @__PURE__ */ defineSource({
  table: COMMON_SECURITY_LOG,
  fields: {
    src_ip: 'SourceIP',
    src_port: 'SourcePort',
    dst_ip: 'DestinationIP',
    dst_port: 'DestinationPort',
    action: 'DeviceAction',
    protocol: 'Protocol',
    username: 'SourceUserName',
  },
});

/** Requests to web servers. */
export const webRequests: EventSource = /* @__PURE__ */ defineSource({
  table: /* @__PURE__ */ defineTable('W3CIISLog', {
    string: `
      cIP Computer csCookie csHost csMethod csReferer csUriQuery csUriStem csUserAgent csUserName csVersion scStatus
      scSubStatus scWin32Status sIP SourceSystem sSiteName StorageAccount Type`,
    integer: 'csBytes scBytes sPort TimeTaken',
    datetime: 'TimeGenerated',
  }),
  fields: {
    'c-ip': 'cIP',
    'cs-cookie': 'csCookie',
    'cs-host': 'csHost',
    'cs-method': 'csMethod',
    'cs-referer': 'csReferer',
    'cs-uri-query': 'csUriQuery',
    'cs-uri-stem': 'csUriStem',
    'cs-user-agent': 'csUserAgent',
    'cs-username': 'csUserName',
    'sc-status': 'scStatus',
    's-ip': 'sIP',
    's-port': 'sPort',
  },
});
