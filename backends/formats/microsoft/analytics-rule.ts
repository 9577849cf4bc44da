/** What an analytics rule of Microsoft Sentinel says, however it is written down. */
import type { RuleLevel, SigmaRule } from '../../../lib/ast/rule.ts';
import type { Conversion } from '../../../lib/convert.ts';
import type { FormatSettings } from '../../../lib/output-format.ts';
import { ruleIdOf } from '../rule-id.ts';
import { COMMON, readSettings, type Setting } from '../settings.ts';
import { entitiesOf, type EntityMapping } from './entities.ts';
import { attackOf } from './tactics.ts';

type SettingName = 'frequency' | 'period' | 'threshold' | 'enabled' | 'grouping' | 'severity' | 'prefix';

const DURATION = {
  takes: /^(?:[1-9]\d?[mhd]|1[0-3]\d\dm|[1-9]\d\dm)$/,
  expected: 'a number with m, h or d, such as 1h',
} as const;

/**
 * A rule runs at least every five minutes and at most every 14 days, and looks at no less than the time between two runs.
 * https://learn.microsoft.com/azure/sentinel/scheduled-rules-overview
 */
export const SETTINGS: Readonly<Record<SettingName, Setting>> = {
  frequency: { about: 'how often it runs, from 5m to 14d', initial: '1h', ...DURATION },
  period: { about: 'how far back it looks, from the frequency up to 14d', initial: '1h', ...DURATION },
  threshold: {
    about: 'an alert takes more results than this',
    initial: '0',
    takes: /^(?:\d{1,4}|10000)$/,
    expected: 'a number up to 10000',
  },
  enabled: COMMON.enabled,
  grouping: {
    about: 'alert for one alert of all results, result for one of each',
    initial: 'alert',
    takes: /^(?:alert|result)$/,
    expected: 'alert or result',
  },
  severity: {
    about: 'Informational, Low, Medium or High for every rule, in place of that of its level',
    initial: '',
    takes: /^(?:Informational|Low|Medium|High)?$/,
    expected: 'Informational, Low, Medium or High',
  },
  prefix: COMMON.prefix,
};

export type AnalyticsSettings = Readonly<Record<SettingName, string>>;

/** A scheduled rule, in words that each format writes its own way. */
export interface AnalyticsRule {
  /** A GUID that is the same in every build. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly severity: string;
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly query: string;
  readonly table: string | undefined;
  readonly entities: readonly EntityMapping[];
  readonly settings: AnalyticsSettings;
}

/** There is no level above High. */
const SEVERITIES: Readonly<Record<RuleLevel, string>> = {
  informational: 'Informational',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'High',
};
const DEFAULT_SEVERITY = 'Medium';

/** Of a query, of a name and of a description: https://learn.microsoft.com/azure/sentinel/sentinel-service-limits */
export const MAX_QUERY = 10_000;
const MAX_NAME = 256;
const MAX_DESCRIPTION = 5_000;

/**
 * One for each query of the conversion.
 *
 * @throws RangeError for a setting that cannot be read, and for a query that is too long for a rule
 */
export function analyticsRulesOf(
  rule: SigmaRule,
  { queries, schema }: Conversion<string>,
  given: FormatSettings = {},
): readonly AnalyticsRule[] {
  const settings = readSettings(SETTINGS, given);
  checkSchedule(settings);
  return queries.map((query, index) => {
    if (query.length > MAX_QUERY) {
      throw new RangeError(
        `an analytics rule takes queries of at most ${MAX_QUERY} characters, not ${query.length}`,
      );
    }
    const number = queries.length === 1 ? '' : ` (${index + 1})`;
    return {
      id: ruleIdOf(rule, index),
      name: shorten(settings.prefix + rule.title, MAX_NAME - number.length) + number,
      description: shorten(describe(rule), MAX_DESCRIPTION),
      severity: settings.severity === '' ? severityOf(rule) : settings.severity,
      ...attackOf(rule),
      query,
      table: schema?.sources[0],
      entities: entitiesOf(schema),
      settings,
    };
  });
}

/** A long time range is not looked at more often than every hour: Sentinel refuses it, and so do the checks of its repository. */
const LONG_PERIOD = { days: 2, leastFrequency: 60 } as const;

/** @throws RangeError */
function checkSchedule({ frequency, period }: AnalyticsSettings): void {
  if (minutesOf(frequency) < 5) throw new RangeError(`frequency is at least 5m, not '${frequency}'`);
  if (minutesOf(period) < minutesOf(frequency)) {
    throw new RangeError(`period is at least the frequency, ${frequency}, not '${period}'`);
  }
  for (const [name, value] of Object.entries({ frequency, period })) {
    if (minutesOf(value) > 14 * DAY) throw new RangeError(`${name} is at most 14d, not '${value}'`);
  }
  if (minutesOf(period) >= LONG_PERIOD.days * DAY && minutesOf(frequency) < LONG_PERIOD.leastFrequency) {
    throw new RangeError(`frequency is at least 1h with a period of ${period}, not '${frequency}'`);
  }
}

function severityOf({ level }: SigmaRule): string {
  return level === undefined ? DEFAULT_SEVERITY : SEVERITIES[level];
}

/** The description of a rule with what an analyst wants to know besides. */
export function describe(rule: SigmaRule): string {
  const { description, title, falsepositives, references, author } = rule;
  const parts = [(description ?? title).trim()];
  if (falsepositives.length > 0) parts.push(`False positives: ${falsepositives.join('; ')}`);
  if (references.length > 0) parts.push(`References:\n${references.join('\n')}`);
  if (author !== undefined) parts.push(`Author: ${author}`);
  return parts.join('\n\n');
}

/** Never in the middle of a surrogate pair. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

const DAY = 24 * 60;
const MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60, d: DAY };

export function minutesOf(duration: string): number {
  return Number(duration.slice(0, -1)) * (MINUTES[duration.at(-1) as string] as number);
}

/** ISO 8601: 90m → PT90M, 2d → P2D. */
export function toIsoDuration(duration: string): string {
  const unit = duration.at(-1) as string;
  return unit === 'd' ? `P${duration.toUpperCase()}` : `PT${duration.toUpperCase()}`;
}
