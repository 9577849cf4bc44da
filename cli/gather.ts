/** Rules, correlations and filters from paths, put together: references and filters work across all of them. */
import type { SigmaRule } from '../lib/ast/rule.ts';
import { createCollection, type ResolvedCorrelation, type SigmaCollection } from '../lib/collection/index.ts';
import { diagnose, hasErrors, type Diagnostic } from '../lib/diagnostics/diagnostic.ts';
import { notAFilter } from '../lib/diagnostics/messages/filter.ts';
import { parseSigma, type SigmaDocument } from '../lib/parse.ts';
import type { Source } from '../lib/source/source.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { readInputs, type Input } from './inputs.ts';
import type { Io } from './io.ts';
import { UsageError } from './usage.ts';

/** A document of the inputs and what the others make of it. */
export interface GatheredDocument {
  readonly input: Input;
  readonly document: SigmaDocument;
  /** Which of the input's documents, from 0. */
  readonly index: number;
  /** A rule with its filters. */
  readonly rule: SigmaRule | undefined;
  /** A correlation with its rules. */
  readonly correlation: ResolvedCorrelation | undefined;
  /** Of reading the document and of what it has to do with others. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A text and what is taken of it. */
export interface GatheredSource {
  readonly source: Source;
  readonly onlyFilters: boolean;
}

export interface Gathered {
  /** What gives a result, or should and cannot: not filters, actions, and what only serves a correlation. */
  readonly results: readonly GatheredDocument[];
  /** The other documents. */
  readonly others: readonly GatheredDocument[];
  readonly collection: SigmaCollection;
  /** In order. */
  readonly inputs: readonly Input[];
  /** The texts that all of it was read from, in order: read again, they give an equal collection. */
  readonly sources: readonly GatheredSource[];
  /** `EXIT.input` if one of {@link others} is of no use. */
  readonly exitCode: ExitCode;
}

/**
 * @param filterPaths - Of these, filters alone are taken.
 * @throws UsageError when standard input is named twice
 */
export async function gather(
  paths: readonly string[],
  filterPaths: readonly string[],
  io: Io,
): Promise<Gathered> {
  if ([...paths, ...filterPaths].filter((path) => path === '-').length > 1) {
    throw new UsageError('standard input can be read once only');
  }
  const read = await readAll(paths, io);
  const filters = (await readAll(filterPaths, io)).map(onlyFilter);
  const documents = [...read, ...filters];
  const collection = createCollection({
    rules: documents.flatMap(({ document }) => document.rule ?? []),
    correlations: documents.flatMap(({ document }) => document.correlation ?? []),
    filters: documents.flatMap(({ document }) => document.filter ?? []),
  });
  const between = bySource(collection.diagnostics);
  const gathered = documents.map((each) => withOthers(each, collection, between));
  const others = gathered.filter(({ isResult }) => !isResult);
  return {
    results: gathered.filter(({ isResult }) => isResult),
    others,
    collection,
    inputs: [...new Set(documents.map(({ input }) => input))],
    sources: [...sourcesOf(read, false), ...sourcesOf(filters, true)],
    exitCode: others.some(({ diagnostics }) => hasErrors(diagnostics)) ? EXIT.input : EXIT.ok,
  };
}

function sourcesOf(documents: readonly ReadDocument[], onlyFilters: boolean): readonly GatheredSource[] {
  const usable = documents.filter(({ input }) => input.problem === undefined);
  return [...new Set(usable.map(({ input }) => input.source))].map((source) => ({ source, onlyFilters }));
}

/** The collection of texts that were gathered before, for another thread. */
export function collectAgain(sources: readonly GatheredSource[]): SigmaCollection {
  return createCollection(
    sources.map(({ source, onlyFilters }) => {
      const { rules, correlations, filters } = parseSigma(source.text, { name: source.name });
      return onlyFilters ? { filters } : { rules, correlations, filters };
    }),
  );
}

interface ReadDocument {
  readonly input: Input;
  readonly document: SigmaDocument;
  readonly index: number;
}

async function readAll(paths: readonly string[], io: Io): Promise<readonly ReadDocument[]> {
  const documents: ReadDocument[] = [];
  for await (const input of readInputs(paths, io)) {
    for (const [index, document] of documentsOf(input).entries()) documents.push({ input, document, index });
  }
  return documents;
}

const NOTHING = {
  rule: undefined,
  correlation: undefined,
  filter: undefined,
  title: undefined,
  id: undefined,
} as const;

/** Those of the text; one without content for an input that cannot be read. */
export function documentsOf({ source, problem }: Input): readonly SigmaDocument[] {
  if (problem === undefined) return parseSigma(source.text, { name: source.name }).documents;
  return [{ kind: 'rule', ...NOTHING, source, span: problem.span, diagnostics: [problem] }];
}

/** A rule among filters is most likely in the wrong place, and is left out with a word. */
function onlyFilter({ input, document, index }: ReadDocument): ReadDocument {
  if (document.filter !== undefined || document.kind === 'action' || hasErrors(document.diagnostics)) {
    return {
      input,
      index,
      document: { ...document, kind: document.kind === 'action' ? 'action' : 'filter' },
    };
  }
  const diagnostics = [diagnose(notAFilter(), document.source, document.span)];
  return { input, index, document: { ...document, ...NOTHING, kind: 'filter', diagnostics } };
}

function withOthers(
  { input, document, index }: ReadDocument,
  collection: SigmaCollection,
  between: ReadonlyMap<Source, readonly Diagnostic[]>,
): GatheredDocument & { readonly isResult: boolean } {
  const { kind, rule, correlation, diagnostics } = document;
  const found = between.get(document.source)?.filter((each) => isWithin(each, document)) ?? [];
  const ruleEntry = rule && collection.ruleEntry(rule);
  const correlationEntry = correlation && collection.correlationEntry(correlation);
  return {
    input,
    document,
    index,
    rule: ruleEntry?.value,
    correlation: correlationEntry?.value,
    diagnostics: found.length === 0 ? diagnostics : [...diagnostics, ...found],
    isResult: (ruleEntry ?? correlationEntry)?.isResult ?? (kind === 'rule' || kind === 'correlation'),
  };
}

function isWithin({ span }: Diagnostic, document: SigmaDocument): boolean {
  return span.start >= document.span.start && span.start <= document.span.end;
}

function bySource(diagnostics: readonly Diagnostic[]): ReadonlyMap<Source, readonly Diagnostic[]> {
  const found = new Map<Source, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const others = found.get(diagnostic.source);
    if (others === undefined) found.set(diagnostic.source, [diagnostic]);
    else others.push(diagnostic);
  }
  return found;
}
