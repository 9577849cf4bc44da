/**
 * `sigmaq/pipelines/windows`: where Windows records the events that rules are about, for any target.
 *
 * What maps to what is in the README of this folder.
 */
export { windowsLogSources } from './log-sources.ts';
export { sysmon } from './sysmon.ts';
export { windowsAudit } from './audit.ts';
