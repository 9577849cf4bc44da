/** `sigmaq.config.yml` to a {@link ProjectConfig}. JSON is read by the same reader, which it is a part of. */
import { normalize } from 'node:path';
import { catalogue } from '../../lib/diagnostics/catalogue/index.ts';
import { createCollector } from '../../lib/diagnostics/collector.ts';
import { hasErrors, type Diagnostic } from '../../lib/diagnostics/diagnostic.ts';
import {
  configNotAMap,
  configSeveralDocuments,
  configSharedOutput,
  configValue,
} from '../../lib/diagnostics/messages/config.ts';
import type { Source } from '../../lib/source/source.ts';
import type { YamlMapping } from '../../lib/yaml/node.ts';
import { readYaml } from '../../lib/yaml/read.ts';
import {
  map,
  maps,
  oneOf,
  readKeys,
  settings,
  someOf,
  text,
  texts,
  valueLists,
  type KeyTable,
  type Report,
} from './keys.ts';
import type {
  LogSourceConditions,
  Placed,
  PlacedSettings,
  PlaceholderValues,
  ProjectConfig,
  Selection,
  TargetConfig,
} from './project.ts';

export interface ReadConfigResult {
  /** Undefined when there is an error. */
  readonly config: ProjectConfig | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const LEVELS = ['informational', 'low', 'medium', 'high', 'critical'];
const STATUS = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'];

const SELECTION = {
  paths: texts,
  ids: texts,
  status: someOf('status', STATUS),
  level: someOf('level', LEVELS),
  tags: texts,
} as const satisfies KeyTable;

const LOG_SOURCE = {
  category: text,
  product: text,
  service: text,
  conditions: valueLists,
} as const satisfies KeyTable;

const selection = map('a map of paths, ids, status, level and tags', readSelection);

const TARGET = {
  backend: text,
  settings,
  pipelines: texts,
  format: text,
  formatSettings: settings,
  output: text,
  unmapped: oneOf('policy', ['error', 'warn', 'keep']),
  approximate: oneOf('policy', ['never', 'superset', 'any']),
  accept: someOf('diagnostic code', Object.keys(catalogue)),
  only: selection,
  exclude: selection,
  logsources: maps('a list of log sources with conditions', readLogSource),
  overrides: map('a map of settings by the id of a rule', readOverrides),
  placeholders: valueLists,
} as const satisfies KeyTable;

const PROJECT = {
  rules: texts,
  filters: texts,
  only: selection,
  exclude: selection,
  placeholders: valueLists,
  targets: map('a map of targets by name', (node, report) => readTargets(node, report)),
} as const satisfies KeyTable;

/** Names of the keys, by what they are keys of; what describes the file elsewhere is held to them. */
export const CONFIG_KEYS: Readonly<Record<string, readonly string[]>> = {
  project: Object.keys(PROJECT),
  target: Object.keys(TARGET),
  selection: Object.keys(SELECTION),
  logsource: Object.keys(LOG_SOURCE),
};

/** Reads a configuration. Never throws for anything the text says. */
export function readConfig(source: Source): ReadConfigResult {
  const collector = createCollector(source);
  const { documents, diagnostics } = readYaml(source);
  collector.add(diagnostics);
  const [root, second] = documents;
  if (second !== undefined) collector.report(configSeveralDocuments(), second.span);
  if (root !== undefined && root.kind !== 'mapping') collector.report(configNotAMap(root.kind), root.span);
  const config = root?.kind === 'mapping' ? readProject(root, source, collector.report) : undefined;
  return {
    config: hasErrors(collector.diagnostics) ? undefined : config,
    diagnostics: collector.diagnostics,
  };
}

function readProject(root: YamlMapping, source: Source, report: Report): ProjectConfig {
  const values = readKeys(PROJECT, root, 'a configuration', ['rules', 'targets'], report);
  const placeholders = toRecord(values.placeholders);
  const targets = (values.targets ?? []).map((target) => ({
    ...target,
    placeholders: { ...placeholders, ...target.placeholders },
  }));
  reportSharedOutputs(targets, report);
  return {
    source,
    rules: valuesOf(values.rules),
    filters: valuesOf(values.filters),
    only: values.only ?? NOTHING,
    exclude: values.exclude ?? NOTHING,
    targets,
  };
}

function reportSharedOutputs(targets: readonly TargetConfig[], report: Report): void {
  const seen = new Map<string, string>();
  for (const { name, output } of targets) {
    const folder = normalize(output.value).replace(/[/\\]+$/, '');
    const other = seen.get(folder);
    if (other !== undefined) report(configSharedOutput(output.value, other), output.span);
    else seen.set(folder, name);
  }
}

/** A file name on every system, as it ends up in messages and arguments. */
const TARGET_NAME = /^[\w][\w.-]*$/;

function readTargets({ pairs, span }: YamlMapping, report: Report): readonly TargetConfig[] {
  if (pairs.length === 0) report(configValue('targets', 'at least one target'), span);
  return pairs.flatMap(({ key, value }) => {
    if (!TARGET_NAME.test(key.text)) {
      report(configValue('targets', 'names of letters, digits, dots and dashes'), key.span);
      return [];
    }
    if (value.kind === 'mapping') return readTarget({ value: key.text, span: key.span }, value, report) ?? [];
    report(configValue(key.text, 'a map'), value.span);
    return [];
  });
}

function readTarget(name: Placed<string>, node: YamlMapping, report: Report): TargetConfig | undefined {
  const values = readKeys(TARGET, node, 'a target', ['backend', 'output'], report);
  const { backend, output } = values;
  if (backend === undefined || output === undefined) return undefined;
  return {
    name: name.value,
    span: name.span,
    backend,
    settings: values.settings ?? new Map<string, Placed<string>>(),
    pipelines: values.pipelines ?? [],
    format: values.format ?? { value: 'default', span: name.span },
    formatSettings: values.formatSettings ?? new Map<string, Placed<string>>(),
    output,
    unmapped: values.unmapped ?? 'error',
    approximate: values.approximate ?? 'superset',
    accept: values.accept ?? [],
    only: values.only ?? NOTHING,
    exclude: values.exclude ?? NOTHING,
    logsources: values.logsources ?? [],
    overrides: values.overrides ?? new Map<string, PlacedSettings>(),
    placeholders: toRecord(values.placeholders),
  };
}

const NOTHING: Selection = { paths: [], ids: [], status: [], level: [], tags: [] };

function readSelection(node: YamlMapping, report: Report): Selection {
  const values = readKeys(SELECTION, node, 'a selection of rules', [], report);
  return {
    paths: valuesOf(values.paths),
    ids: valuesOf(values.ids).map((id) => id.toLowerCase()),
    status: values.status ?? [],
    level: values.level ?? [],
    tags: valuesOf(values.tags).map((tag) => tag.toLowerCase()),
  };
}

function readLogSource(node: YamlMapping, report: Report): LogSourceConditions | undefined {
  const values = readKeys(LOG_SOURCE, node, 'a log source', ['conditions'], report);
  if (values.conditions === undefined) return undefined;
  const parts = (['category', 'product', 'service'] as const).flatMap((part) => {
    const value = values[part]?.value;
    return value === undefined ? [] : [[part, value] as const];
  });
  return { logsource: Object.fromEntries(parts), conditions: values.conditions };
}

function readOverrides(node: YamlMapping, report: Report): ReadonlyMap<string, PlacedSettings> {
  const found = new Map<string, PlacedSettings>();
  for (const { key, value } of node.pairs) {
    const read = settings.read(value, report);
    if (read instanceof Map) found.set(key.text.toLowerCase(), read);
    else report(configValue(key.text, settings.expects), value.span);
  }
  return found;
}

function valuesOf(placed: readonly Placed<string>[] | undefined): readonly string[] {
  return placed?.map(({ value }) => value) ?? [];
}

function toRecord(values: ReadonlyMap<string, readonly (string | number)[]> | undefined): PlaceholderValues {
  return Object.fromEntries(values ?? []);
}
