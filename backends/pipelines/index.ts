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

/** All of them, in the order in which tools list them. */
export const pipelines: readonly PipelineEntry[] = [];
