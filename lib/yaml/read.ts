/** YAML text to positioned trees. js-yaml is known to this folder alone. */
import { parseEvents, YAMLException, type Event } from 'js-yaml';
import { createCollector } from '../diagnostics/collector.ts';
import { diagnose, type Diagnostic, type Finding } from '../diagnostics/diagnostic.ts';
import * as messages from '../diagnostics/messages/yaml.ts';
import type { Source, Span } from '../source/source.ts';
import { composeDocument, type NodeBudget } from './compose.ts';
import { MAX_DEPTH, MAX_DOCUMENT_LENGTH, MAX_DOCUMENTS, MAX_NODES, MAX_TEXT_LENGTH } from './limits.ts';
import type { YamlNode } from './node.ts';
import { cutAtMarkers, type Piece } from './pieces.ts';
import { skipSeparators } from './places.ts';
import { explainSyntaxError } from './syntax-error.ts';

export interface YamlResult {
  /** Those that could be read, in the order of the file. Empty documents are left out. */
  readonly documents: readonly YamlNode[];
  readonly diagnostics: readonly Diagnostic[];
}

/** One document of a source, readable or not. */
export interface YamlDocument {
  /** Undefined when nothing could be read; the diagnostics then say why. */
  readonly root: YamlNode | undefined;
  readonly span: Span;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Every document of a source with the diagnostics that belong to it. Never throws.
 *
 * A document that cannot be read does not stop the others. Empty documents, as a `---` at the end of a file makes
 * them, are left out, unless there is no other.
 */
export function readDocuments(source: Source): readonly YamlDocument[] {
  const { text } = source;
  if (text.length > MAX_TEXT_LENGTH) {
    return [unreadable(source, startOf(0), messages.textTooLong(text.length, MAX_TEXT_LENGTH))];
  }
  const documents: YamlDocument[] = [];
  const budget: NodeBudget = { nodes: MAX_NODES };
  for (const [index, piece] of cutAtMarkers(text).entries()) {
    if (budget.nodes < 0) break;
    if (index === MAX_DOCUMENTS) {
      documents.push(unreadable(source, startOf(piece.base), messages.tooManyDocuments(MAX_DOCUMENTS)));
      break;
    }
    readPiece(source, piece, budget, documents);
  }
  return documents.length > 0 ? documents : [unreadable(source, startOf(0), messages.emptyText())];
}

/** The same as two lists: all trees, all diagnostics. */
export function readYaml(source: Source): YamlResult {
  const documents = readDocuments(source);
  return {
    documents: documents.flatMap(({ root }) => (root === undefined ? [] : [root])),
    diagnostics: documents.flatMap(({ diagnostics }) => diagnostics),
  };
}

function readPiece(source: Source, piece: Piece, budget: NodeBudget, documents: YamlDocument[]): void {
  const { text, base } = piece;
  if (text.length > MAX_DOCUMENT_LENGTH) {
    const finding = messages.documentTooLong(text.length, MAX_DOCUMENT_LENGTH);
    documents.push(unreadable(source, spanOf(piece), finding));
    return;
  }
  let events: readonly Event[];
  try {
    // The parser counts the scalars inside a collection as one level more.
    events = parseEvents(text, { maxDepth: MAX_DEPTH + 1 });
  } catch (error) {
    documents.push(unparsable(source, piece, error));
    return;
  }
  for (let at = 0; at < events.length && budget.nodes >= 0;) {
    const collector = createCollector(source);
    const { root, next } = composeDocument({ text, base, events }, at, budget, collector);
    at = next;
    const { diagnostics } = collector;
    if (root === undefined || !isEmpty(root) || diagnostics.length > 0) {
      documents.push({ root, span: root?.span ?? spanOf(piece), diagnostics });
    }
  }
}

function isEmpty(root: YamlNode): boolean {
  return root.kind === 'scalar' && root.text === '' && root.style === 'plain';
}

function unparsable(source: Source, piece: Piece, error: unknown): YamlDocument {
  const [reason, position] =
    error instanceof YAMLException ? [error.reason, error.mark?.position ?? 0] : [String(error), 0];
  const { finding, start, end } = explainSyntaxError(piece.text, position, reason);
  const diagnostic = diagnose(finding, source, { start: piece.base + start, end: piece.base + end });
  return { root: undefined, span: spanOf(piece), diagnostics: [diagnostic] };
}

function unreadable(source: Source, span: Span, finding: Finding): YamlDocument {
  const { start } = span;
  return { root: undefined, span, diagnostics: [diagnose(finding, source, { start, end: start })] };
}

/** From the first content of a piece to its end. */
function spanOf({ text, base }: Piece): Span {
  const marker = /^\uFEFF?(?:---)?/.exec(text)?.[0].length ?? 0;
  return { start: base + skipSeparators(text, marker), end: base + text.length };
}

function startOf(offset: number): Span {
  return { start: offset, end: offset };
}
