/**
 * The catalogue of targets, for tools that choose one by name. Each is loaded only when asked for.
 *
 * Programs that know their target import it directly: `import { splunk } from 'sigmaq/backends/splunk'`.
 */
import type { Backend } from '../lib/backend/backend.ts';
import type { CorrelationBackend } from '../lib/backend/correlation.ts';
import { booleanSetting, namesSetting, pairsSetting, typesSetting, type TargetSettings } from './settings.ts';
import type { EqlOptions, FieldType } from './eql/index.ts';
import type { EsqlOptions } from './esql/index.ts';
import type { ColumnType, KustoOptions } from './kusto/index.ts';
import type { ColumnType as SqlColumnType, SqlDialect, SqlOptions } from './sql/index.ts';

export type { TargetSettings } from './settings.ts';

/** A target of the catalogue: its names, its settings, and how to load it. */
export interface Target {
  /** What a user types: `kusto`. */
  readonly name: string;
  readonly title: string;
  /** Other names users try. */
  readonly aliases: readonly string[];
  /** The target of whose family this is, for tools that show one of each. */
  readonly variantOf?: string;
  /** Names of the settings {@link load} understands, each with a sentence. */
  readonly settings: Readonly<Record<string, string>>;
  /**
   * The backend with these settings.
   * @throws RangeError for a value it cannot read
   */
  readonly load: (settings?: TargetSettings) => Promise<Backend<string>>;
  /**
   * The same for correlations; undefined where the target has none.
   * @throws RangeError for a value it cannot read
   */
  readonly loadCorrelations?: (settings?: TargetSettings) => Promise<CorrelationBackend>;
}

const splunkTarget: Target = {
  name: 'splunk',
  title: 'Splunk SPL',
  aliases: ['spl'],
  settings: { prefix: 'search terms that stand first in every query, such as index=windows' },
  async load({ prefix } = {}) {
    const { createSplunk } = await import('./splunk/index.ts');
    const { dataModels } = await import('./splunk/data-models.ts');
    return createSplunk({ dataModels, ...(prefix === undefined ? {} : { prefix }) });
  },
  async loadCorrelations({ prefix } = {}) {
    const { createSplunkCorrelations } = await import('./splunk/correlations/index.ts');
    return createSplunkCorrelations(prefix === undefined ? {} : { prefix });
  },
};

const kustoTarget: Target = {
  name: 'kusto',
  title: 'Microsoft KQL (Sentinel, Defender XDR, Azure Data Explorer)',
  aliases: ['kql', 'sentinel', 'defender'],
  settings: {
    table: 'the table a query starts with, such as SecurityEvent; without it a query is the body of a where',
    columns: 'types of columns that are not text, such as EventID:int,TimeGenerated:datetime',
    time: 'for correlations: the column with the time of an event, by default TimeGenerated',
    multivalued: 'for correlations: dynamic columns, or places in them, that may hold several values',
  },
  async load(settings = {}) {
    const { COLUMN_TYPES, createKusto } = await import('./kusto/index.ts');
    return createKusto(kustoOptions(settings, COLUMN_TYPES));
  },
  async loadCorrelations(settings = {}) {
    const { createKustoCorrelations } = await import('./kusto/correlations/index.ts');
    const { COLUMN_TYPES } = await import('./kusto/columns.ts');
    const { time, multivalued } = settings;
    return createKustoCorrelations({
      ...kustoOptions(settings, COLUMN_TYPES),
      ...(time === undefined ? {} : { time }),
      ...(multivalued === undefined ? {} : { multivalued: namesSetting('multivalued', multivalued) }),
    });
  },
};

function kustoOptions({ table, columns }: TargetSettings, types: readonly ColumnType[]): KustoOptions {
  return {
    ...(table === undefined ? {} : { table }),
    ...(columns === undefined ? {} : { columns: typesSetting('columns', columns, types) }),
  };
}

const eqlTarget: Target = {
  name: 'eql',
  title: 'Elastic EQL',
  aliases: ['elastic', 'elasticsearch'],
  settings: {
    category: 'the event category before where, such as process; by default any',
    fields: 'types of fields that are not text, such as process.pid:long,source.ip:ip',
    optional: 'false to write fields without ?, when every field is mapped',
  },
  async load(settings = {}) {
    const { createEql, FIELD_TYPES } = await import('./eql/index.ts');
    return createEql(eqlOptions(settings, FIELD_TYPES));
  },
  async loadCorrelations(settings = {}) {
    const { createEqlCorrelations } = await import('./eql/correlations.ts');
    const { FIELD_TYPES } = await import('./eql/index.ts');
    return createEqlCorrelations(eqlOptions(settings, FIELD_TYPES));
  },
};

function eqlOptions({ category, fields, optional }: TargetSettings, types: readonly FieldType[]): EqlOptions {
  return {
    ...(category === undefined ? {} : { category }),
    ...(fields === undefined ? {} : { fields: typesSetting('fields', fields, types) }),
    ...(optional === undefined ? {} : { optional: booleanSetting('optional', optional) }),
  };
}

const esqlTarget: Target = {
  name: 'esql',
  title: 'Elastic ES|QL',
  aliases: ['es-ql', 'es|ql'],
  settings: {
    index: 'index patterns that a query looks at, such as logs-*; by default *',
    fields: 'types of fields that are not text, such as process.pid:long,source.ip:ip',
    multivalued: 'fields that may hold several values, such as process.args,tags',
    time: 'for correlations: the field with the time of an event, by default @timestamp',
  },
  async load(settings = {}) {
    const { createEsql, FIELD_TYPES } = await import('./esql/index.ts');
    return createEsql(esqlOptions(settings, FIELD_TYPES));
  },
  async loadCorrelations(settings = {}) {
    const { createEsqlCorrelations } = await import('./esql/correlations.ts');
    const { FIELD_TYPES } = await import('./esql/index.ts');
    const { time } = settings;
    return createEsqlCorrelations({
      ...esqlOptions(settings, FIELD_TYPES),
      ...(time === undefined ? {} : { time }),
    });
  },
};

function esqlOptions(
  { index, fields, multivalued }: TargetSettings,
  types: readonly FieldType[],
): EsqlOptions {
  return {
    ...(index === undefined ? {} : { index }),
    ...(fields === undefined ? {} : { fields: typesSetting('fields', fields, types) }),
    ...(multivalued === undefined ? {} : { multivalued: namesSetting('multivalued', multivalued) }),
  };
}

const luceneTarget: Target = {
  name: 'lucene',
  title: 'Lucene query string (Elasticsearch, OpenSearch, Kibana)',
  aliases: ['query-string', 'opensearch'],
  settings: {
    fields: 'types of fields that are not text, such as process.pid:long,source.ip:ip',
    lowercased: 'true when a normalizer lower-cases what the index holds',
  },
  async load({ fields, lowercased } = {}) {
    const { createLucene, FIELD_TYPES } = await import('./lucene/index.ts');
    return createLucene({
      ...(fields === undefined ? {} : { fields: typesSetting('fields', fields, FIELD_TYPES) }),
      ...(lowercased === undefined ? {} : { lowercased: booleanSetting('lowercased', lowercased) }),
    });
  },
};

/** The targets of the SQL family: one backend, a name for each engine. */
const SQL_TARGETS: readonly (readonly [SqlDialect, title: string, ...aliases: string[]])[] = [
  ['duckdb', 'DuckDB SQL', 'sql'],
  ['clickhouse', 'ClickHouse SQL'],
  ['spark', 'Spark SQL (Apache Spark, Databricks)', 'databricks'],
  ['trino', 'Trino SQL (Trino, Presto, Amazon Athena)', 'presto', 'athena'],
  ['postgres', 'PostgreSQL', 'postgresql', 'pg'],
  ['sqlite', 'SQLite'],
];

const SQL_SETTINGS = {
  table: 'the table that is selected from, such as lake.events; by default events',
  columns: 'types of columns that are not text, such as EventID:integer,tags:texts,userIdentity:json',
  keywords: 'columns in which keywords are looked for, such as message,raw',
  lowercased: 'columns that hold others in lower case, such as CommandLine:CommandLine_lower',
  empty: 'true when the empty text stands for a missing value',
  time: 'for correlations: the column with the time of an event, by default time',
};

function sqlTarget([dialect, title, ...aliases]: (typeof SQL_TARGETS)[number]): Target {
  return {
    name: dialect,
    title,
    aliases,
    ...(dialect === 'duckdb' ? {} : { variantOf: 'duckdb' }),
    settings: SQL_SETTINGS,
    async load(settings = {}) {
      const { COLUMN_TYPES, createSql } = await import('./sql/index.ts');
      return createSql({ dialect, ...sqlOptions(settings, COLUMN_TYPES) });
    },
    loadCorrelations: correlationsIn(dialect),
  };
}

function correlationsIn(dialect: SqlDialect): NonNullable<Target['loadCorrelations']> {
  return async (settings = {}) => {
    const { createSqlCorrelations } = await import('./sql/correlations/index.ts');
    const { COLUMN_TYPES } = await import('./sql/columns.ts');
    const { time } = settings;
    return createSqlCorrelations({
      ...sqlOptions(settings, COLUMN_TYPES),
      dialect,
      ...(time === undefined ? {} : { time }),
    });
  };
}

function sqlOptions(
  { table, columns, keywords, lowercased, empty }: TargetSettings,
  types: readonly SqlColumnType[],
): SqlOptions {
  return {
    ...(table === undefined ? {} : { table }),
    ...(columns === undefined ? {} : { columns: typesSetting('columns', columns, types) }),
    ...(keywords === undefined ? {} : { keywords: namesSetting('keywords', keywords) }),
    ...(lowercased === undefined ? {} : { lowerCased: pairsSetting('lowercased', lowercased) }),
    ...(empty === undefined ? {} : { emptyIsMissing: booleanSetting('empty', empty) }),
  };
}

/** Every target that prints text, in the order tools list them. */
export const targets: readonly Target[] = [
  splunkTarget,
  kustoTarget,
  eqlTarget,
  esqlTarget,
  luceneTarget,
  .../* @__PURE__ */ SQL_TARGETS.map(sqlTarget),
];

/** Whether the target stands for its family: the others of it say nearly the same. */
export function isNoVariant({ variantOf }: Target): boolean {
  return variantOf === undefined;
}
