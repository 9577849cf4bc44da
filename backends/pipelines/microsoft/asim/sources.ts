/** Which log source is in which schema of the Advanced Security Information Model. */
import type { EventSource, SourceChoice } from '../event-source.ts';
import { byLogSource } from '../log-sources.ts';
import { accessedFiles, createdFiles, deletedFiles, renamedFiles } from './file.ts';
import { azureOperations, LOGON_EVENTS, logons } from './identity.ts';
import { connections, dnsQueries, webSessions } from './network.ts';
import { createdProcesses } from './process.ts';
import { createdKeys, deletedKeysAndValues, registryChanges, setValues } from './registry.ts';

/** By `product/category/service`. */
export const ASIM_SOURCES: ReadonlyMap<string, EventSource> = /* @__PURE__ */ new Map([
  ['windows/process_creation', createdProcesses],
  ['linux/process_creation', createdProcesses],
  ['macos/process_creation', createdProcesses],
  ['windows/file_event', createdFiles],
  ['linux/file_event', createdFiles],
  ['macos/file_event', createdFiles],
  ['windows/file_rename', renamedFiles],
  ['windows/file_delete', deletedFiles],
  ['windows/file_access', accessedFiles],
  ['windows/registry_set', setValues],
  ['windows/registry_add', createdKeys],
  ['windows/registry_delete', deletedKeysAndValues],
  ['windows/registry_event', registryChanges],
  ['windows/network_connection', connections],
  ['linux/network_connection', connections],
  ['macos/network_connection', connections],
  ['/firewall', connections],
  ['windows/dns_query', dnsQueries],
  ['/dns', dnsQueries],
  ['/proxy', webSessions],
  ['/webserver', webSessions],
  ['azure//activitylogs', azureOperations],
]);

/** Schemas that have events of the security log, by the numbers of those. */
export const ASIM_SECURITY_EVENTS: readonly (readonly [EventSource, Readonly<Record<string, unknown>>])[] = [
  [logons, LOGON_EVENTS],
];

export const chooseAsimSource: SourceChoice = /* @__PURE__ */ byLogSource({
  sources: ASIM_SOURCES,
  byEventId: /* @__PURE__ */ new Map([['windows//security', ASIM_SECURITY_EVENTS]]),
});
