/**
 * Fields of Sysmon events, as the ingest pipelines of Winlogbeat and of the Windows integration name them.
 *
 * https://github.com/elastic/beats/blob/main/x-pack/winlogbeat/module/sysmon/ingest/sysmon.yml
 * https://github.com/elastic/integrations/tree/main/packages/windows/data_stream/sysmon_operational
 */
import { and, leaf, or } from '../../../../lib/query/build.ts';
import type { Leaf, Query } from '../../../../lib/query/query.ts';
import type { ComputedField, EventFields, FieldTable, Refusal } from '../../field-table.ts';
import { account } from '../../values/account.ts';
import { address } from '../../values/address.ts';
import { hashes, type HashFields } from '../../values/hashes.ts';
import { named } from '../../values/named.ts';
import { REGISTRY_DATA } from '../registry-data.ts';
import { EVENT_HEADER, eventData } from './header.ts';

/** Values that the pipelines remove. */
const DROPPED = ['', '-', '{00000000-0000-0000-0000-000000000000}'];

const FIELDS: FieldTable = {
  ...EVENT_HEADER,

  Image: 'process.executable',
  SourceImage: 'process.executable',
  Destination: 'process.executable',
  ProcessId: 'process.pid',
  SourceProcessId: 'process.pid',
  SourceThreadId: 'process.thread.id',
  ProcessGuid: 'process.entity_id',
  SourceProcessGuid: 'process.entity_id',
  SourceProcessGUID: 'process.entity_id',
  CommandLine: 'process.command_line',
  CurrentDirectory: 'process.working_directory',
  ParentImage: 'process.parent.executable',
  ParentCommandLine: 'process.parent.command_line',
  ParentProcessId: 'process.parent.pid',
  ParentProcessGuid: 'process.parent.entity_id',
  User: /* @__PURE__ */ account('user.domain', 'user.name'),

  TargetFilename: 'file.path',
  Device: 'file.path',
  ImageLoaded: 'file.path',
  PipeName: 'file.name',
  Signature: 'file.code_signature.subject_name',
  SignatureStatus: 'file.code_signature.status',

  Protocol: 'network.transport',
  DestinationPortName: 'network.protocol',
  SourceIp: /* @__PURE__ */ address('source.ip'),
  SourceHostname: 'source.domain',
  SourcePort: 'source.port',
  DestinationIp: /* @__PURE__ */ address('destination.ip'),
  DestinationHostname: 'destination.domain',
  DestinationPort: 'destination.port',
  Initiated: /* @__PURE__ */ named('network.direction', { true: 'egress', false: 'ingress' }),
  // A connection has one family, that of both its ends.
  SourceIsIpv6: /* @__PURE__ */ named('network.type', { true: 'ipv6', false: 'ipv4' }),
  DestinationIsIpv6: /* @__PURE__ */ named('network.type', { true: 'ipv6', false: 'ipv4' }),
  QueryName: 'dns.question.name',

  TargetObject: 'registry.path',
  Details: REGISTRY_DATA,

  RuleName: 'rule.name',
};

/** What Sysmon reads from the resources of an executable. */
const RESOURCES = {
  OriginalFileName: 'original_file_name',
  Company: 'company',
  Description: 'description',
  FileVersion: 'file_version',
  Product: 'product',
} as const;

function resourcesOf(holder: 'process' | 'file'): FieldTable {
  return Object.fromEntries(
    Object.entries(RESOURCES).map(([field, name]) => [field, `${holder}.pe.${name}`]),
  );
}

function hashesOf(holder: 'process' | 'file'): ComputedField {
  const names: HashFields = {
    md5: `${holder}.hash.md5`,
    sha1: `${holder}.hash.sha1`,
    sha256: `${holder}.hash.sha256`,
    imphash: `${holder}.pe.imphash`,
  };
  return hashes(names, (digits) => !/^0*$/.test(digits));
}

function sysmonFields(own: FieldTable): EventFields {
  return { table: { ...FIELDS, ...own }, others: eventData, dropped: DROPPED };
}

/** Events about processes: the resources and hashes are those of the process. */
export const SYSMON_PROCESS: EventFields = /* @__PURE__ */ sysmonFields({
  .../* @__PURE__ */ resourcesOf('process'),
  Hashes: /* @__PURE__ */ hashesOf('process'),
});

/** Drivers and files: the hashes are those of the file. */
export const SYSMON_FILE: EventFields = /* @__PURE__ */ sysmonFields({
  .../* @__PURE__ */ resourcesOf('process'),
  Hashes: /* @__PURE__ */ hashesOf('file'),
  Hash: /* @__PURE__ */ hashesOf('file'),
});

/** Loaded images: resources and hashes are those of the image. */
export const SYSMON_IMAGE: EventFields = /* @__PURE__ */ sysmonFields({
  .../* @__PURE__ */ resourcesOf('file'),
  Hashes: /* @__PURE__ */ hashesOf('file'),
});

/** https://learn.microsoft.com/windows/win32/secauthz/well-known-sids, mandatory labels */
const LABELS: Readonly<Record<string, string>> = {
  untrusted: 'S-1-16-0',
  low: 'S-1-16-4096',
  medium: 'S-1-16-8192',
  mediumplus: 'S-1-16-8448',
  high: 'S-1-16-12288',
  system: 'S-1-16-16384',
};

/** Started processes: those of Sysmon, and those of the Security log, which writes integrity as a label. */
export const PROCESS_CREATION: EventFields = {
  ...SYSMON_PROCESS,
  table: {
    ...SYSMON_PROCESS.table,
    IntegrityLevel: {
      fields: /* @__PURE__ */ ['IntegrityLevel', 'MandatoryLabel'].map(eventData),
      form: 'a word in one field or a label in the other',
      translate: translateIntegrity,
    },
    LogonId: /* @__PURE__ */ ['LogonId', 'SubjectLogonId'].map(eventData),
  },
};

const IN_PIECES: Refusal = {
  refused:
    'integrity is a word in events of Sysmon and a label in those of the Security log: no piece or case of one finds the other',
};

function translateIntegrity(asked: Leaf): Query | Refusal {
  const { matcher } = asked;
  const isWhole = matcher.kind === 'equals' && !matcher.cased;
  if (!isWhole && matcher.kind !== 'null' && matcher.kind !== 'exists') return IN_PIECES;
  const label =
    matcher.kind === 'equals' && Object.hasOwn(LABELS, matcher.value.toLowerCase())
      ? LABELS[matcher.value.toLowerCase()]
      : undefined;
  const level = { ...asked, field: eventData('IntegrityLevel') };
  const field = eventData('MandatoryLabel');
  if (matcher.kind === 'null') return and([level, leaf(field, matcher, asked.span)]);
  const labelled = label === undefined ? matcher : ({ kind: 'equals', value: label, cased: false } as const);
  return or([level, leaf(field, labelled, asked.span)]);
}
