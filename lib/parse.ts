/** Sigma YAML to rules, correlations and filters. */
import type { SigmaCorrelation } from './ast/correlation.ts';
import type { SigmaFilter } from './ast/filter.ts';
import type { SigmaRule } from './ast/rule.ts';
import { diagnose, hasErrors, type Diagnostic, type Finding } from './diagnostics/diagnostic.ts';
import { notAMap } from './diagnostics/messages/rule.ts';
import { createMerger, type CollectionMerger, type MergedDocument } from './rule/collection-actions.ts';
import { documentKind, refuseDocument } from './rule/document-type.ts';
import { loadCorrelation } from './rule/load-correlation.ts';
import { loadFilter } from './rule/load-filter.ts';
import { loadRule } from './rule/load.ts';
import type { Source, Span } from './source/source.ts';
import type { YamlNode } from './yaml/node.ts';
import { readDocuments, type YamlDocument } from './yaml/read.ts';

/** Settings of {@link parseSigma}. */
export interface ParseOptions {
  /**
   * What diagnostics call the text: a path, or `<stdin>`.
   * @default '<text>'
   */
  readonly name?: string;
}

/** One YAML document of the text, whether or not it turned out to be usable. */
export interface SigmaDocument {
  /**
   * What the document is, or tries to be. An `action` (`global` or `reset`) states nothing of its own: it changes
   * the documents behind it. What could not be read at all is taken for a rule.
   */
  readonly kind: 'rule' | 'correlation' | 'filter' | 'action';
  /** There when the document is a rule and none of its diagnostics is an error. */
  readonly rule: SigmaRule | undefined;
  /** There when the document is a correlation and none of its diagnostics is an error. */
  readonly correlation: SigmaCorrelation | undefined;
  /** There when the document is a filter and none of its diagnostics is an error. */
  readonly filter: SigmaFilter | undefined;
  /** As far as it could be read, so that what is refused can be called by its name. */
  readonly title: string | undefined;
  readonly id: string | undefined;
  readonly source: Source;
  readonly span: Span;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What {@link parseSigma} found in a text: what is usable, and all that is to be said about the rest. */
export interface ParseResult {
  /** The usable rules, in the order of the text: none of them has an error. */
  readonly rules: readonly SigmaRule[];
  /** The usable correlations, in the order of the text. Their rules may stand in other texts: see `createCollection`. */
  readonly correlations: readonly SigmaCorrelation[];
  /** The usable filters, in the order of the text. */
  readonly filters: readonly SigmaFilter[];
  /** Everything worth saying about the text, in its order. */
  readonly diagnostics: readonly Diagnostic[];
  /** The same by document. */
  readonly documents: readonly SigmaDocument[];
}

/**
 * Reads Sigma rules, correlations and filters from YAML. Never throws for anything the text says, and a bad document
 * never stops the others.
 *
 * A rule is given only when what it detects is beyond doubt; see `loadRule` for what is an error and what a warning.
 * Documents with `action: global`, `reset` or `repeat` complete the others, as in Sigma 1.
 *
 * @param text - One document or several, divided by `---`. A byte order mark and any line breaks are welcome.
 * @example
 * const { rules, diagnostics } = parseSigma(await readFile('rule.yml', 'utf8'), { name: 'rule.yml' });
 * rules[0].title // 'PowerShell started'
 * diagnostics.map(formatDiagnostic) // []
 */
export function parseSigma(text: string, options: ParseOptions = {}): ParseResult {
  const source: Source = { name: options.name ?? '<text>', text };
  const merger = createMerger(source);
  const documents = readDocuments(source).map((document) => parseDocument(document, source, merger));
  return {
    rules: documents.flatMap(({ rule }) => rule ?? []),
    correlations: documents.flatMap(({ correlation }) => correlation ?? []),
    filters: documents.flatMap(({ filter }) => filter ?? []),
    diagnostics: documents.flatMap(({ diagnostics }) => diagnostics),
    documents,
  };
}

/** What a document states, as far as it could be loaded. */
interface Loaded {
  readonly kind: SigmaDocument['kind'];
  readonly rule?: SigmaRule | undefined;
  readonly correlation?: SigmaCorrelation | undefined;
  readonly filter?: SigmaFilter | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

function parseDocument(
  { root, span, diagnostics: found }: YamlDocument,
  source: Source,
  merger: CollectionMerger,
): SigmaDocument {
  const merged = root?.kind === 'mapping' ? merger.add(root) : undefined;
  const tree = merged?.kind === 'document' ? merged.tree : root;
  const loaded = loadMerged(root, merged, source);
  const diagnostics = inOrder([...found, ...(merged?.diagnostics ?? []), ...loaded.diagnostics]);
  const isUsable = !hasErrors(diagnostics);
  return {
    kind: loaded.kind,
    rule: isUsable ? loaded.rule : undefined,
    correlation: isUsable ? loaded.correlation : undefined,
    filter: isUsable ? loaded.filter : undefined,
    title: textOf(tree, 'title'),
    id: textOf(tree, 'id'),
    source,
    span,
    diagnostics,
  };
}

function loadMerged(root: YamlNode | undefined, merged: MergedDocument | undefined, source: Source): Loaded {
  if (root === undefined) return { kind: 'rule', diagnostics: [] };
  if (root.kind !== 'mapping') return refuse(notAMap(root.kind), source, root.span);
  if (merged === undefined || merged.kind === 'unusable') return { kind: 'rule', diagnostics: [] };
  if (merged.kind === 'action') return { kind: 'action', diagnostics: [] };
  const { tree } = merged;
  const refusal = refuseDocument(tree);
  if (refusal !== undefined) return refuse(refusal.finding, source, refusal.span);
  const kind = documentKind(tree);
  switch (kind) {
    case 'rule':
      return { kind, ...loadRule(tree, source) };
    case 'correlation':
      return { kind, ...loadCorrelation(tree, source) };
    case 'filter':
      return { kind, ...loadFilter(tree, source) };
  }
}

function refuse(finding: Finding, source: Source, span: Span): Loaded {
  return { kind: 'rule', diagnostics: [diagnose(finding, source, span)] };
}

function textOf(root: YamlNode | undefined, name: string): string | undefined {
  if (root?.kind !== 'mapping') return undefined;
  const value = root.pairs.find(({ key }) => key.text === name)?.value;
  return value?.kind === 'scalar' && value.value !== null ? value.text : undefined;
}

function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort((a, b) => a.span.start - b.span.start);
}
