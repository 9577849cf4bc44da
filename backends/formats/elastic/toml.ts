/** The format `elastic-toml`: rules in the layout of the repository that holds Elastic's own. */
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import type { Conversion } from '../../../lib/convert.ts';
import type { OutputFormat } from '../../../lib/output-format.ts';
import { detectionRulesOf, type DetectionRule } from './detection-rule.ts';
import { SETTING_TEXTS } from './settings.ts';
import type { Threat, ThreatEntry } from './threat.ts';
import { keyValue, printQuery, printText } from './toml-text.ts';

/** Keys of a rule in the order of Elastic's own; `query` and `threat` follow in forms of their own. */
const KEYS = [
  ...['author', 'false_positives', 'from', 'index', 'interval', 'language', 'license', 'max_signals', 'name'],
  ...['note', 'references', 'risk_score', 'rule_id', 'severity', 'tags', 'timestamp_override', 'type'],
] as const satisfies readonly (keyof DetectionRule)[];

const render: OutputFormat['render'] = (rule, conversion, ...given) =>
  join(detectionRulesOf(rule, conversion, ...given).map((each) => printRule(rule, conversion, each)));

function printRule(rule: SigmaRule, conversion: Conversion<string>, detection: DetectionRule): string {
  const lines = ['[metadata]', ...metadataOf(rule, conversion), '', '[rule]'];
  lines.push(`description = ${printText(detection.description)}`);
  for (const key of KEYS) {
    const value = detection[key];
    if (key === 'note' && value !== undefined) lines.push(`note = ${printText(String(value))}`);
    else if (value !== undefined && !(Array.isArray(value) && value.length === 0))
      lines.push(...keyValue(key, value));
  }
  lines.push('', `query = ${printQuery(detection.query)}`);
  for (const threat of detection.threat) lines.push('', '', ...printThreat(threat));
  return `${lines.join('\n')}\n`;
}

/** `2026-11-24` as `2026/11/24`. A rule without a date has none here either. */
function metadataOf(
  { date, modified, status }: SigmaRule,
  { schema }: Conversion<string>,
): readonly string[] {
  const created = date ?? modified;
  const updated = modified ?? date;
  const isReady = status === 'stable' || status === 'test';
  const integrations = integrationsOf(schema?.sources ?? []);
  return [
    ...(created === undefined ? [] : keyValue('creation_date', created.replaceAll('-', '/'))),
    ...(integrations.length === 0 ? [] : keyValue('integration', integrations)),
    ...keyValue('maturity', isReady ? 'production' : 'development'),
    ...(updated === undefined ? [] : keyValue('updated_date', updated.replaceAll('-', '/'))),
  ];
}

/** The packages whose data streams the rule looks at: `logs-windows.sysmon_operational-*` → `windows`. */
function integrationsOf(sources: readonly string[]): readonly string[] {
  const names = sources.flatMap((source) => /^logs-(\w+)\./.exec(source)?.[1] ?? []);
  return [...new Set(names)].sort();
}

function printThreat({ framework, tactic, technique }: Threat): readonly string[] {
  const lines = ['[[rule.threat]]', ...keyValue('framework', framework)];
  for (const { subtechnique = [], ...entry } of technique) {
    lines.push('[[rule.threat.technique]]', ...printEntry(entry));
    for (const each of subtechnique)
      lines.push('[[rule.threat.technique.subtechnique]]', ...printEntry(each));
  }
  return [...lines, '', '[rule.threat.tactic]', ...printEntry(tactic)];
}

function printEntry({ id, name, reference }: ThreatEntry): readonly string[] {
  return [...keyValue('id', id), ...keyValue('name', name), ...keyValue('reference', reference)];
}

/** What stands between rules: a file of that repository holds one. */
const NEXT_FILE = '\n# The next rule belongs into a file of its own.\n\n';

function join(documents: readonly string[]): string {
  return documents.join(NEXT_FILE);
}

/**
 * Rules in the layout of https://github.com/elastic/detection-rules, for those who keep theirs as code beside Elastic's.
 * A file holds one rule; several documents in one have a comment between them that says where to cut.
 *
 * @throws RangeError (from `render`) for a setting it does not have or cannot read
 * @example
 * elasticToml.render(rule, convert(rule, esql, { pipelines: [ecs] }))
 */
export const elasticToml: OutputFormat = {
  name: 'elastic-toml',
  description: 'Rules of Elastic Security in the layout of detection-rules.',
  targets: ['eql', 'esql', 'lucene'],
  extension: '.toml',
  settings: SETTING_TEXTS,
  render,
  join,
};
