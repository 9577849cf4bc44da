/**
 * Connections, names that are looked up and web requests: `_Im_NetworkSession`, `_Im_Dns` and `_Im_WebSession`.
 * https://learn.microsoft.com/azure/sentinel/normalization-schema-network, normalization-schema-dns and
 * normalization-schema-web
 */
import { defineSource, type EventSource } from '../event-source.ts';
import { end, initiated, type Direction } from '../fields/direction.ts';
import { isIpv6 } from '../fields/values.ts';
import { defineTable, type Columns } from '../table.ts';
import { COMMON } from './common.ts';

const ENDS: Columns = {
  string: `
    DstAppId DstAppName DstAppType DstDeviceType DstDomain DstDomainType DstDvcId DstDvcIdType DstFQDN DstGeoCity
    DstGeoCountry DstGeoRegion DstHostname DstIpAddr DstMacAddr DstUserId DstUserIdType DstUsername DstUsernameType
    DstUserType NetworkApplicationProtocol NetworkDirection NetworkProtocol NetworkProtocolVersion NetworkSessionId
    SrcAppId SrcAppName SrcAppType SrcDeviceType SrcDomain SrcDomainType SrcDvcId SrcDvcIdType SrcFQDN SrcGeoCity
    SrcGeoCountry SrcGeoRegion SrcHostname SrcIpAddr SrcMacAddr SrcProcessGuid SrcProcessId SrcProcessName SrcUserId
    SrcUserIdType SrcUsername SrcUsernameType SrcUserType`,
  integer:
    'DstBytes DstPackets DstPortNumber NetworkBytes NetworkDuration NetworkPackets SrcBytes SrcPackets SrcPortNumber',
};

const DIRECTION: Direction = { column: 'NetworkDirection', outbound: ['Outbound'], inbound: ['Inbound'] };

/** Connections, told of by the machine at one of their ends. */
export const connections: EventSource = /* @__PURE__ */ defineSource({
  table: /* @__PURE__ */ defineTable('_Im_NetworkSession', COMMON, ENDS, {
    string: 'DstInterfaceName DstProcessGuid DstProcessId DstProcessName NetworkRuleName SrcInterfaceName',
  }),
  computed: {
    // The name of the host is without its domain; the other column has both.
    DestinationHostname: {
      expression: 'coalesce(DstFQDN, DstHostname)',
      type: 'string',
      reads: ['DstFQDN', 'DstHostname'],
    },
    SourceHostname: {
      expression: 'coalesce(SrcFQDN, SrcHostname)',
      type: 'string',
      reads: ['SrcFQDN', 'SrcHostname'],
    },
  },
  fields: {
    Image: /* @__PURE__ */ end(DIRECTION, 'SrcProcessName', 'DstProcessName'),
    ProcessId: /* @__PURE__ */ end(DIRECTION, 'SrcProcessId', 'DstProcessId'),
    User: /* @__PURE__ */ end(DIRECTION, 'SrcUsername', 'DstUsername'),
    Initiated: /* @__PURE__ */ initiated(DIRECTION),
    Protocol: 'NetworkProtocol',
    DestinationHostname: 'DestinationHostname',
    DestinationIp: 'DstIpAddr',
    DestinationPort: 'DstPortNumber',
    DestinationIsIpv6: /* @__PURE__ */ isIpv6('DstIpAddr'),
    SourceHostname: 'SourceHostname',
    SourceIp: 'SrcIpAddr',
    SourcePort: 'SrcPortNumber',
    SourceIsIpv6: /* @__PURE__ */ isIpv6('SrcIpAddr'),
    src_ip: 'SrcIpAddr',
    src_port: 'SrcPortNumber',
    dst_ip: 'DstIpAddr',
    dst_port: 'DstPortNumber',
    // As the device calls it: in `DvcAction` are the few words of the schema.
    action: 'DvcOriginalAction',
    Computer: 'DvcHostname',
  },
});

/** Names that are looked up. */
export const dnsQueries: EventSource = /* @__PURE__ */ defineSource({
  table: /* @__PURE__ */ defineTable('_Im_Dns', COMMON, {
    string: `
      DnsFlags DnsQuery DnsQueryClassName DnsQueryTypeName DnsResponseName DnsSessionId Dst DstDomain DstDvcId DstFQDN
      DstHostname DstIpAddr NetworkProtocol RuleName Src SrcDomain SrcDvcId SrcFQDN SrcHostname SrcIpAddr SrcProcessGuid
      SrcProcessId SrcProcessName SrcUserId SrcUsername SrcUserType TransactionIdHex UrlCategory`,
    integer: 'DnsQueryClass DnsQueryType DnsResponseCode DstPortNumber SrcPortNumber',
    boolean: 'DnsFlagsAuthoritative DnsFlagsRecursionAvailable DnsFlagsRecursionDesired DnsFlagsZ',
  }),
  fields: {
    QueryName: 'DnsQuery',
    QueryResults: 'DnsResponseName',
    Image: 'SrcProcessName',
    ProcessId: 'SrcProcessId',
    User: 'SrcUsername',
    query: 'DnsQuery',
    record_type: 'DnsQueryTypeName',
    answer: 'DnsResponseName',
    Computer: 'DvcHostname',
  },
});

/** Requests through proxies and to web servers. */
export const webSessions: EventSource = /* @__PURE__ */ defineSource({
  table: /* @__PURE__ */ defineTable('_Im_WebSession', COMMON, ENDS, {
    string: `
      FileContentType FileMD5 FileName FileSHA1 FileSHA256 HttpContentFormat HttpContentType HttpHost HttpReferrer
      HttpRequestMethod HttpRequestXff HttpUserAgent HttpVersion RuleName Url UrlCategory UrlOriginal`,
    integer: 'FileSize HttpRequestTime HttpResponseTime',
  }),
  computed: {
    UrlQuery: { expression: String.raw`extract(@"\?(.*)$", 1, Url)`, type: 'string', reads: ['Url'] },
    UrlPath: {
      expression: String.raw`extract(@"^(?:[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*)?([^?#]*)", 1, Url)`,
      type: 'string',
      reads: ['Url'],
    },
  },
  fields: {
    'c-uri': 'Url',
    'cs-uri': 'Url',
    'c-uri-query': 'UrlQuery',
    'cs-uri-query': 'UrlQuery',
    'cs-uri-stem': 'UrlPath',
    'c-useragent': 'HttpUserAgent',
    'cs-user-agent': 'HttpUserAgent',
    'cs-method': 'HttpRequestMethod',
    'cs-host': 'HttpHost',
    'cs-referer': 'HttpReferrer',
    'cs-referrer': 'HttpReferrer',
    'cs-username': 'SrcUsername',
    'cs-content-type': 'HttpContentType',
    'sc-status': 'EventResultDetails',
    'c-ip': 'SrcIpAddr',
    src_ip: 'SrcIpAddr',
    dst_ip: 'DstIpAddr',
    dst_port: 'DstPortNumber',
  },
});
