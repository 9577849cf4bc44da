/** `sigmaq/pipeline`: what the author of a pipeline needs, and nothing that parses. */
export type * from './pipeline.ts';
export type { PipelineChange } from './run.ts';
export type { ExplainedChange } from './explain-change.ts';
export { explainChange } from './explain-change.ts';
export type { LogSourcePattern, RuleTest } from './steps/basic.ts';
export { addCondition, hasLogSource, refuseLogSource, refuseRule, useSchema } from './steps/basic.ts';
export type { FieldMapping, MapFieldsOptions } from './steps/map-fields.ts';
export { mapFields } from './steps/map-fields.ts';
export type { LeafTranslation } from './steps/translate-leaves.ts';
export { translateLeaves } from './steps/translate-leaves.ts';
export { stateAssumption } from './steps/state-assumption.ts';
export type { FieldType, Schema } from '../backend/schema.ts';
