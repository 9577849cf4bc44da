/** The format `savedsearches`: rules as scheduled alerts in Splunk's `savedsearches.conf`. */
import type { RuleLevel, SigmaRule } from '../../../lib/ast/rule.ts';
import type { Conversion } from '../../../lib/convert.ts';
import type { FormatSettings, OutputFormat } from '../../../lib/output-format.ts';
import { detectionSettings } from './enterprise-security.ts';
import { idMarkOf } from '../rule-id.ts';
import { COMMON, describeSettings, ONE_LINE, readSettings, SWITCH, type Settings } from '../settings.ts';
import { oneLine, printStanza, stanzaName, type ConfSettings } from './conf.ts';

const TIME = {
  takes: /^(?:now|rt|(?:rt)?[+-]\d+(?:s|m|h|d|w|mon|q|y)(?:@[a-z]+\d?)?|@[a-z]+\d?|\d+)$/,
  expected: 'a time such as -20m@m or now',
} as const;
const COUNT = { takes: /^\d{1,9}$/, expected: 'a number' } as const;

/**
 * By the names that a user types. Windows of a quarter of an hour that do not overlap, with five minutes for events to arrive.
 * https://help.splunk.com/en/data-management/splunk-enterprise-admin-manual/10.0/10.0.0-configuration-file-reference/savedsearches.conf
 */
const SETTINGS = {
  schedule: {
    about: 'when it runs, as cron_schedule',
    initial: '*/15 * * * *',
    takes: /^[\d*/,-]+(?: [\d*/,A-Za-z-]+){4}$/,
    expected: 'five fields such as */15 * * * *',
  },
  earliest: { about: 'where its time range starts, as dispatch.earliest_time', initial: '-20m@m', ...TIME },
  latest: { about: 'where its time range ends, as dispatch.latest_time', initial: '-5m@m', ...TIME },
  relation: {
    about: 'how the number of events compares with the quantity for an alert',
    initial: 'greater than',
    takes: /^(?:greater than|less than|equal to|not equal to|drops by|rises by)$/,
    expected: 'greater than, less than, equal to, not equal to, drops by or rises by',
  },
  quantity: { about: 'what the number of events is compared with', initial: '0', ...COUNT },
  enabled: COMMON.enabled,
  track: { about: 'whether it is listed among triggered alerts', initial: 'true', ...SWITCH },
  severity: {
    about: 'alert.severity from 1 to 6 for every rule, in place of that of its level',
    initial: '',
    takes: /^[1-6]?$/,
    expected: 'a number from 1 to 6',
  },
  suppress: {
    about: 'how long further alerts of the rule are held back, such as 1h',
    initial: '',
    takes: /^(?:\d+[smhd])?$/,
    expected: 'a number with s, m, h or d',
  },
  detection: {
    about: 'true for a detection of Enterprise Security, with its techniques of ATT&CK, that makes findings',
    initial: 'false',
    ...SWITCH,
  },
  domain: {
    about: 'the security domain of those findings',
    initial: 'threat',
    takes: /^(?:access|audit|endpoint|identity|network|threat)$/,
    expected: 'access, audit, endpoint, identity, network or threat',
  },
  prefix: COMMON.prefix,
  extra: {
    about: 'more settings of the stanza, as key = value with semicolons between',
    initial: '',
    ...ONE_LINE,
  },
} as const satisfies Settings;

type SettingName = keyof typeof SETTINGS;

/** From DEBUG, 1, to FATAL, 6, as the file knows them; a rule without a level gets its default, WARN. */
const SEVERITIES: Readonly<Record<RuleLevel, string>> = {
  informational: '2',
  low: '3',
  medium: '4',
  high: '5',
  critical: '6',
};
const DEFAULT_SEVERITY = '3';

/** @throws RangeError */
function readExtra(text: string): ConfSettings {
  const pairs = text.split(';').filter((pair) => pair.trim() !== '');
  return pairs.map((pair): [string, string] => {
    const [, key, value] = /^\s*([\w.]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
    if (key === undefined || value === undefined) {
      throw new RangeError(`extra takes key = value with semicolons between, not '${pair.trim()}'`);
    }
    return [key, value];
  });
}

function render(rule: SigmaRule, { queries }: Conversion<string>, given: FormatSettings = {}): string {
  const settings = readSettings(SETTINGS, given);
  const extra = readExtra(settings.extra);
  const replaced = new Set(extra.map(([key]) => key));
  const stanzas = queries.map((query, index) => {
    const number = queries.length === 1 ? '' : ` ${index + 1}`;
    const name = stanzaName(settings.prefix + rule.title, idMarkOf(rule) + number);
    const all = [
      ...settingsOf(rule, name, query, settings),
      ...(settings.detection === 'true' ? detectionSettings(rule, name, settings.domain) : []),
    ];
    const own = all.filter(([key]) => !replaced.has(key));
    return printStanza(name, [...own, ...extra]);
  });
  return stanzas.join('\n');
}

function settingsOf(
  rule: SigmaRule,
  name: string,
  query: string,
  settings: Readonly<Record<SettingName, string>>,
): ConfSettings {
  const level = rule.level === undefined ? DEFAULT_SEVERITY : SEVERITIES[rule.level];
  const suppress: ConfSettings =
    settings.suppress === ''
      ? []
      : [
          ['alert.suppress', '1'],
          ['alert.suppress.period', settings.suppress],
        ];
  return [
    ['description', oneLine(rule.description ?? '') || oneLine(rule.title) || name],
    ['search', query],
    ['disabled', settings.enabled === 'true' ? '0' : '1'],
    ['enableSched', '1'],
    ['cron_schedule', settings.schedule],
    ['dispatch.earliest_time', settings.earliest],
    ['dispatch.latest_time', settings.latest],
    ['counttype', 'number of events'],
    ['relation', settings.relation],
    ['quantity', settings.quantity],
    ['alert.severity', settings.severity === '' ? level : settings.severity],
    ['alert.track', settings.track === 'true' ? '1' : '0'],
    ...suppress,
  ];
}

/** One file of several documents. Stanzas of one name would be merged by Splunk, so later ones get a number. */
function join(documents: readonly string[]): string {
  const taken = new Set<string>();
  return documents
    .join('\n')
    .split(/(?<=(?<!\\)\n)(?=\[)/)
    .map((stanza) => {
      const end = stanza.indexOf(']\n');
      const name = stanza.slice(1, end);
      let own = name;
      for (let number = 2; taken.has(own); number++) own = `${name} no. ${number}`;
      taken.add(own);
      return `[${own}${stanza.slice(end)}`;
    })
    .join('');
}

/**
 * Each query as an alert without actions: it runs on its schedule and is listed among the triggered alerts. The name is the title of
 * the rule with the start of its id, so that a new version of the rule takes the place of the old one.
 *
 * @throws RangeError (from `render`) for a setting it does not have or cannot read
 * @example
 * savedSearches.render(rule, convert(rule, splunk), { schedule: '0 * * * *', earliest: '-70m@m', latest: '-10m@m' })
 */
export const savedSearches: OutputFormat = {
  name: 'savedsearches',
  description: 'Scheduled alerts for savedsearches.conf of Splunk.',
  targets: ['splunk'],
  extension: '.conf',
  settings: /* @__PURE__ */ describeSettings(SETTINGS),
  render,
  join,
};
