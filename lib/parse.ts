/** Sigma YAML to rules. */
import type { SigmaRule } from './ast/rule.ts';
import { diagnose, hasErrors, type Diagnostic, type Finding } from './diagnostics/diagnostic.ts';
import { dependsOnGlobal, notAMap } from './diagnostics/messages/rule.ts';
import { collectionAction } from './rule/document-type.ts';
import { loadRule, type RuleResult } from './rule/load.ts';
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

/** One YAML document of the text, whether or not it turned out to be a usable rule. */
export interface SigmaDocument {
  /** Undefined exactly when a diagnostic of the document is an error. */
  readonly rule: SigmaRule | undefined;
  /** As far as it could be read, so that what is refused can be called by its name. */
  readonly title: string | undefined;
  readonly id: string | undefined;
  readonly source: Source;
  readonly span: Span;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What {@link parseSigma} found in a text: usable rules, and all that is to be said about the others. */
export interface ParseResult {
  /** The usable rules, in the order of the text: none of them has an error. */
  readonly rules: readonly SigmaRule[];
  /** Everything worth saying about the text, in its order. */
  readonly diagnostics: readonly Diagnostic[];
  /** The same by document. */
  readonly documents: readonly SigmaDocument[];
}

/**
 * Reads Sigma rules from YAML. Never throws for anything the text says, and a bad rule never stops the others.
 *
 * A rule is given only when what it detects is beyond doubt; see `loadRule` for what is an error and what a warning.
 *
 * @param text - One document or several, divided by `---`. A byte order mark and any line breaks are welcome.
 * @example
 * const { rules, diagnostics } = parseSigma(await readFile('rule.yml', 'utf8'), { name: 'rule.yml' });
 * rules[0].title // 'PowerShell started'
 * diagnostics.map(formatDiagnostic) // []
 */
export function parseSigma(text: string, options: ParseOptions = {}): ParseResult {
  const source: Source = { name: options.name ?? '<text>', text };
  const documents: SigmaDocument[] = [];
  let isInCollection = false;
  for (const document of readDocuments(source)) {
    documents.push(parseDocument(document, source, isInCollection));
    const action = document.root?.kind === 'mapping' ? collectionAction(document.root) : undefined;
    if (action !== undefined) isInCollection = action.text !== 'reset';
  }
  return {
    rules: documents.flatMap(({ rule }) => rule ?? []),
    diagnostics: documents.flatMap(({ diagnostics }) => diagnostics),
    documents,
  };
}

function parseDocument(document: YamlDocument, source: Source, isInCollection: boolean): SigmaDocument {
  const { root, span } = document;
  const title = textOf(root, 'title');
  const id = textOf(root, 'id');
  if (root === undefined) {
    return { rule: undefined, title, id, source, span, diagnostics: document.diagnostics };
  }
  const loaded = loadDocument(root, source, isInCollection);
  const diagnostics = inOrder([...document.diagnostics, ...loaded.diagnostics]);
  return { rule: hasErrors(diagnostics) ? undefined : loaded.rule, title, id, source, span, diagnostics };
}

function loadDocument(root: YamlNode, source: Source, isInCollection: boolean): RuleResult {
  if (root.kind !== 'mapping') return refuse(notAMap(root.kind), source, root.span);
  if (isInCollection && collectionAction(root) === undefined) {
    return refuse(dependsOnGlobal(), source, root.pairs[0]?.key.span ?? root.span);
  }
  return loadRule(root, source);
}

function refuse(finding: Finding, source: Source, span: Span): RuleResult {
  return { rule: undefined, diagnostics: [diagnose(finding, source, span)] };
}

function textOf(root: YamlNode | undefined, name: string): string | undefined {
  if (root?.kind !== 'mapping') return undefined;
  const value = root.pairs.find(({ key }) => key.text === name)?.value;
  return value?.kind === 'scalar' && value.value !== null ? value.text : undefined;
}

function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort((a, b) => a.span.start - b.span.start);
}
