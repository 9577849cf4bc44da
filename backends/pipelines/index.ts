/**
 * The catalogue of built-in pipelines, for tools that choose one by name. Each is loaded only when asked for.
 *
 * Programs that know what they need import it directly: `import { defenderXdr } from 'sigmaq/pipelines/microsoft'`.
 */
import type { Pipeline } from '../../lib/pipeline/pipeline.ts';

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
];

const microsoft: readonly PipelineEntry[] = [
  {
    name: 'defender-xdr',
    title: 'Microsoft Defender XDR',
    aliases: ['microsoft_xdr', 'microsoft_365_defender', 'microsoft-365-defender', 'defender', 'xdr', 'mde'],
    targets: ['kusto'],
    load: async () => (await import('./microsoft/index.ts')).defenderXdr,
  },
];

/** All of them, in the order in which tools list them. */
export const pipelines: readonly PipelineEntry[] = [...windows, ...splunk, ...microsoft];
