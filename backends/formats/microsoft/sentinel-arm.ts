/**
 * The format `sentinel-arm`: analytics rules as a template of Azure Resource Manager.
 * https://learn.microsoft.com/azure/templates/microsoft.securityinsights/alertrules
 */
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import type { Conversion } from '../../../lib/convert.ts';
import type { FormatSettings, OutputFormat } from '../../../lib/output-format.ts';
import { analyticsRulesOf, SETTINGS, toIsoDuration, type AnalyticsRule } from './analytics-rule.ts';
import { describeSettings } from '../settings.ts';

const API_VERSION = '2024-03-01';

interface Template {
  readonly $schema: string;
  readonly contentVersion: string;
  readonly parameters: object;
  readonly resources: readonly object[];
}

function render(rule: SigmaRule, conversion: Conversion<string>, given: FormatSettings = {}): string {
  return print(analyticsRulesOf(rule, conversion, given).map(toResource));
}

function print(resources: readonly object[]): string {
  const template: Template = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: {
      workspace: {
        type: 'string',
        metadata: { description: 'Name of the Log Analytics workspace of Sentinel.' },
      },
    },
    resources,
  };
  return `${JSON.stringify(template, null, 2)}\n`;
}

function toResource(rule: AnalyticsRule): object {
  const { settings, entities } = rule;
  return {
    type: 'Microsoft.SecurityInsights/alertRules',
    apiVersion: API_VERSION,
    name: rule.id,
    scope: "[resourceId('Microsoft.OperationalInsights/workspaces', parameters('workspace'))]",
    kind: 'Scheduled',
    properties: {
      displayName: literal(rule.name),
      description: literal(rule.description),
      severity: rule.severity,
      enabled: settings.enabled === 'true',
      query: literal(rule.query),
      queryFrequency: toIsoDuration(settings.frequency),
      queryPeriod: toIsoDuration(settings.period),
      triggerOperator: 'GreaterThan',
      triggerThreshold: Number(settings.threshold),
      suppressionEnabled: false,
      // Asked for though nothing is suppressed; up to 24 hours, so the period would not always do.
      suppressionDuration: 'PT1H',
      tactics: rule.tactics,
      // A rule has techniques alone; the techniques that refine them are for previews of the interface.
      techniques: [...new Set(rule.techniques.map((id) => id.slice(0, 5)))],
      ...(entities.length > 0 && { entityMappings: entities }),
      eventGroupingSettings: {
        aggregationKind: settings.grouping === 'result' ? 'AlertPerResult' : 'SingleAlert',
      },
    },
  };
}

/**
 * A text in brackets is an expression of the template, unless its first bracket is doubled.
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions#escape-characters
 */
function literal(text: string): string {
  return text.startsWith('[') && text.endsWith(']') ? `[${text}` : text;
}

function join(documents: readonly string[]): string {
  return print(documents.flatMap((text) => (JSON.parse(text) as Template).resources));
}

/**
 * Analytics rules to be deployed with `az deployment group create`. The one parameter is the name of the workspace. A rule
 * keeps its id, so that a new version takes the place of the old one. Resource Manager takes 800 resources and 4 MB in one
 * template.
 *
 * @throws RangeError (from `render`) for a setting it does not have or cannot read, and for a query of more than 10,000
 *   characters, which Sentinel does not take
 * @example
 * sentinelArm.render(rule, convert(rule, kusto, { pipelines: [sentinel] }), { frequency: '15m', period: '20m' })
 */
export const sentinelArm: OutputFormat = {
  name: 'sentinel-arm',
  description: 'Analytics rules of Microsoft Sentinel, as a template to be deployed.',
  targets: ['kusto'],
  extension: '.json',
  settings: /* @__PURE__ */ describeSettings(SETTINGS),
  render,
  join,
};
