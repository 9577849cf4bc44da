/** The whole catalogue, for tools that explain codes. Nothing else in the library imports it. */
import type { DiagnosticCode } from '../codes.ts';
import { attackCodes } from './attack.ts';
import { backendCodes } from './backend.ts';
import { collectionCodes } from './collection.ts';
import { conditionCodes } from './condition.ts';
import { configCodes } from './config.ts';
import { correlationCodes } from './correlation.ts';
import type { CodeEntry } from './entry.ts';
import { eventCodes } from './event.ts';
import { filterCodes } from './filter.ts';
import { inputCodes } from './input.ts';
import { modifierCodes } from './modifier.ts';
import { pipelineCodes, pipelineFileCodes } from './pipeline.ts';
import { regexCodes } from './regex.ts';
import { ruleCodes } from './rule.ts';
import { yamlCodes } from './yaml.ts';

export type { CodeEntry } from './entry.ts';

/** A page for each diagnostic code. */
export const catalogue: Readonly<Record<DiagnosticCode, CodeEntry>> = {
  ...inputCodes,
  ...eventCodes,
  ...yamlCodes,
  ...ruleCodes,
  ...correlationCodes,
  ...filterCodes,
  ...collectionCodes,
  ...conditionCodes,
  ...modifierCodes,
  ...regexCodes,
  ...attackCodes,
  ...pipelineCodes,
  ...pipelineFileCodes,
  ...configCodes,
  ...backendCodes,
};
