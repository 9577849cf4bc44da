/** One item of a search, from its key and values to what it means. */
import type { DetectionItem, DetectionValue } from '../../lib/ast/detection.ts';
import { createCollector } from '../../lib/diagnostics/collector.ts';
import type { Diagnostic } from '../../lib/diagnostics/diagnostic.ts';
import { resolveItem } from '../../lib/resolve/items.ts';
import { not, or } from '../../lib/query/build.ts';
import type { Query } from '../../lib/query/query.ts';
import type { Source } from '../../lib/source/source.ts';
import { parseFieldKey } from '../../lib/syntax/field-key.ts';
import { marked } from './embedded.ts';
import { showQuery } from './show-query.ts';

export type Scalar = string | number | boolean | null;

export type Placeholders = Readonly<Record<string, readonly (string | number)[]>>;

export interface ResolvedItem {
  readonly query: Query;
  readonly diagnostics: readonly Diagnostic[];
}

/** The item `key: [values]`, standing in a source of that text, each value spelled as JavaScript spells it. */
export function itemOf(key: string, values: readonly Scalar[]): { item: DetectionItem; source: Source } {
  const parts = values.map((value) => String(value));
  const text = `${key}: [${parts.join(', ')}]`;
  const source: Source = { name: 'rule.yml', text };
  const { field, fieldSpan, modifiers } = parseFieldKey({
    text: key,
    source,
    span: { start: 0, end: key.length },
    verbatim: true,
  });
  let start = key.length + 3;
  const origins = values.map((value, index): DetectionValue => {
    const spelling = parts[index] as string;
    const span = { start, end: start + spelling.length };
    start = span.end + 2;
    return { value, text: spelling, verbatim: true, span };
  });
  const span = { start: 0, end: text.length };
  return { item: { kind: 'item', field, fieldSpan, modifiers, values: origins, span }, source };
}

export function resolve(
  key: string,
  values: readonly Scalar[],
  placeholders: Placeholders = {},
): ResolvedItem {
  const { item, source } = itemOf(key, values);
  const collector = createCollector(source);
  const query = resolveItem(item, {
    collector,
    modifierOptions: { placeholders },
    leaves: 0,
    regexLength: 0,
  });
  return { query: spellOut(query), diagnostics: collector.diagnostics };
}

/** The values of a list as an `or`: which items are lists is a matter of printing, not of meaning. */
function spellOut(query: Query): Query {
  if (query.kind === 'not') return not(spellOut(query.operand));
  return query.kind === 'any-of' ? or(query.leaves) : query;
}

/** What an item without errors means, on one line. */
export function meaning(
  key: string,
  values: readonly Scalar[] | Scalar,
  placeholders?: Placeholders,
): string {
  const { query, diagnostics } = resolve(key, listOf(values), placeholders);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('; '));
  return showQuery(query);
}

/** What is wrong with an item: `code at what it points to`, for each diagnostic. */
export function trouble(
  key: string,
  values: readonly Scalar[] | Scalar,
  placeholders?: Placeholders,
): readonly string[] {
  const { diagnostics } = resolve(key, listOf(values), placeholders);
  return diagnostics.map((diagnostic) => `${diagnostic.code} at ${marked(diagnostic)}`);
}

function listOf(values: readonly Scalar[] | Scalar): readonly Scalar[] {
  return typeof values === 'object' && values !== null ? values : [values];
}
