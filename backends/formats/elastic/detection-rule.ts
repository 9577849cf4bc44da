/** A detection rule of Elastic Security as data, whatever file it goes into. */
import type { RuleLevel, SigmaRule } from '../../../lib/ast/rule.ts';
import type { Conversion } from '../../../lib/convert.ts';
import { resolveTags } from '../../../lib/analysis/attack/index.ts';
import type { FormatSettings } from '../../../lib/output-format.ts';
import { ruleIdOf } from '../rule-id.ts';
import { readElasticSettings, type ElasticSettings } from './settings.ts';
import { threatOf, type Threat } from './threat.ts';

export type Severity = 'low' | 'medium' | 'high' | 'critical';

/** Kinds of rules by the language of their query. */
type QueryKind =
  | { readonly type: 'eql'; readonly language: 'eql' }
  | { readonly type: 'esql'; readonly language: 'esql' }
  | { readonly type: 'query'; readonly language: 'lucene' };

/** Names and meaning are those of the API: https://www.elastic.co/docs/api/doc/kibana/operation/operation-createrule */
export interface DetectionRule {
  readonly rule_id: string;
  readonly name: string;
  readonly description: string;
  readonly risk_score: number;
  readonly severity: Severity;
  readonly type: QueryKind['type'];
  readonly language: QueryKind['language'];
  readonly query: string;
  /** Undefined for ES|QL, and where nothing says in which indices the events lie. */
  readonly index?: readonly string[];
  readonly interval: string;
  readonly from: string;
  readonly to: 'now';
  readonly timestamp_override?: string;
  readonly max_signals: number;
  readonly enabled: boolean;
  readonly author: readonly string[];
  readonly license?: string;
  readonly false_positives: readonly string[];
  readonly references: readonly string[];
  readonly tags: readonly string[];
  readonly threat: readonly Threat[];
  readonly note?: string;
  readonly version: number;
}

/** One detection rule for each query of a conversion. */
export function detectionRulesOf(
  rule: SigmaRule,
  conversion: Conversion<string>,
  given: FormatSettings = {},
  target?: string,
): readonly DetectionRule[] {
  const settings = readElasticSettings(given);
  return conversion.queries.map((query, index) =>
    detectionRule(rule, conversion, { query, index, ...kindOf(query, target) }, settings),
  );
}

/** The scores that Elastic gives to its severities; a rule without a level counts as low. */
const SEVERITIES: Readonly<Record<RuleLevel, readonly [Severity, number]>> = {
  informational: ['low', 1],
  low: ['low', 21],
  medium: ['medium', 47],
  high: ['high', 73],
  critical: ['critical', 99],
};

function detectionRule(
  rule: SigmaRule,
  conversion: Conversion<string>,
  { query, index, ...kind }: QueryKind & { readonly query: string; readonly index: number },
  settings: ElasticSettings,
): DetectionRule {
  const threat = threatOf(rule);
  const [severity, score] = SEVERITIES[levelOf(rule, settings)];
  const number = conversion.queries.length === 1 ? '' : ` (${index + 1})`;
  const indices = kind.type === 'esql' ? [] : indicesOf(conversion, settings);
  const note = noteOf(conversion);
  return {
    rule_id: ruleIdOf(rule, index),
    name: `${settings.prefix}${rule.title}${number}`,
    description: (rule.description ?? '').trim() || rule.title,
    risk_score: score,
    severity,
    ...kind,
    query,
    ...(indices.length === 0 ? {} : { index: indices }),
    interval: settings.interval,
    from: settings.from,
    to: 'now',
    ...(settings.timestamp === '' ? {} : { timestamp_override: settings.timestamp }),
    max_signals: Number(settings.max_signals),
    enabled: settings.enabled === 'true',
    author: authorsOf(rule),
    ...(rule.license === undefined ? {} : { license: rule.license }),
    false_positives: rule.falsepositives,
    references: rule.references,
    tags: tagsOf(rule, threat),
    threat,
    ...(note === undefined ? {} : { note }),
    version: 1,
  };
}

const KINDS: Readonly<Record<string, QueryKind>> = {
  eql: { type: 'eql', language: 'eql' },
  esql: { type: 'esql', language: 'esql' },
  lucene: { type: 'query', language: 'lucene' },
};

/** Where nobody says what the target is: its queries begin in ways of their own, unless a pipeline put something before them. */
function kindOf(query: string, target: string | undefined): QueryKind {
  const known = target === undefined || !Object.hasOwn(KINDS, target) ? undefined : KINDS[target];
  if (known !== undefined) return known;
  if (/^from [^|]+ \| where /.test(query)) return { type: 'esql', language: 'esql' };
  if (/^(?:any|\w+|"(?:[^"\\]|\\.)*") where /.test(query)) return { type: 'eql', language: 'eql' };
  return { type: 'query', language: 'lucene' };
}

function levelOf({ level }: SigmaRule, { severity }: ElasticSettings): RuleLevel {
  return severity === '' ? (level ?? 'low') : (severity as Severity);
}

function indicesOf({ schema }: Conversion<string>, { index }: ElasticSettings): readonly string[] {
  return index === '' ? (schema?.sources ?? []) : index.split(',').filter((pattern) => pattern !== '');
}

/** Rules name several people in one text. */
function authorsOf({ author }: SigmaRule): readonly string[] {
  return (author ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

const SYSTEMS: Readonly<Record<string, string>> = { windows: 'Windows', linux: 'Linux', macos: 'macOS' };

/** The tags of Elastic's own rules where there are such, and those of the rule that say something else. */
function tagsOf(rule: SigmaRule, threat: readonly Threat[]): readonly string[] {
  const product = rule.logsource.product?.toLowerCase() ?? '';
  const system = Object.hasOwn(SYSTEMS, product) ? [`OS: ${SYSTEMS[product] ?? ''}`] : [];
  const tactics = threat.map(({ tactic }) => `Tactic: ${tactic.name}`);
  // Those of ATT&CK that are in no mapping as well: what this version does not know, software, groups.
  const others = resolveTags(rule).other.map(({ namespace, value }) =>
    [namespace, value].filter(Boolean).join('.'),
  );
  return [...new Set(['Sigma', ...system, ...tactics, ...others])];
}

/** What whoever looks at an alert should know of the query. */
function noteOf({ fidelity, diagnostics }: Conversion<string>): string | undefined {
  const said = diagnostics
    .filter(({ severity }) => severity === 'warning')
    .map(({ message }) => `- ${message}`);
  if (said.length === 0) return undefined;
  const head = fidelity === 'exact' ? 'About the query:' : `The query is not exactly the rule (${fidelity}):`;
  return [head, '', ...new Set(said)].join('\n');
}
