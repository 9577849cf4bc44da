/** A backend from a dialect: what most targets need and all a first version needs. */
import type { SigmaRule } from '../ast/rule.ts';
import type { ApproximationPolicy, Backend, ConversionRequest, Gap } from './backend.ts';
import type { TextDialect } from './dialect.ts';
import { printQuery } from './print.ts';
import type { Query } from '../query/query.ts';
import type { Schema } from './schema.ts';

/** A way to present a query: what it is, and the text around it. */
export interface TextFormat {
  /** A sentence for `sigmaq list targets`. */
  readonly description: string;
  readonly render: (query: string, rule: SigmaRule, schema?: Schema) => string;
}

/** What {@link createTextBackend} makes a backend of. */
export interface TextBackendDescription {
  readonly name: string;
  readonly title: string;
  readonly assumptions: readonly string[];
  readonly formats: Readonly<Record<string, TextFormat>> & { readonly default: TextFormat };
  readonly dialect: TextDialect;
  /**
   * Prints one query; by default {@link printQuery} in the dialect. For targets with several languages in one, or with
   * a dialect that depends on where the events lie.
   */
  readonly print?: (
    query: Query,
    policy: ApproximationPolicy,
    schema?: Schema,
  ) => { readonly text: string; readonly gaps: readonly Gap[] };
}

/**
 * A {@link Backend} that prints text.
 *
 * @example
 * const toy = createTextBackend({ name: 'toy', title: 'Toy', assumptions: [], dialect, formats: {
 *   default: { description: 'The bare expression.', render: (query) => query },
 * } });
 */
export function createTextBackend(description: TextBackendDescription): Backend<string> {
  const { name, title, assumptions, formats, dialect } = description;
  const print = description.print ?? ((query, policy) => printQuery(query, dialect, policy));

  function convert({ rule, queries, format, approximate, schema }: ConversionRequest): {
    outputs: string[];
    gaps: Gap[];
  } {
    const { render } = formats[format] ?? formats.default;
    const outputs: string[] = [];
    const gaps: Gap[] = [];
    for (const query of queries) {
      const printed = print(query, approximate, schema);
      gaps.push(...printed.gaps);
      outputs.push(render(printed.text, rule, schema));
    }
    return { outputs: gaps.some((gap) => gap.outcome === 'refused') ? [] : outputs, gaps };
  }

  const descriptions = Object.fromEntries(
    Object.entries(formats).map(([key, value]) => [key, value.description]),
  );
  return { name, title, assumptions, formats: descriptions, convert };
}
