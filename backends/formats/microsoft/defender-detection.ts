/**
 * The format `defender-detection`: custom detections of Defender XDR.
 * https://learn.microsoft.com/graph/api/security-rulesroot-post-detectionrules
 * https://learn.microsoft.com/graph/api/resources/security-detectionrule
 */
import type { RuleLevel, SigmaRule } from '../../../lib/ast/rule.ts';
import type { Conversion } from '../../../lib/convert.ts';
import type { FormatSettings, OutputFormat } from '../../../lib/output-format.ts';
import { ruleIdOf } from '../rule-id.ts';
import { describe, shorten } from './analytics-rule.ts';
import { detectionEntitiesOf } from './detection-entities.ts';
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

/** https://learn.microsoft.com/graph/api/resources/security-ruleschedule */
const FREQUENCIES: Readonly<Record<string, string>> = {
  '0': 'PT0S',
  '1H': 'PT1H',
  '3H': 'PT3H',
  '12H': 'PT12H',
  '24H': 'P1D',
};

const MAX_TITLE = 256;
const MAX_DESCRIPTION = 5_000;

function render(
  rule: SigmaRule,
  { queries, schema }: Conversion<string>,
  given: FormatSettings = {},
): string {
  const settings = readSettings(SETTINGS, given);
  const entityMappings = detectionEntitiesOf(rule, schema);
  const tactics = tacticsOf(rule);
  const mark = idMarkOf(rule);
  const rules = queries.map((query, index) => {
    const number = queries.length === 1 ? '' : ` ${index + 1}`;
    const title = shorten(settings.prefix + rule.title, MAX_TITLE - mark.length - number.length);
    return {
      id: ruleIdOf(rule, index),
      // The portal shows names alone, so the start of the id is in them.
      displayName: title + mark + number,
      status: settings.enabled === 'true' ? 'enabled' : 'disabled',
      queryCondition: { queryText: query },
      schedule: { frequency: FREQUENCIES[settings.period] },
      detectionAction: {
        alertTemplate: {
          title: shorten(settings.prefix + rule.title, MAX_TITLE),
          description: shorten(describe(rule), MAX_DESCRIPTION),
          severity: settings.severity === '' ? SEVERITIES[rule.level ?? 'medium'] : settings.severity,
          entityMappings,
          tactics,
        },
      },
    };
  });
  return `${JSON.stringify(rules.length === 1 ? rules[0] : rules, null, 2)}\n`;
}

/**
 * Tactics with their techniques, each with its subtechniques.
 * https://learn.microsoft.com/graph/api/resources/security-mitretechnique
 */
function tacticsOf(rule: SigmaRule): readonly object[] {
  return [...attackOf(rule).byTactic].map(([tactic, ids]) => {
    const techniques = new Map<string, string[]>();
    for (const id of ids) {
      const [technique = id] = id.split('.');
      const subTechniques = techniques.get(technique) ?? [];
      techniques.set(technique, id === technique ? subTechniques : [...subTechniques, id]);
    }
    return {
      tactic,
      techniques: [...techniques].map(([technique, subTechniques]) => ({ technique, subTechniques })),
    };
  });
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
