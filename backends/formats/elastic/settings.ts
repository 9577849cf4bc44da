/** Settings that the rules of Elastic have whatever file they are in. */
import type { FormatSettings } from '../../../lib/output-format.ts';
import { COMMON, describeSettings, readSettings, type Setting } from '../settings.ts';

/** Names of the settings. */
export type ElasticSetting =
  'interval' | 'from' | 'index' | 'timestamp' | 'enabled' | 'max_signals' | 'severity' | 'prefix';

export type ElasticSettings = Readonly<Record<ElasticSetting, string>>;

/** Schedule and time range are those of Elastic's own rules: every five minutes, with four for events to arrive. */
const SETTINGS: Readonly<Record<ElasticSetting, Setting>> = {
  interval: {
    about: 'how often it runs',
    initial: '5m',
    takes: /^[1-9]\d{0,5}[smhd]$/,
    expected: 'a number with s, m, h or d',
  },
  from: {
    about: 'where its time range starts',
    initial: 'now-9m',
    takes: /^now-[1-9]\d{0,6}[smhd]$/,
    expected: 'a time such as now-9m',
  },
  index: {
    about:
      'index patterns with commas between, in place of those of the pipeline; not for ES|QL, which has them in the query',
    initial: '',
    takes: /^[^\s"]*$/,
    expected: 'index patterns with commas between',
  },
  timestamp: {
    about: 'the field to go by for the time range, timestamp_override; nothing for @timestamp',
    initial: 'event.ingested',
    takes: /^[\w.@-]*$/,
    expected: 'the name of a field',
  },
  enabled: COMMON.enabled,
  max_signals: {
    about: 'most alerts of one run',
    initial: '100',
    takes: /^[1-9]\d{0,5}$/,
    expected: 'a number from 1',
  },
  severity: {
    about: 'low, medium, high or critical for every rule, in place of that of its level',
    initial: '',
    takes: /^(?:low|medium|high|critical)?$/,
    expected: 'low, medium, high or critical',
  },
  prefix: COMMON.prefix,
};

/** What `OutputFormat.settings` says of them. */
export const SETTING_TEXTS: Readonly<Record<string, string>> = /* @__PURE__ */ describeSettings(SETTINGS);

/** @throws RangeError for a setting that there is not, and for a text that it does not take */
export function readElasticSettings(given: FormatSettings): ElasticSettings {
  return readSettings(SETTINGS, given);
}
