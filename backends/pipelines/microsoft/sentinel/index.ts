/** Microsoft Sentinel: rules as queries of its tables. What maps to what is in the README of the folder above. */
import type { Pipeline } from '../../../../lib/pipeline/pipeline.ts';
import { definePipeline } from '../define-pipeline.ts';
import { chooseSentinelSource } from './sources.ts';

/**
 * Tables of a Log Analytics workspace: `SecurityEvent`, `WindowsEvent`, `SigninLogs`, `AWSCloudTrail` and others.
 *
 * A rule about processes of Windows looks at the audit log in `SecurityEvent` where that has all the rule asks for, and at
 * Sysmon in `WindowsEvent` otherwise.
 *
 * @example
 * convert(rule, kusto, { pipelines: [sentinel] }).queries
 * // SecurityEvent
 * // | where EventID == 4688 and NewProcessName endswith @"\powershell.exe"
 */
export const sentinel: Pipeline = /* @__PURE__ */ definePipeline({
  name: 'sentinel',
  title: 'Microsoft Sentinel',
  choice: chooseSentinelSource,
});
