/**
 * Every diagnostic code, grouped by the stage that reports it.
 *
 * The catalogue files hold a page for each code (`Record<…Code, CodeEntry>`), so a code without documentation
 * does not compile. Types only: a bundle that reports codes does not carry their documentation.
 */

/** Getting at a text, before there is one to read: only tools that open files report these. */
export type InputCode =
  | 'input-missing'
  | 'input-unreadable'
  | 'input-encoding'
  | 'input-too-large'
  | 'input-compression'
  | 'input-no-rules'
  | 'input-no-events'
  | 'input-no-tests';

/** Reading events: what is skipped, and why. */
export type EventCode =
  | 'event-not-an-object'
  | 'event-not-json'
  | 'event-incomplete'
  | 'event-encoding'
  | 'event-too-long'
  | 'event-too-deep';

/** Reading YAML. */
export type YamlCode =
  | 'yaml-syntax'
  | 'yaml-duplicate-key'
  | 'yaml-key-not-scalar'
  | 'yaml-too-large'
  | 'yaml-too-deep'
  | 'yaml-too-many-nodes'
  | 'yaml-alias-limit'
  | 'yaml-unknown-alias'
  | 'yaml-unused-anchor'
  | 'yaml-unknown-tag'
  | 'yaml-merge-value'
  | 'yaml-empty';

/** Loading a rule from its tree. */
export type RuleCode =
  | 'rule-not-a-map'
  | 'rule-missing-attribute'
  | 'rule-attribute-type'
  | 'rule-attribute-value'
  | 'rule-attribute-length'
  | 'rule-unknown-attribute'
  | 'rule-misplaced-attribute'
  | 'rule-document-type'
  | 'logsource-empty'
  | 'detection-empty'
  | 'detection-missing-condition'
  | 'detection-no-search'
  | 'detection-value-type'
  | 'detection-keyword-null'
  | 'detection-field-key'
  | 'detection-deprecated-timeframe';

/** Loading a correlation from its tree. */
export type CorrelationCode =
  | 'correlation-section'
  | 'correlation-type'
  | 'correlation-rules'
  | 'correlation-group-by'
  | 'correlation-aliases'
  | 'correlation-timespan'
  | 'correlation-condition'
  | 'correlation-expression'
  | 'correlation-field'
  | 'correlation-percentile'
  | 'correlation-generate';

/** Loading a filter from its tree. */
export type FilterCode = 'filter-section' | 'filter-rules' | 'filter-condition';

/** Documents that complete each other, in one text or across texts. */
export type CollectionCode =
  | 'collection-action'
  | 'collection-conflict'
  | 'collection-duplicate-id'
  | 'collection-duplicate-name'
  | 'reference-unknown'
  | 'reference-ambiguous'
  | 'reference-unusable'
  | 'reference-cycle'
  | 'filter-unused';

/** Parsing and resolving a condition. */
export type ConditionCode =
  | 'condition-syntax'
  | 'condition-too-long'
  | 'condition-too-deep'
  | 'condition-aggregation'
  | 'condition-unknown-identifier'
  | 'condition-selector-no-match'
  | 'condition-quantifier'
  | 'condition-keyword-case'
  | 'query-too-large';

/** Field keys and their modifiers, applied to values. */
export type ModifierCode =
  | 'modifier-unknown'
  | 'modifier-repeated'
  | 'modifier-order'
  | 'modifier-conflict'
  | 'modifier-value-type'
  | 'modifier-value-invalid'
  | 'modifier-needs-field'
  | 'modifier-single-value'
  | 'modifier-too-many-values'
  | 'placeholder-unresolved'
  | 'keyword-empty';

/** Parsing a regular expression. */
export type RegexCode = 'regex-syntax' | 'regex-unsupported' | 'regex-too-long' | 'regex-too-deep';

/** Resolving ATT&CK tags. */
export type AttackCode =
  | 'attack-unknown-tactic'
  | 'attack-unknown-technique'
  | 'attack-renamed'
  | 'attack-spelling'
  | 'attack-revoked'
  | 'attack-deprecated';

/** Pipelines, on the way from the rule to the target. */
export type PipelineCode =
  | 'pipeline-backend'
  | 'pipeline-unmapped-field'
  | 'pipeline-log-source'
  | 'pipeline-refused'
  | 'pipeline-assumption'
  | 'pipeline-value-lost'
  | 'format-refused';

/** Reading pipeline files. */
export type PipelineFileCode =
  | 'pipeline-not-a-map'
  | 'pipeline-unknown-key'
  | 'pipeline-unknown-type'
  | 'pipeline-missing-key'
  | 'pipeline-value'
  | 'pipeline-unsafe'
  | 'pipeline-condition'
  | 'pipeline-file'
  | 'pipeline-template';

/** Reading the configuration of a project: only the command line does. */
export type ConfigCode =
  | 'config-not-a-map'
  | 'config-unknown-key'
  | 'config-missing-key'
  | 'config-value'
  | 'config-unknown-name'
  | 'config-conflict';

/** What a rule asks for and some target lacks. */
export type Feature =
  | 'keyword'
  | 'regex'
  | 'wildcard'
  | 'case-sensitivity'
  | 'field-reference'
  | 'cidr'
  | 'comparison'
  | 'time-part'
  | 'value'
  | 'field-name'
  | 'constant'
  | 'size'
  | 'correlation';

/** Conversion: `unsupported-…` is an error, `approximate-…` a warning on a query that selects more or fewer events. */
export type BackendCode = `unsupported-${Feature}` | `approximate-${Feature}` | 'format-unknown';

export type DiagnosticCode =
  | InputCode
  | EventCode
  | YamlCode
  | RuleCode
  | CorrelationCode
  | FilterCode
  | CollectionCode
  | ConditionCode
  | ModifierCode
  | RegexCode
  | AttackCode
  | PipelineCode
  | PipelineFileCode
  | ConfigCode
  | BackendCode;
