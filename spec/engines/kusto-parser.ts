/**
 * Microsoft's own KQL parser and binder, as the portals use them, with a table declared from a map of columns.
 *
 * The package is C# compiled to JavaScript and meant for a browser: its two files must be loaded in order, and
 * they leave `Bridge`, `System` and `Kusto` as globals. It does not check regular expressions, and it lets
 * comparisons of different types pass that the engine refuses; `mixedTypes` finds those.
 */
import { createRequire } from 'node:module';
import type { ColumnType } from '../../backends/kusto/index.ts';

export interface KustoDiagnostic {
  /** `KS106`, say. */
  readonly code: string;
  readonly message: string;
  /** The piece of the query it is about. */
  readonly text: string;
}

/** A node of the typed tree. */
export interface KustoNode {
  /** A name of Microsoft's `SyntaxKind`: `AndExpression`. */
  readonly kind: string;
  /** What stands in the query, without blanks around it. */
  readonly text: string;
  /** The type the binder found, for expressions. */
  readonly type: string | undefined;
  /** The decoded value of a literal; dates and timespans as the text the C# runtime makes of them. */
  readonly literal: string | number | boolean | null;
  readonly children: readonly KustoNode[];
}

export interface KustoAnalysis {
  readonly diagnostics: readonly KustoDiagnostic[];
  readonly tree: KustoNode;
}

/** The parts of the package that are used here. */
interface RawNode {
  readonly Kind: number;
  readonly ChildCount: number;
  readonly TextStart: number;
  readonly End: number;
  readonly LiteralValue?: unknown;
  readonly ResultType?: { readonly Name: string } | null;
  GetChild(index: number): RawNode | null;
}

interface RawDiagnostic {
  readonly Code: string;
  readonly Message: string;
  readonly Start: number;
  readonly Length: number;
}

interface RawList<T> {
  readonly Count: number;
  getItem(index: number): T;
}

interface RawCode {
  readonly Syntax: RawNode;
  GetDiagnostics(): RawList<RawDiagnostic>;
}

interface RawGlobals {
  WithCluster(cluster: object): RawGlobals;
  WithDatabase(database: object): RawGlobals;
}

type Constructor = new (...values: unknown[]) => object;

interface RawLanguage {
  readonly GlobalState: { readonly Default: RawGlobals };
  readonly KustoCode: { ParseAndAnalyze(text: string, globals: RawGlobals): RawCode };
  readonly Symbols: {
    readonly TableSymbol: { readonly $ctor7: Constructor };
    readonly DatabaseSymbol: { readonly ctor: Constructor };
    readonly ClusterSymbol: { readonly ctor: Constructor };
  };
  readonly Syntax: {
    readonly SyntaxKind: object;
    readonly SyntaxFacts: { GetText(kind: number): string | null };
  };
}

interface RawSystem {
  readonly Enum: {
    toString(type: object, value: number): string;
    getValues(type: object): readonly number[];
  };
}

const load = createRequire(import.meta.url);
load('@kusto/language-service-next/bridge.min.js');
load('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
const { Kusto, System } = globalThis as unknown as { Kusto: { Language: RawLanguage }; System: RawSystem };
const { GlobalState, KustoCode, Symbols, Syntax } = Kusto.Language;

export type Columns = Readonly<Record<string, ColumnType>>;

/** Knows tables with these columns. */
export interface KustoParser {
  /** The whole query. */
  analyze(query: string): KustoAnalysis;
}

/**
 * A parser for queries of a table, or of several that have the same columns.
 *
 * @example createKustoParser({ EventID: 'int' }).analyze('T | where EventID == 4688').diagnostics // []
 */
export function createKustoParser(columns: Columns, ...tables: readonly string[]): KustoParser {
  const schema = Object.entries(columns).map(([name, type]) => `[${JSON.stringify(name)}]:${type}`);
  const symbols = (tables.length > 0 ? tables : ['T']).map(
    (table) => new Symbols.TableSymbol.$ctor7(table, `(${schema.join(', ')})`, null),
  );
  const database = new Symbols.DatabaseSymbol.ctor('database', symbols);
  const cluster = new Symbols.ClusterSymbol.ctor('cluster', [database]);
  const globals = GlobalState.Default.WithCluster(cluster).WithDatabase(database);
  return {
    analyze(query) {
      const code = KustoCode.ParseAndAnalyze(query, globals);
      return {
        diagnostics: readDiagnostics(code.GetDiagnostics(), query),
        tree: readNode(code.Syntax, query),
      };
    },
  };
}

function readDiagnostics(list: RawList<RawDiagnostic>, query: string): KustoDiagnostic[] {
  return Array.from({ length: list.Count }, (_, index) => {
    const { Code, Message, Start, Length } = list.getItem(index);
    return { code: Code, message: Message, text: query.slice(Start, Start + Length) };
  });
}

function readNode(raw: RawNode, query: string): KustoNode {
  const children: KustoNode[] = [];
  for (let index = 0; index < raw.ChildCount; index++) {
    const child = raw.GetChild(index);
    if (child !== null) children.push(readNode(child, query));
  }
  const kind = kindName(raw.Kind);
  return {
    kind,
    text: query.slice(raw.TextStart, raw.End),
    type: raw.ResultType?.Name,
    literal: readLiteral(kind, raw.LiteralValue),
    children,
  };
}

const kindNames = new Map<number, string>();

/** The package looks a name up among all kinds, one after the other, which takes longer than all the rest. */
function kindName(kind: number): string {
  let name = kindNames.get(kind);
  if (name === undefined) kindNames.set(kind, (name = System.Enum.toString(Syntax.SyntaxKind, kind)));
  return name;
}

/** Everything but text comes in wrappers of the C# runtime. */
function readLiteral(kind: string, value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  const text = (value as { toString(): string }).toString();
  if (kind === 'BooleanLiteralExpression') return text === 'True';
  return /^(Int|Long|Real|Decimal)LiteralExpression$/.test(kind) ? Number(text) : text;
}

/** All words of the language: its keywords, types and operators that look like names. */
export function kustoWords(): readonly string[] {
  const texts = System.Enum.getValues(Syntax.SyntaxKind).map((kind) => Syntax.SyntaxFacts.GetText(kind));
  return [...new Set(texts.filter((text) => text !== null && /^[A-Za-z_]\w*$/.test(text)))] as string[];
}

/** Every node of a kind that the test accepts, in the order of the query. */
export function nodesOf(tree: KustoNode, accept: (node: KustoNode) => boolean): readonly KustoNode[] {
  const found: KustoNode[] = accept(tree) ? [tree] : [];
  for (const child of tree.children) found.push(...nodesOf(child, accept));
  return found;
}

/** The decoded values of all text literals, in the order of the query. */
export function textLiterals(tree: KustoNode): readonly string[] {
  return nodesOf(tree, ({ kind }) => kind === 'StringLiteralExpression').map(({ literal }) =>
    String(literal),
  );
}

/** The tree without its values and names: two queries of the same shape differ in literals and columns alone. */
export function shapeOf({ kind, children }: KustoNode): string {
  return children.length === 0 ? kind : `${kind}(${children.map(shapeOf).join(' ')})`;
}

const COMPARISONS: ReadonlyMap<string, 'same' | 'text'> = new Map([
  ...[
    'Equal',
    'NotEqual',
    'LessThan',
    'LessThanOrEqual',
    'GreaterThan',
    'GreaterThanOrEqual',
    'In',
    'NotIn',
  ].map((kind) => [`${kind}Expression`, 'same'] as const),
  ...['EqualTilde', 'BangTilde', 'InCs', 'NotInCs', 'MatchesRegex'].map(
    (kind) => [`${kind}Expression`, 'text'] as const,
  ),
  ...['Contains', 'StartsWith', 'EndsWith', 'Has'].flatMap((kind) =>
    [kind, `${kind}Cs`].map((each) => [`${each}Expression`, 'text'] as const),
  ),
]);

const NUMBERS = new Set(['int', 'long', 'real']);

/**
 * Comparisons whose two sides are not of one type, `long == "4"` for example: the engine answers with
 * "Cannot compare values of types long and string" (SEM0064). A star stands for text.
 */
export function mixedTypes(tree: KustoNode): readonly string[] {
  return nodesOf(tree, ({ kind }) => COMPARISONS.has(kind)).flatMap((node) => {
    const text = COMPARISONS.get(node.kind) === 'text';
    const [left, ...right] = operandTypes(node);
    const wanted = text ? 'string' : left;
    const types = [left, ...right];
    return types.every((type) => type === wanted) ? [] : [`${node.kind} of ${types.join(', ')}`];
  });
}

function operandTypes(node: KustoNode): readonly string[] {
  return node.children
    .flatMap((child) =>
      child.kind === 'ExpressionList' ? nodesOf(child, ({ kind }) => kind === 'SeparatedElement') : [child],
    )
    .map((child) => (child.kind === 'SeparatedElement' ? (child.children[0] as KustoNode) : child))
    .filter(({ type }) => type !== undefined)
    .map(({ kind, type }) => {
      if (kind === 'StarExpression') return 'string';
      return NUMBERS.has(type as string) ? 'number' : (type as string);
    });
}
