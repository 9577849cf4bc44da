/**
 * What Kibana takes as a detection rule, as a JSON schema: the parts of its OpenAPI description that our documents use,
 * and nothing else beside them.
 *
 * https://github.com/elastic/kibana/tree/main/x-pack/solutions/security/plugins/security_solution/common/api/detection_engine/model/rule_schema
 * (rule_schemas.schema.yaml, common_attributes.schema.yaml): `EqlRuleCreateProps`, `EsqlRuleCreateProps`, `QueryRuleCreateProps`
 */
const TEXT = { type: 'string' } as const;
const FILLED = { type: 'string', minLength: 1 } as const;
const TEXTS = { type: 'array', items: TEXT } as const;

/** `5m`, `now-9m`. */
const DURATION = '[1-9]\\d*[smhd]';

const entry = (id: string, folder: string): object => ({
  id: { type: 'string', pattern: `^${id}$` },
  name: FILLED,
  reference: { type: 'string', pattern: `^https://attack\\.mitre\\.org/${folder}/T[\\dA/]+/$` },
});
const ENTRY = { type: 'object', required: ['id', 'name', 'reference'], additionalProperties: false } as const;

const SUBTECHNIQUE = { ...ENTRY, properties: entry('T\\d{4}\\.\\d{3}', 'techniques') };
const TECHNIQUE = {
  ...ENTRY,
  properties: {
    ...entry('T\\d{4}', 'techniques'),
    subtechnique: { type: 'array', items: SUBTECHNIQUE, minItems: 1 },
  },
};
const THREAT = {
  type: 'object',
  required: ['framework', 'tactic'],
  additionalProperties: false,
  properties: {
    framework: { const: 'MITRE ATT&CK' },
    tactic: { ...ENTRY, properties: entry('TA\\d{4}', 'tactics') },
    technique: { type: 'array', items: TECHNIQUE },
  },
};

const COMMON = {
  rule_id: { type: 'string', pattern: '^[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}$' },
  name: FILLED,
  description: FILLED,
  risk_score: { type: 'integer', minimum: 0, maximum: 100 },
  severity: { enum: ['low', 'medium', 'high', 'critical'] },
  query: FILLED,
  interval: { type: 'string', pattern: `^${DURATION}$` },
  from: { type: 'string', pattern: `^now-${DURATION}$` },
  to: { const: 'now' },
  timestamp_override: FILLED,
  max_signals: { type: 'integer', minimum: 1 },
  enabled: { type: 'boolean' },
  author: TEXTS,
  license: TEXT,
  false_positives: TEXTS,
  references: TEXTS,
  tags: TEXTS,
  threat: { type: 'array', items: THREAT },
  note: TEXT,
  version: { type: 'integer', minimum: 1 },
};

const INDEX = { ...TEXTS, minItems: 1 };

const kind = (own: object): object => ({
  type: 'object',
  required: ['name', 'description', 'risk_score', 'severity', 'type', 'query', 'language'],
  additionalProperties: false,
  properties: { ...COMMON, ...own },
});

/** A rule as the API for creating and importing rules takes it. */
export const KIBANA_RULE: object = {
  type: 'object',
  required: ['type'],
  discriminator: { propertyName: 'type' },
  oneOf: [
    kind({ type: { const: 'eql' }, language: { const: 'eql' }, index: INDEX }),
    // “This field is not supported for ES|QL rules” of `index`.
    kind({ type: { const: 'esql' }, language: { const: 'esql' } }),
    kind({ type: { const: 'query' }, language: { enum: ['kuery', 'lucene'] }, index: INDEX }),
  ],
};

/**
 * A file of Elastic's repository of rules, from the classes that read them there:
 * https://github.com/elastic/detection-rules/blob/main/detection_rules/rule.py (RuleMeta, BaseRuleData, EQLRuleData …)
 */
export const DETECTION_RULES_FILE: object = {
  type: 'object',
  required: ['metadata', 'rule'],
  additionalProperties: false,
  properties: {
    metadata: {
      type: 'object',
      required: ['creation_date', 'maturity', 'updated_date'],
      additionalProperties: false,
      properties: {
        creation_date: { type: 'string', pattern: '^\\d{4}/\\d{2}/\\d{2}$' },
        integration: { ...TEXTS, minItems: 1 },
        maturity: { enum: ['development', 'experimental', 'beta', 'production', 'deprecated'] },
        updated_date: { type: 'string', pattern: '^\\d{4}/\\d{2}/\\d{2}$' },
      },
    },
    rule: KIBANA_RULE,
  },
};
