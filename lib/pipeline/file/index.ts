/** `sigmaq/pipeline/file`: pipelines from files in the format of pySigma. Brings the YAML parser along. */
export { readPipeline } from './read.ts';
export type { FileReader, ReadPipelineOptions, ReadPipelineResult } from './read.ts';
export { finalizeQueries } from '../run.ts';
