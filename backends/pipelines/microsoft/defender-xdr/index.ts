/** Microsoft Defender XDR: rules as queries of advanced hunting. What maps to what is in the README of the folder above. */
import type { Pipeline } from '../../../../lib/pipeline/pipeline.ts';
import { definePipeline } from '../define-pipeline.ts';
import { chooseDefenderSource } from './sources.ts';

/**
 * Tables of advanced hunting: `DeviceProcessEvents`, `DeviceFileEvents`, `DeviceRegistryEvents` and others.
 *
 * @example
 * convert(rule, kusto, { pipelines: [defenderXdr] }).queries
 * // DeviceProcessEvents
 * // | where ActionType =~ "ProcessCreated" and FolderPath endswith @"\powershell.exe"
 */
export const defenderXdr: Pipeline = /* @__PURE__ */ definePipeline({
  name: 'defender-xdr',
  title: 'Microsoft Defender XDR',
  choice: chooseDefenderSource,
});
