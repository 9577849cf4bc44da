/** `sigmaq/formats/splunk`: documents that Splunk deploys. */
export { savedSearches } from './saved-searches.ts';
