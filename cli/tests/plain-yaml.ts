/** YAML that is no rule, as plain data: files that say which events to test a rule with. */
import type { Diagnostic } from '../../lib/diagnostics/diagnostic.ts';
import type { Source } from '../../lib/source/source.ts';
import { toPlain } from '../../lib/yaml/plain.ts';
import { readYaml } from '../../lib/yaml/read.ts';

export type PlainMap = Readonly<Record<string, unknown>>;

export interface PlainDocuments {
  readonly documents: readonly unknown[];
  /** Errors alone. */
  readonly errors: readonly Diagnostic[];
}

export function readPlain(source: Source): PlainDocuments {
  const { documents, diagnostics } = readYaml(source);
  return {
    documents: documents.map(toPlain),
    errors: diagnostics.filter(({ severity }) => severity === 'error'),
  };
}

export function isMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member of a map; undefined also for what is inherited. */
export function member(map: PlainMap, name: string): unknown {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}
