/**
 * Zeek, and logs that rules name by category alone: web servers, proxies, name servers, firewalls.
 *
 * https://github.com/elastic/integrations/tree/main/packages/zeek
 */
import type { FieldTable } from '../field-table.ts';
import { address } from '../values/address.ts';
import { unavailable } from '../values/unavailable.ts';
import { holds, type EventSet, type EventSetOf } from './event-set.ts';
import { integration } from './cloud/integration.ts';
import { fromTable } from './log-source-table.ts';

const ENDS: FieldTable = {
  'id.orig_h': /* @__PURE__ */ address('source.ip'),
  'id.orig_p': 'source.port',
  'id.resp_h': /* @__PURE__ */ address('destination.ip'),
  'id.resp_p': 'destination.port',
};

function zeekLog(log: string, table: FieldTable): EventSet {
  return integration(`zeek.${log}`, {
    table: { ...ENDS, ...table },
    others: (field) => `zeek.${log}.${field}`,
  });
}

// What is asked stays under `zeek.dns`; `dns.question.name` is missing for names without a registered domain.
const DROPPED = /* @__PURE__ */ unavailable('the ingest pipeline of Zeek drops this field');

export const zeekEventSet: EventSetOf = /* @__PURE__ */ fromTable({
  'zeek/-/dce_rpc': /* @__PURE__ */ zeekLog('dce_rpc', {}),
  'zeek/-/dns': /* @__PURE__ */ zeekLog('dns', {
    Z: DROPPED,
  }),
  'zeek/-/http': /* @__PURE__ */ zeekLog('http', {
    'c-uri': 'url.original',
    'c-useragent': 'user_agent.original',
    host: 'url.domain',
    method: 'http.request.method',
    referrer: 'http.request.referrer',
    request_body_len: 'http.request.body.bytes',
    response_body_len: 'http.response.body.bytes',
    status_code: 'http.response.status_code',
    uri: 'url.original',
    user_agent: 'user_agent.original',
  }),
  'zeek/-/kerberos': /* @__PURE__ */ zeekLog('kerberos', {}),
  'zeek/-/rdp': /* @__PURE__ */ zeekLog('rdp', {}),
  'zeek/-/smb_files': /* @__PURE__ */ zeekLog('smb_files', {}),
  'zeek/-/x509': /* @__PURE__ */ zeekLog('x509', {}),
});

/** The names of the W3C extended log format: https://www.w3.org/TR/WD-logfile.html */
const REQUEST: FieldTable = {
  'c-ip': /* @__PURE__ */ address('source.ip'),
  'c-uri': 'url.original',
  'c-uri-extension': 'url.extension',
  'c-uri-query': 'url.query',
  'c-useragent': 'user_agent.original',
  'cs-content-type': 'http.request.mime_type',
  'cs-host': 'url.domain',
  'cs-method': 'http.request.method',
  'cs-referer': 'http.request.referrer',
  'cs-uri': 'url.original',
  // Rules look here for paths as well, as servers that write one field for the whole request make it.
  'cs-uri-query': ['url.original', 'url.query'],
  'cs-uri-stem': 'url.path',
  'cs-user-agent': 'user_agent.original',
  'cs-username': 'user.name',
  dst_ip: /* @__PURE__ */ address('destination.ip'),
  'sc-status': 'http.response.status_code',
  src_ip: /* @__PURE__ */ address('source.ip'),
};

const FLOW: FieldTable = {
  action: 'event.action',
  dst_ip: /* @__PURE__ */ address('destination.ip'),
  dst_port: 'destination.port',
  src_ip: /* @__PURE__ */ address('source.ip'),
  src_port: 'source.port',
};

/** Logs of one kind, from any integration that has them. */
function anyOf(datasets: readonly string[], table: FieldTable, own: Pick<EventSet, 'line'> = {}): EventSet {
  return {
    ...own,
    table,
    indices: [...datasets.map((dataset) => `logs-${dataset}-*`), 'filebeat-*'],
    condition: holds({ 'event.dataset': datasets }),
  };
}

const WEB_SERVERS = ['apache.access', 'iis.access', 'nginx.access', 'traefik.access'];
const PROXIES = [
  ...['cisco_umbrella.log', 'forcepoint_web.logs', 'menlo.web', 'network_traffic.http', 'squid.log'],
  ...['zeek.http', 'zscaler_zia.web'],
];
const NAME_SERVERS = ['infoblox_nios.log', 'network_traffic.dns', 'zeek.dns'];
const FIREWALLS = [
  ...['checkpoint.firewall', 'cisco_asa.log', 'cisco_ftd.log', 'fortinet_fortigate.log', 'juniper_srx.log'],
  ...['panw.panos', 'pfsense.log', 'sophos.xg'],
];

export const genericEventSet: EventSetOf = /* @__PURE__ */ fromTable({
  '-/webserver/-': /* @__PURE__ */ anyOf(WEB_SERVERS, REQUEST),
  '-/proxy/-': /* @__PURE__ */ anyOf(PROXIES, REQUEST),
  '-/dns/-': /* @__PURE__ */ anyOf(NAME_SERVERS, {
    answer: 'dns.answers.data',
    query: 'dns.question.name',
    record_type: 'dns.question.type',
    src_ip: /* @__PURE__ */ address('source.ip'),
  }),
  '-/firewall/-': /* @__PURE__ */ anyOf(FIREWALLS, FLOW),
  '-/-/netflow': /* @__PURE__ */ anyOf(['netflow.log'], FLOW),
  // Rules about these look for what only the error log says.
  '-/-/apache': /* @__PURE__ */ anyOf(['apache.error'], {}, { line: 'message' }),
  '-/-/nginx': /* @__PURE__ */ anyOf(['nginx.error'], {}, { line: 'message' }),
});
