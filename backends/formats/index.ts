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

/** All of them, in the order in which tools list them. */
export const formats: readonly FormatEntry[] = [savedSearches];
