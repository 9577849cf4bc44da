/** A pipeline for queries in KQL from a choice of sources. */
import type { Pipeline } from '../../../lib/pipeline/pipeline.ts';
import type { SourceChoice } from './event-source.ts';
import { addComputedColumns, askForRows, chooseSource, translateFields } from './steps.ts';

/** What the pipelines of this folder differ in. */
export interface PipelineDescription {
  readonly name: string;
  readonly title: string;
  readonly choice: SourceChoice;
}

export function definePipeline({ name, title, choice }: PipelineDescription): Pipeline {
  return {
    name,
    title,
    priority: 50,
    backends: ['kusto'],
    steps: [chooseSource(title, choice), translateFields, askForRows],
    postprocess: [addComputedColumns],
  };
}
