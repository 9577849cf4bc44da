/**
 * The catalogue of built-in pipelines, for tools that choose one by name. Each is loaded only when asked for.
 *
 * Programs that know what they need import it directly: `import { defenderXdr } from 'sigmaq/pipelines/microsoft'`.
 */
import type { Pipeline } from '../../lib/pipeline/pipeline.ts';
import type { EcsName } from './elastic/index.ts';

/** A pipeline of the catalogue, and how to load it. */
export interface PipelineEntry {
  /** What a user types: `defender-xdr`. */
  readonly name: string;
  readonly title: string;
  /** Other names users try, those of the reference implementation among them. */
  readonly aliases: readonly string[];
  /** The targets it is for, as the catalogue of targets calls them; empty when any will do. */
  readonly targets: readonly string[];
  readonly load: () => Promise<Pipeline>;
}

const windows: readonly PipelineEntry[] = [
  {
    name: 'windows-logsources',
    title: 'Windows channels and event ids',
    aliases: [],
    targets: [],
    load: async () => (await import('./windows/index.ts')).windowsLogSources,
  },
  {
    name: 'sysmon',
    title: 'Sysmon event ids',
    aliases: [],
    targets: [],
    load: async () => (await import('./windows/index.ts')).sysmon,
  },
  {
    name: 'windows-audit',
    title: 'Windows audit events 4688 and 4657',
    aliases: [],
    targets: [],
    load: async () => (await import('./windows/index.ts')).windowsAudit,
  },
];

const splunk: readonly PipelineEntry[] = [
  {
    name: 'splunk-windows',
    title: 'Splunk Add-on for Microsoft Windows',
    aliases: ['splunk_windows'],
    targets: ['splunk'],
    load: async () => (await import('./splunk/index.ts')).splunkWindows,
  },
  {
    name: 'splunk-sysmon',
    title: 'Splunk Add-on for Sysmon',
    aliases: ['splunk_sysmon_acceleration'],
    targets: ['splunk'],
    load: async () => (await import('./splunk/index.ts')).splunkSysmon,
  },
  {
    name: 'splunk-cim',
    title: 'Splunk Common Information Model',
    aliases: ['splunk_cim'],
    targets: ['splunk'],
    load: async () => (await import('./splunk/index.ts')).splunkCim,
  },
];

const microsoft: readonly PipelineEntry[] = [
  {
    name: 'defender-xdr',
    title: 'Microsoft Defender XDR',
    aliases: ['microsoft_xdr', 'microsoft_365_defender', 'microsoft-365-defender', 'defender', 'xdr', 'mde'],
    targets: ['kusto'],
    load: async () => (await import('./microsoft/index.ts')).defenderXdr,
  },
  {
    name: 'sentinel',
    title: 'Microsoft Sentinel tables',
    aliases: ['azure_monitor', 'azure-monitor', 'microsoft-sentinel'],
    targets: ['kusto'],
    load: async () => (await import('./microsoft/index.ts')).sentinel,
  },
  {
    name: 'sentinel-asim',
    title: 'Microsoft Sentinel ASIM',
    aliases: ['sentinel_asim', 'asim'],
    targets: ['kusto'],
    load: async () => (await import('./microsoft/index.ts')).sentinelAsim,
  },
];

const ECS: readonly (readonly [name: EcsName, title: string, aliases: readonly string[]])[] = [
  ['ecs', 'Elastic: whatever Elastic collects, by log source (ECS)', ['elastic']],
  [
    'ecs-windows',
    'Elastic: Windows event log by Winlogbeat or Elastic Agent (ECS)',
    ['ecs_windows', 'ecs_windows_old', 'winlogbeat'],
  ],
  ['ecs-endpoint', 'Elastic: Windows, Linux and macOS by Elastic Defend (ECS)', ['elastic-defend']],
  ['ecs-linux', 'Elastic: Linux (ECS)', []],
  ['ecs-macos', 'Elastic: macOS (ECS)', ['ecs_macos_esf']],
  ['ecs-aws', 'Elastic: AWS CloudTrail (ECS)', []],
  ['ecs-azure', 'Elastic: Azure and Entra ID (ECS)', []],
  ['ecs-gcp', 'Elastic: Google Cloud and Google Workspace (ECS)', []],
  ['ecs-okta', 'Elastic: Okta (ECS)', []],
  ['ecs-github', 'Elastic: GitHub (ECS)', []],
  ['ecs-m365', 'Elastic: Microsoft 365 (ECS)', []],
  ['ecs-zeek', 'Elastic: Zeek (ECS)', ['ecs_zeek_beats', 'ecs_zeek_corelight', 'zeek']],
  ['ecs-kubernetes', 'Elastic: Kubernetes audit logs (ECS)', ['ecs_kubernetes']],
  ['ecs-network', 'Elastic: web servers, proxies, name servers and firewalls (ECS)', []],
];

const elastic: readonly PipelineEntry[] = /* @__PURE__ */ ECS.map(([name, title, aliases]) => ({
  name,
  title,
  aliases,
  targets: ['eql', 'esql', 'lucene'],
  load: async () => (await import('./elastic/index.ts')).createEcs(name),
}));

const ocsf: PipelineEntry = {
  name: 'ocsf',
  title: 'Open Cybersecurity Schema Framework (OCSF) 1.4',
  aliases: [],
  targets: [],
  load: async () => (await import('./ocsf/index.ts')).ocsf,
};

/** All of them, in the order in which tools list them. */
export const pipelines: readonly PipelineEntry[] = [...windows, ...splunk, ...microsoft, ...elastic, ocsf];
