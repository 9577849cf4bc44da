/**
 * `sigmaq/pipelines/splunk`: rules in the terms of Splunk's add-ons.
 *
 * What maps to what is in the README of this folder.
 */
export { splunkCim } from './cim.ts';
export { splunkSysmon, splunkWindows } from './windows.ts';
