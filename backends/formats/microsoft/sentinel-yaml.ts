/** The format `sentinel-yaml`: analytics rules in the layout of https://github.com/Azure/Azure-Sentinel. */
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import type { Conversion } from '../../../lib/convert.ts';
import type { FormatSettings, OutputFormat } from '../../../lib/output-format.ts';
import { analyticsRulesOf, SETTINGS, type AnalyticsRule } from './analytics-rule.ts';
import { connectorOf } from './connectors.ts';
import { describeSettings } from '../settings.ts';
import { printYaml, type YamlValue } from './yaml-text.ts';

/** Of the layout; a rule of Sigma has none. */
const VERSION = '1.0.0';

function render(rule: SigmaRule, conversion: Conversion<string>, given: FormatSettings = {}): string {
  return analyticsRulesOf(rule, conversion, given)
    .map((each) => printYaml(toTemplate(each, rule.tags)))
    .join('---\n');
}

function toTemplate(rule: AnalyticsRule, tags: readonly string[]): Readonly<Record<string, YamlValue>> {
  const { table, settings, entities } = rule;
  const connector = table === undefined ? undefined : connectorOf(table);
  return {
    id: rule.id,
    name: rule.name,
    description: rule.description,
    severity: rule.severity,
    requiredDataConnectors:
      table === undefined || connector === undefined ? [] : [{ connectorId: connector, dataTypes: [table] }],
    queryFrequency: settings.frequency,
    queryPeriod: settings.period,
    triggerOperator: 'gt',
    triggerThreshold: Number(settings.threshold),
    tactics: rule.tactics,
    relevantTechniques: rule.techniques,
    ...(tags.length > 0 && { tags }),
    query: rule.query,
    ...(entities.length > 0 && { entityMappings: entities as unknown as YamlValue }),
    ...(settings.grouping === 'result' && { eventGroupingSettings: { aggregationKind: 'AlertPerResult' } }),
    version: VERSION,
    kind: 'Scheduled',
  };
}

/**
 * Analytics rules as files of a repository that is connected to Sentinel. A rule keeps its id, so that a new version takes
 * the place of the old one.
 * https://github.com/Azure/Azure-Sentinel/wiki/Query-Style-Guide
 *
 * @throws RangeError (from `render`) for a setting it does not have or cannot read, and for a query of more than 10,000
 *   characters, which Sentinel does not take
 * @example
 * sentinelYaml.render(rule, convert(rule, kusto, { pipelines: [sentinel] }), { frequency: '15m', period: '20m' })
 */
export const sentinelYaml: OutputFormat = {
  name: 'sentinel-yaml',
  description: 'Analytics rules of Microsoft Sentinel, as in its repository.',
  targets: ['kusto'],
  extension: '.yaml',
  settings: /* @__PURE__ */ describeSettings(SETTINGS),
  render,
  join: (documents) => documents.join('---\n'),
};
