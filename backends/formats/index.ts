/** The catalogue of output formats, for tools that choose one by name. Each is loaded only when asked for. */
import type { OutputFormat } from '../../lib/output-format.ts';

/** A format of the catalogue, and how to load it. */
export interface FormatEntry {
  /** What a user types: `sentinel-arm`. */
  readonly name: string;
  /** Names of the targets whose queries it can hold. */
  readonly targets: readonly string[];
  readonly description: string;
  readonly load: () => Promise<OutputFormat>;
}

const savedSearches: FormatEntry = {
  name: 'savedsearches',
  targets: ['splunk'],
  description: 'Scheduled alerts for savedsearches.conf of Splunk.',
  load: async () => (await import('./splunk/index.ts')).savedSearches,
};

const elastic: readonly FormatEntry[] = [
  {
    name: 'elastic-ndjson',
    targets: ['eql', 'esql', 'lucene'],
    description: 'Rules of Elastic Security, to be imported into Kibana.',
    load: async () => (await import('./elastic/index.ts')).elasticNdjson,
  },
  {
    name: 'elastic-toml',
    targets: ['eql', 'esql', 'lucene'],
    description: 'Rules of Elastic Security in the layout of detection-rules.',
    load: async () => (await import('./elastic/index.ts')).elasticToml,
  },
];

const microsoft: readonly FormatEntry[] = [
  {
    name: 'sentinel-yaml',
    targets: ['kusto'],
    description: 'Analytics rules of Microsoft Sentinel, as in its repository.',
    load: async () => (await import('./microsoft/index.ts')).sentinelYaml,
  },
  {
    name: 'sentinel-arm',
    targets: ['kusto'],
    description: 'Analytics rules of Microsoft Sentinel, as a template to be deployed.',
    load: async () => (await import('./microsoft/index.ts')).sentinelArm,
  },
  {
    name: 'defender-detection',
    targets: ['kusto'],
    description: 'Custom detections of Defender XDR, for Microsoft Graph.',
    load: async () => (await import('./microsoft/index.ts')).defenderDetection,
  },
];

/** All of them, in the order in which tools list them. */
export const formats: readonly FormatEntry[] = [savedSearches, ...elastic, ...microsoft];
