/** Which log source is in which table of Microsoft Sentinel. */
import type { LogSource } from '../../../../lib/ast/rule.ts';
import type { EventSource, SourceChoice } from '../event-source.ts';
import { asksForOutbound } from '../defender-xdr/network.ts';
import { byLogSource } from '../log-sources.ts';
import { fits } from '../steps.ts';
import { azureActivity, directoryChanges, signIns, userRisks } from './azure.ts';
import { cloudTrail, gcpAudit, githubAudit, officeActivity, oktaLog } from './cloud.ts';
import {
  connectionEvents,
  createdFileEvents,
  kubernetesAudit,
  linuxAudit,
  outboundConnectionEvents,
  unixProcessEvents,
} from './machines.ts';
import { auditedProcesses, securityEvents } from './security-event.ts';
import {
  auth,
  clamav,
  cron,
  firewallLog,
  proxyRequests,
  sshd,
  syslog,
  vsftpd,
  webRequests,
} from './text-logs.ts';
import { windowsEvents } from './windows-event.ts';

/** By `product/category/service`, without the channels of Windows. */
export const SENTINEL_SOURCES: ReadonlyMap<string, EventSource> = /* @__PURE__ */ new Map([
  ['azure//signinlogs', signIns],
  ['azure//auditlogs', directoryChanges],
  ['azure//activitylogs', azureActivity],
  ['azure//riskdetection', userRisks],
  ['aws//cloudtrail', cloudTrail],
  ['gcp//gcp.audit', gcpAudit],
  ['m365//audit', officeActivity],
  ['okta//okta', oktaLog],
  ['github//audit', githubAudit],
  ['linux/process_creation', unixProcessEvents],
  ['macos/process_creation', unixProcessEvents],
  ['linux/file_event', createdFileEvents],
  ['macos/file_event', createdFileEvents],
  ['linux/network_connection', connectionEvents],
  ['macos/network_connection', connectionEvents],
  ['linux//auditd', linuxAudit],
  ['kubernetes//audit', kubernetesAudit],
  ['kubernetes/application/audit', kubernetesAudit],
  ['linux', syslog],
  ['linux//syslog', syslog],
  ['linux//sshd', sshd],
  ['linux//cron', cron],
  ['linux//vsftpd', vsftpd],
  ['linux//clamav', clamav],
  ['linux//auth', auth],
  ['cisco//aaa', syslog],
  ['cisco//bgp', syslog],
  ['cisco//ldp', syslog],
  ['cisco//syslog', syslog],
  ['huawei//bgp', syslog],
  ['juniper//bgp', syslog],
  ['/proxy', proxyRequests],
  ['/firewall', firewallLog],
  ['/webserver', webRequests],
]);

/** The tables of the security log, for those events of Windows that they have all of. */
export const SECURITY_SOURCES: Readonly<Record<string, EventSource>> = {
  'process_creation/': auditedProcesses,
  '/security': securityEvents,
};

const chooseElsewhere: SourceChoice = /* @__PURE__ */ byLogSource({ sources: SENTINEL_SOURCES });

export const chooseSentinelSource: SourceChoice = (logsource, queries) => {
  const { product, category = '', service = '' } = logsource;
  if (product !== 'windows') {
    const found = chooseElsewhere(logsource, queries);
    return found === connectionEvents && asksForOutbound(queries) ? outboundConnectionEvents : found;
  }
  const own = SECURITY_SOURCES[`${category}/${service}`];
  return own !== undefined && fits(own, queries) ? own : windowsEvents(logsource as LogSource);
};
