/** Which log source is in which table of Defender XDR. */
import type { EventSource, SourceChoice } from '../event-source.ts';
import { byLogSource } from '../log-sources.ts';
import { azureOperations, cloudTrail, kubernetesAudit, microsoft365Audit } from './cloud.ts';
import {
  dnsQueries,
  loadedDrivers,
  namedPipes,
  openedProcesses,
  remoteThreads,
  SECURITY_ACTIONS,
  securityChanges,
} from './device.ts';
import { createdFiles, deletedFiles, renamedFiles } from './file.ts';
import { loadedImages } from './image.ts';
import { LOGON_ACTIONS, logons } from './logon.ts';
import { asksForOutbound, connections, outboundConnections } from './network.ts';
import { unixProcesses, windowsProcesses } from './process.ts';
import { createdKeys, deletedKeysAndValues, registryChanges, setValues } from './registry.ts';

/** By `product/category`, or `product//service`. */
export const DEFENDER_SOURCES: ReadonlyMap<string, EventSource> = /* @__PURE__ */ new Map([
  ['windows/process_creation', windowsProcesses],
  ['linux/process_creation', unixProcesses],
  ['macos/process_creation', unixProcesses],
  ['windows/file_event', createdFiles],
  ['linux/file_event', createdFiles],
  ['macos/file_event', createdFiles],
  ['windows/file_rename', renamedFiles],
  ['windows/file_delete', deletedFiles],
  ['windows/registry_set', setValues],
  ['windows/registry_add', createdKeys],
  ['windows/registry_delete', deletedKeysAndValues],
  ['windows/registry_event', registryChanges],
  ['windows/network_connection', connections],
  ['linux/network_connection', connections],
  ['macos/network_connection', connections],
  ['windows/image_load', loadedImages],
  ['windows/driver_load', loadedDrivers],
  ['windows/dns_query', dnsQueries],
  ['windows/pipe_created', namedPipes],
  ['windows/create_remote_thread', remoteThreads],
  ['windows/process_access', openedProcesses],
  ['m365//audit', microsoft365Audit],
  ['aws//cloudtrail', cloudTrail],
  ['azure//activitylogs', azureOperations],
  ['kubernetes//audit', kubernetesAudit],
  ['kubernetes/application/audit', kubernetesAudit],
]);

/** Tables that have events of the security log, by the numbers of those. */
export const SECURITY_EVENTS: readonly (readonly [EventSource, Readonly<Record<string, string>>])[] = [
  [logons, LOGON_ACTIONS],
  [securityChanges, SECURITY_ACTIONS],
];

const chooseByLogSource: SourceChoice = /* @__PURE__ */ byLogSource({
  sources: DEFENDER_SOURCES,
  byEventId: /* @__PURE__ */ new Map([['windows//security', SECURITY_EVENTS]]),
});

export const chooseDefenderSource: SourceChoice = (logsource, queries) => {
  const found = chooseByLogSource(logsource, queries);
  return found === connections && asksForOutbound(queries) ? outboundConnections : found;
};
