/** Settings that the rules of Elastic have whatever file they are in. */
import type { FormatSettings } from '../../../lib/output-format.ts';

/** A setting: what it is about, its default, and which texts it takes. */
interface Setting {
  readonly about: string;
  readonly initial: string;
  readonly takes: RegExp;
  readonly expected: string;
}

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
  enabled: {
    about: 'false to deploy it switched off',
    initial: 'true',
    takes: /^(?:true|false)$/,
    expected: 'true or false',
  },
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
  prefix: {
    about: 'what stands before the titles of rules',
    initial: '',
    takes: /^[^\r\n]*$/,
    expected: 'text on one line',
  },
};

/** What `OutputFormat.settings` says of them. */
export const SETTING_TEXTS: Readonly<Record<string, string>> = /* @__PURE__ */ Object.fromEntries(
  /* @__PURE__ */ Object.entries(SETTINGS).map(([name, { about, initial }]) => [
    name,
    initial === '' ? about : `${about}; by default ${initial}`,
  ]),
);

/** @throws RangeError for a setting that there is not, and for a text that it does not take */
export function readSettings(given: FormatSettings): ElasticSettings {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(SETTINGS, name)) {
      throw new RangeError(`no setting ${name}; there are ${Object.keys(SETTINGS).join(', ')}`);
    }
  }
  const entries = Object.entries(SETTINGS).map(([name, { initial, takes, expected }]) => {
    const value = Object.hasOwn(given, name) ? (given[name] as string) : initial;
    if (!takes.test(value)) throw new RangeError(`${name} is ${expected}, not '${value}'`);
    return [name, value] as const;
  });
  return Object.fromEntries(entries) as ElasticSettings;
}
