/** The cases of `spec/conformance`, read; see the README there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventRecord } from '../../lib/query/event.ts';
import { toPlain } from '../../lib/yaml/plain.ts';
import { readDocuments } from '../../lib/yaml/read.ts';
import { ROOT } from './project.ts';

export interface ConformanceCase {
  readonly file: string;
  readonly name: string;
  /** All the Sigma documents of the case, those of `rules.yml` in front. */
  readonly sigma: string;
  readonly events: readonly TimedEvent[];
  readonly matches: readonly ExpectedMatch[] | undefined;
  readonly alerts: readonly ExpectedAlert[] | undefined;
  readonly why: string;
}

export interface TimedEvent {
  /** In seconds. */
  readonly at: number;
  readonly fields: EventRecord;
}

export interface ExpectedMatch {
  readonly at: number;
  readonly group: Readonly<Record<string, string>>;
  readonly still: boolean;
}

export interface ExpectedAlert {
  readonly at: number;
  readonly rule: string;
}

interface WrittenCase {
  readonly name: string;
  readonly rules: readonly string[];
  readonly sigma: string;
  readonly events: readonly ({ readonly at: number } & EventRecord)[];
  readonly matches?: readonly (Omit<ExpectedMatch, 'still'> & { readonly still?: boolean })[];
  readonly alerts?: readonly ExpectedAlert[];
  readonly why: string;
}

const FOLDER = join(ROOT, 'spec', 'conformance');

export function readConformanceCases(): readonly ConformanceCase[] {
  const rules = rulesByName(readFileSync(join(FOLDER, 'rules.yml'), 'utf8'));
  const files = readdirSync(join(FOLDER, 'cases')).sort();
  return files.flatMap((file) => {
    const { cases } = readYamlFile(join(FOLDER, 'cases', file)) as { readonly cases: readonly WrittenCase[] };
    return cases.map((each): ConformanceCase => ({
      file,
      name: each.name,
      sigma: [...each.rules.map((name) => rules.get(name) ?? ''), each.sigma].join('---\n'),
      events: each.events.map(({ at, ...fields }) => ({ at, fields })),
      matches: each.matches?.map(({ at, group, still = false }) => ({ at, group, still })),
      alerts: each.alerts,
      why: each.why,
    }));
  });
}

function rulesByName(text: string): ReadonlyMap<string, string> {
  return new Map(
    text
      .replace(/^#.*\n/, '')
      .split('---\n')
      .map((document) => [/^name: (.*)$/m.exec(document)?.[1] ?? '', document]),
  );
}

function readYamlFile(path: string): unknown {
  const [document] = readDocuments({ name: path, text: readFileSync(path, 'utf8') });
  if (document?.root === undefined || document.diagnostics.length > 0) throw new Error(path);
  return toPlain(document.root);
}
