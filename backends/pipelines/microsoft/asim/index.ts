/** The Advanced Security Information Model of Microsoft Sentinel. What maps to what is in the README of the folder above. */
import type { Pipeline } from '../../../../lib/pipeline/pipeline.ts';
import { definePipeline } from '../define-pipeline.ts';
import { chooseAsimSource } from './sources.ts';

/**
 * The unifying parsers of ASIM, by their built-in names: `_Im_ProcessCreate`, `_Im_FileEvent`, `_Im_RegistryEvent` and
 * others. They are functions, and are queried like tables: https://learn.microsoft.com/azure/sentinel/normalization-about-parsers
 *
 * @example
 * convert(rule, kusto, { pipelines: [sentinelAsim] }).queries
 * // _Im_ProcessCreate
 * // | where TargetProcessName endswith @"\powershell.exe"
 */
export const sentinelAsim: Pipeline = /* @__PURE__ */ definePipeline({
  name: 'sentinel-asim',
  title: 'Microsoft Sentinel ASIM',
  choice: chooseAsimSource,
});
