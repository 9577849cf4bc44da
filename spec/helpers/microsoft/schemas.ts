/**
 * What Microsoft publishes about the documents that its products take, as JSON Schema; nothing may be in them that is not
 * here.
 */

const TACTICS = [
  'Reconnaissance',
  'ResourceDevelopment',
  'InitialAccess',
  'Execution',
  'Persistence',
  'PrivilegeEscalation',
  'DefenseEvasion',
  'CredentialAccess',
  'Discovery',
  'LateralMovement',
  'Collection',
  'CommandAndControl',
  'Exfiltration',
  'Impact',
  'ImpairProcessControl',
  'InhibitResponseFunction',
];

const GUID = { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' };

/** https://learn.microsoft.com/azure/sentinel/entities-reference */
const ENTITY_MAPPINGS = {
  type: 'array',
  minItems: 1,
  maxItems: 5,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['entityType', 'fieldMappings'],
    properties: {
      entityType: { enum: ['Account', 'File', 'Host', 'IP', 'Process', 'RegistryKey', 'URL'] },
      fieldMappings: {
        type: 'array',
        minItems: 1,
        maxItems: 3,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['identifier', 'columnName'],
          properties: {
            identifier: { type: 'string' },
            columnName: { type: 'string', pattern: '^[A-Za-z_]\\w*$' },
          },
        },
      },
    },
  },
};

const QUERY = { type: 'string', minLength: 1, maxLength: 10_000 };
const SEVERITY = { enum: ['Informational', 'Low', 'Medium', 'High'] };
const THRESHOLD = { type: 'integer', minimum: 0, maximum: 10_000 };

/**
 * https://github.com/Azure/Azure-Sentinel (.script/tests/detectionTemplateSchemaValidation/Models):
 * ScheduledTemplateInternalModel and what it is made of.
 */
export const SENTINEL_YAML = {
  type: 'object',
  additionalProperties: false,
  required: [
    'id',
    'kind',
    'name',
    'description',
    'severity',
    'requiredDataConnectors',
    'query',
    'queryFrequency',
    'queryPeriod',
    'triggerOperator',
    'triggerThreshold',
    'version',
  ],
  properties: {
    id: GUID,
    kind: { const: 'Scheduled' },
    name: { type: 'string', minLength: 1, maxLength: 256 },
    description: { type: 'string', minLength: 1, maxLength: 5_000 },
    severity: SEVERITY,
    requiredDataConnectors: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['connectorId', 'dataTypes'],
        properties: {
          connectorId: { type: 'string' },
          dataTypes: { type: 'array', items: { type: 'string' } },
        },
      },
    },
    query: QUERY,
    queryFrequency: { type: 'string', pattern: '^\\d+[mhd]$' },
    queryPeriod: { type: 'string', pattern: '^\\d+[mhd]$' },
    triggerOperator: { enum: ['gt', 'lt', 'eq', 'ne'] },
    triggerThreshold: THRESHOLD,
    tactics: { type: 'array', uniqueItems: true, items: { enum: TACTICS } },
    relevantTechniques: {
      type: 'array',
      uniqueItems: true,
      items: { type: 'string', pattern: '^T\\d{4}(\\.\\d{3})?$' },
    },
    tags: { type: 'array', items: { type: 'string' } },
    entityMappings: ENTITY_MAPPINGS,
    eventGroupingSettings: {
      type: 'object',
      additionalProperties: false,
      properties: { aggregationKind: { enum: ['AlertPerResult', 'SingleAlert'] } },
    },
    version: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$' },
  },
} as const;

const DURATION = { type: 'string', pattern: '^P(\\d+D|T\\d+[HM])$' };

/**
 * https://github.com/Azure/azure-rest-api-specs (Microsoft.SecurityInsights, stable/2024-03-01, AlertRules.json:
 * ScheduledAlertRule) in a deployment template,
 * https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json
 */
export const SENTINEL_ARM = {
  type: 'object',
  additionalProperties: false,
  required: ['$schema', 'contentVersion', 'resources'],
  properties: {
    $schema: { const: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#' },
    contentVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+\\.\\d+$' },
    parameters: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['type'],
        properties: { type: { enum: ['string'] } },
      },
    },
    resources: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['type', 'apiVersion', 'name', 'scope', 'kind', 'properties'],
        properties: {
          type: { const: 'Microsoft.SecurityInsights/alertRules' },
          apiVersion: { const: '2024-03-01' },
          name: GUID,
          scope: { type: 'string', pattern: '^\\[.*\\]$' },
          kind: { const: 'Scheduled' },
          properties: {
            type: 'object',
            additionalProperties: false,
            required: [
              'displayName',
              'enabled',
              'suppressionDuration',
              'suppressionEnabled',
              'query',
              'queryFrequency',
              'queryPeriod',
              'severity',
              'triggerOperator',
              'triggerThreshold',
            ],
            properties: {
              displayName: { type: 'string', minLength: 1, maxLength: 257 },
              description: { type: 'string', maxLength: 5_001 },
              severity: SEVERITY,
              enabled: { type: 'boolean' },
              query: QUERY,
              queryFrequency: DURATION,
              queryPeriod: DURATION,
              triggerOperator: { enum: ['GreaterThan', 'LessThan', 'Equal', 'NotEqual'] },
              triggerThreshold: THRESHOLD,
              suppressionEnabled: { type: 'boolean' },
              suppressionDuration: DURATION,
              tactics: { type: 'array', uniqueItems: true, items: { enum: TACTICS } },
              techniques: {
                type: 'array',
                uniqueItems: true,
                items: { type: 'string', pattern: '^T\\d{4}$' },
              },
              entityMappings: ENTITY_MAPPINGS,
              eventGroupingSettings: {
                type: 'object',
                additionalProperties: false,
                required: ['aggregationKind'],
                properties: { aggregationKind: { enum: ['SingleAlert', 'AlertPerResult'] } },
              },
            },
          },
        },
      },
    },
  },
} as const;

const COLUMN = { type: 'string', pattern: '^[A-Z][A-Za-z0-9]*$' } as const;

/** Mappings of one kind of entity, each with one column or more. */
function mappings(...columns: readonly string[]): object {
  return {
    type: 'array',
    minItems: 1,
    items: {
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      properties: Object.fromEntries(columns.map((column) => [column, COLUMN])),
    },
  };
}

/**
 * https://learn.microsoft.com/graph/api/security-rulesroot-post-detectionrules and the resources it names: alertTemplate,
 * entityMappingConfiguration and its kinds, mitreTactic, ruleSchedule.
 */
export const DEFENDER_DETECTION: object = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'displayName', 'status', 'queryCondition', 'schedule', 'detectionAction'],
  properties: {
    id: { type: 'string', minLength: 1 },
    displayName: { type: 'string', minLength: 1, maxLength: 256 },
    status: { enum: ['enabled', 'disabled'] },
    queryCondition: {
      type: 'object',
      additionalProperties: false,
      required: ['queryText'],
      properties: { queryText: { type: 'string', minLength: 1 } },
    },
    schedule: {
      type: 'object',
      additionalProperties: false,
      required: ['frequency'],
      properties: { frequency: { enum: ['PT0S', 'PT1H', 'PT3H', 'PT12H', 'P1D'] } },
    },
    detectionAction: {
      type: 'object',
      additionalProperties: false,
      required: ['alertTemplate'],
      properties: {
        alertTemplate: {
          type: 'object',
          additionalProperties: false,
          required: ['title', 'description', 'severity', 'entityMappings', 'tactics'],
          properties: {
            title: { type: 'string', minLength: 1, maxLength: 256 },
            description: { type: 'string', maxLength: 5_000 },
            severity: { enum: ['informational', 'low', 'medium', 'high'] },
            entityMappings: {
              type: 'object',
              additionalProperties: false,
              // An alert is about something.
              minProperties: 1,
              properties: {
                accounts: mappings(
                  'aadUserIdColumn',
                  'nameColumn',
                  'ntDomainColumn',
                  'sidColumn',
                  'upnColumn',
                ),
                amazonResources: mappings('amazonResourceIdColumn'),
                azureResources: mappings('resourceIdColumn'),
                files: mappings('nameColumn', 'sha1Column', 'sha256Column'),
                googleCloudResources: mappings('fullResourceNameColumn'),
                hosts: mappings('deviceIdColumn', 'nameColumn'),
                ips: mappings('addressColumn'),
                processes: mappings('sha1Column', 'sha256Column'),
                registryValues: mappings('keyColumn', 'valueNameColumn'),
                urls: mappings('addressColumn'),
              },
            },
            tactics: {
              type: 'array',
              items: {
                type: 'object',
                additionalProperties: false,
                required: ['tactic', 'techniques'],
                properties: {
                  tactic: { enum: [...TACTICS] },
                  techniques: {
                    type: 'array',
                    items: {
                      type: 'object',
                      additionalProperties: false,
                      required: ['technique', 'subTechniques'],
                      properties: {
                        technique: { type: 'string', pattern: '^T\\d{4}$' },
                        subTechniques: {
                          type: 'array',
                          items: { type: 'string', pattern: '^T\\d{4}\\.\\d{3}$' },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};
