/**
 * The catalogue of targets, for tools that choose one by name. Each is loaded only when asked for.
 *
 * Programs that know their target import it directly: `import { splunk } from 'sigmaq/backends/splunk'`.
 */
import type { Backend } from '../lib/backend/backend.ts';
import { booleanSetting, typesSetting, type TargetSettings } from './settings.ts';

export type { TargetSettings } from './settings.ts';

/** A target of the catalogue: its names, its settings, and how to load it. */
export interface Target {
  /** What a user types: `kusto`. */
  readonly name: string;
  readonly title: string;
  /** Other names users try. */
  readonly aliases: readonly string[];
  /** Names of the settings {@link load} understands, each with a sentence. */
  readonly settings: Readonly<Record<string, string>>;
  /**
   * The backend with these settings.
   * @throws RangeError for a value it cannot read
   */
  readonly load: (settings?: TargetSettings) => Promise<Backend<string>>;
}

const splunkTarget: Target = {
  name: 'splunk',
  title: 'Splunk SPL',
  aliases: ['spl'],
  settings: { prefix: 'search terms that stand first in every query, such as index=windows' },
  async load({ prefix } = {}) {
    const { createSplunk } = await import('./splunk/index.ts');
    return createSplunk(prefix === undefined ? {} : { prefix });
  },
};

const kustoTarget: Target = {
  name: 'kusto',
  title: 'Microsoft KQL (Sentinel, Defender XDR, Azure Data Explorer)',
  aliases: ['kql', 'sentinel', 'defender'],
  settings: {
    table: 'the table a query starts with, such as SecurityEvent; without it a query is the body of a where',
    columns: 'types of columns that are not text, such as EventID:int,TimeGenerated:datetime',
  },
  async load({ table, columns } = {}) {
    const { COLUMN_TYPES, createKusto } = await import('./kusto/index.ts');
    return createKusto({
      ...(table === undefined ? {} : { table }),
      ...(columns === undefined ? {} : { columns: typesSetting('columns', columns, COLUMN_TYPES) }),
    });
  },
};

const eqlTarget: Target = {
  name: 'eql',
  title: 'Elastic EQL',
  aliases: ['elastic', 'elasticsearch'],
  settings: {
    category: 'the event category before where, such as process; by default any',
    fields: 'types of fields that are not text, such as process.pid:long,source.ip:ip',
    optional: 'false to write fields without ?, when every field is mapped',
  },
  async load({ category, fields, optional } = {}) {
    const { createEql, FIELD_TYPES } = await import('./eql/index.ts');
    return createEql({
      ...(category === undefined ? {} : { category }),
      ...(fields === undefined ? {} : { fields: typesSetting('fields', fields, FIELD_TYPES) }),
      ...(optional === undefined ? {} : { optional: booleanSetting('optional', optional) }),
    });
  },
};

/** Every target that prints text, in the order tools list them. */
export const targets: readonly Target[] = [splunkTarget, kustoTarget, eqlTarget];
