/** Fields of processes, files and connections that ECS names in one way on every system. */
import type { ComputedField, FieldTable } from '../field-table.ts';
import { address } from '../values/address.ts';
import { hashes } from '../values/hashes.ts';
import { named } from '../values/named.ts';

export const PROCESS: FieldTable = {
  Image: 'process.executable',
  ProcessId: 'process.pid',
  ProcessGuid: 'process.entity_id',
  CommandLine: 'process.command_line',
  CurrentDirectory: 'process.working_directory',
  ParentImage: 'process.parent.executable',
  ParentCommandLine: 'process.parent.command_line',
  ParentProcessId: 'process.parent.pid',
  ParentProcessGuid: 'process.parent.entity_id',
};

export const FILE: FieldTable = { TargetFilename: 'file.path' };

/** The ends of a connection, by address. */
export const ENDS: FieldTable = {
  Protocol: 'network.transport',
  SourceIp: /* @__PURE__ */ address('source.ip'),
  SourcePort: 'source.port',
  DestinationIp: /* @__PURE__ */ address('destination.ip'),
  DestinationPort: 'destination.port',
  Initiated: /* @__PURE__ */ named('network.direction', {
    true: ['egress', 'outbound'],
    false: ['ingress', 'inbound'],
  }),
};

export const CONNECTION: FieldTable = {
  ...ENDS,
  SourceHostname: 'source.domain',
  DestinationHostname: 'destination.domain',
};

/** The hashes of a process, a file or a library. */
export function hashesOf(holder: 'process' | 'file' | 'dll'): ComputedField {
  return hashes({
    md5: `${holder}.hash.md5`,
    sha1: `${holder}.hash.sha1`,
    sha256: `${holder}.hash.sha256`,
    imphash: `${holder}.pe.imphash`,
  });
}
