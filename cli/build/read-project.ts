/** Reads what a configuration names: rules, correlations and filters, put together across files. */
import { createCollection, type CollectionInput, type SigmaCollection } from '../../lib/collection/index.ts';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import type { Diagnostic } from '../../lib/diagnostics/diagnostic.ts';
import { parseSigma, type SigmaDocument } from '../../lib/parse.ts';
import type { ProjectConfig } from '../config/project.ts';
import { readInputs, type Input } from '../inputs.ts';
import type { Io } from '../io.ts';

/** A document that may give a result: not an action, a filter, or a rule that only serves correlations. */
export interface Entry {
  readonly input: Input;
  readonly document: SigmaDocument;
  /** Which of the input's documents, from 0. */
  readonly index: number;
  /** With the filters that apply to it. */
  readonly rule: SigmaRule | undefined;
}

export interface Project {
  readonly entries: readonly Entry[];
  /** Files of filters and of documents that others refer to, as named: a change of one may concern any rule. */
  readonly shared: readonly string[];
  /** Of what stands between the documents, and of filters. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether an input could not be read or has a document of no use. */
  readonly isDamaged: boolean;
}

/** @param io with the folder of the configuration as its own */
export async function readProject({ rules, filters }: ProjectConfig, io: Io): Promise<Project> {
  const ruleFiles = await readAll(rules, io);
  // A folder of filters may lie in one of rules.
  const known = new Set(ruleFiles.map(({ input }) => input.source.name));
  const filterFiles = (await readAll(filters, io)).filter(({ input }) => !known.has(input.source.name));
  const files = [...ruleFiles, ...filterFiles];
  const collection = createCollection(files.map(({ documents }) => toInput(documents)));
  const entries = ruleFiles.flatMap(({ input, documents }) =>
    documents.flatMap((document, index) => toEntry(input, document, index, collection)),
  );
  const others = files.flatMap(({ documents }) => documents).filter(({ kind }) => kind === 'filter');
  return {
    entries,
    shared: files.filter(isShared).map(({ input }) => input.source.name),
    diagnostics: [...others.flatMap(({ diagnostics }) => diagnostics), ...collection.diagnostics],
    isDamaged: files.some(isDamaged),
  };
}

interface ReadFile {
  readonly input: Input;
  readonly documents: readonly SigmaDocument[];
}

async function readAll(paths: readonly string[], io: Io): Promise<readonly ReadFile[]> {
  const files = new Map<string, ReadFile>();
  for await (const input of readInputs(paths, io)) {
    const { name, text } = input.source;
    if (!files.has(name)) files.set(name, { input, documents: documentsOf(input, text) });
  }
  return [...files.values()];
}

function documentsOf({ source, problem }: Input, text: string): readonly SigmaDocument[] {
  if (problem === undefined) return parseSigma(text, { name: source.name }).documents;
  const nothing = {
    rule: undefined,
    correlation: undefined,
    filter: undefined,
    title: undefined,
    id: undefined,
  };
  return [{ kind: 'rule', ...nothing, source, span: problem.span, diagnostics: [problem] }];
}

function toInput(documents: readonly SigmaDocument[]): CollectionInput {
  return {
    rules: documents.flatMap(({ rule }) => rule ?? []),
    correlations: documents.flatMap(({ correlation }) => correlation ?? []),
    filters: documents.flatMap(({ filter }) => filter ?? []),
  };
}

function toEntry(
  input: Input,
  document: SigmaDocument,
  index: number,
  collection: SigmaCollection,
): readonly Entry[] {
  const { kind, rule } = document;
  if (kind === 'action' || kind === 'filter') return [];
  if (rule === undefined) return [{ input, document, index, rule }];
  const { value, isResult } = collection.ruleEntry(rule);
  return isResult ? [{ input, document, index, rule: value }] : [];
}

function isShared({ documents }: ReadFile): boolean {
  return documents.some(({ kind }) => kind === 'filter' || kind === 'correlation');
}

function isDamaged({ documents }: ReadFile): boolean {
  return documents.some(
    ({ kind, rule, correlation, filter }) =>
      kind !== 'action' && (rule ?? correlation ?? filter) === undefined,
  );
}
