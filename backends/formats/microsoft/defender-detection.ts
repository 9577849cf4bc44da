/**
 * The format `defender-detection`: custom detections of Defender XDR.
 * https://learn.microsoft.com/graph/api/resources/security-detectionrule
 */
import type { RuleLevel, SigmaRule } from '../../../lib/ast/rule.ts';
import type { Schema } from '../../../lib/backend/schema.ts';
import type { Conversion } from '../../../lib/convert.ts';
import type { FormatSettings, OutputFormat } from '../../../lib/output-format.ts';
import { describe, shorten } from './analytics-rule.ts';
import { idMarkOf } from '../rule-id.ts';
import { COMMON, describeSettings, readSettings, type Setting } from '../settings.ts';
import { attackOf } from './tactics.ts';

const SETTINGS = {
  period: {
    about: 'how often it runs: 1H, 3H, 12H or 24H; 0 for continuously, which not every query can',
    initial: '1H',
    takes: /^(?:0|1H|3H|12H|24H)$/,
    expected: '0, 1H, 3H, 12H or 24H',
  },
  enabled: COMMON.enabled,
  severity: {
    about: 'informational, low, medium or high for every rule, in place of that of its level',
    initial: '',
    takes: /^(?:informational|low|medium|high)?$/,
    expected: 'informational, low, medium or high',
  },
  prefix: COMMON.prefix,
} as const satisfies Readonly<Record<string, Setting>>;

const SEVERITIES: Readonly<Record<RuleLevel, string>> = {
  informational: 'informational',
  low: 'low',
  medium: 'medium',
  high: 'high',
  critical: 'high',
};

/** What an alert without a tactic is. */
const NO_TACTIC = 'SuspiciousActivity';

const MAX_TITLE = 256;
const MAX_DESCRIPTION = 5_000;

function render(
  rule: SigmaRule,
  { queries, schema }: Conversion<string>,
  given: FormatSettings = {},
): string {
  const settings = readSettings(SETTINGS, given);
  const { tactics, techniques } = attackOf(rule);
  const mark = idMarkOf(rule);
  const rules = queries.map((query, index) => {
    const number = queries.length === 1 ? '' : ` ${index + 1}`;
    const title = shorten(settings.prefix + rule.title, MAX_TITLE - mark.length - number.length);
    return {
      // Names are what tells rules apart, so the start of the id is in them.
      displayName: title + mark + number,
      isEnabled: settings.enabled === 'true',
      queryCondition: { queryText: query },
      schedule: { period: settings.period },
      detectionAction: {
        alertTemplate: {
          title: shorten(settings.prefix + rule.title, MAX_TITLE),
          description: shorten(describe(rule), MAX_DESCRIPTION),
          severity: settings.severity === '' ? SEVERITIES[rule.level ?? 'medium'] : settings.severity,
          category: tactics[0] ?? NO_TACTIC,
          recommendedActions: null,
          mitreTechniques: techniques,
          impactedAssets: assetsOf(schema),
        },
        organizationalScope: null,
        responseActions: [],
      },
    };
  });
  return `${JSON.stringify(rules.length === 1 ? rules[0] : rules, null, 2)}\n`;
}

/**
 * The first column of each kind that the table has.
 * https://learn.microsoft.com/graph/api/resources/security-impactedasset
 */
function assetsOf(schema: Schema | undefined): readonly object[] {
  const has = (column: string): boolean => schema?.types.has(column) === true;
  const assets: object[] = [];
  if (has('DeviceId')) assets.push(asset('impactedDeviceAsset', 'deviceId'));
  const user = USER_COLUMNS.find(([column]) => has(column));
  if (user !== undefined) assets.push(asset('impactedUserAsset', user[1]));
  return assets;
}

const USER_COLUMNS = [
  ['AccountObjectId', 'accountObjectId'],
  ['AccountSid', 'accountSid'],
  ['InitiatingProcessAccountSid', 'initiatingAccountSid'],
] as const;

function asset(type: string, identifier: string): object {
  return { '@odata.type': `#microsoft.graph.security.${type}`, identifier };
}

function join(documents: readonly string[]): string {
  const rules = documents.flatMap((text) => JSON.parse(text) as object | readonly object[]);
  return `${JSON.stringify(rules, null, 2)}\n`;
}

/**
 * Custom detections, as `POST /security/rules/detectionRules` of Microsoft Graph takes them: one as an object, several as a
 * list of objects. They raise alerts and take no action on machines.
 *
 * @throws RangeError (from `render`) for a setting it does not have or cannot read
 * @example
 * defenderDetection.render(rule, convert(rule, kusto, { pipelines: [defenderXdr] }), { period: '3H' })
 */
export const defenderDetection: OutputFormat = {
  name: 'defender-detection',
  description: 'Custom detections of Defender XDR, for Microsoft Graph.',
  targets: ['kusto'],
  extension: '.json',
  settings: /* @__PURE__ */ describeSettings(SETTINGS),
  render,
  join,
};
