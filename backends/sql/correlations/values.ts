/** What a correlation counts or computes with, as an expression over the columns of an event. */
import type { Correlation } from '../../../lib/ast/correlation.ts';
import type { Column } from '../columns.ts';
import type { Engine } from '../engine.ts';

/** Undefined where nothing is counted but events or rules. */
export function valueOf(
  { type, condition }: Correlation,
  columns: readonly Column[],
  engine: Engine,
): string | undefined {
  const [first] = columns;
  if (condition.kind === 'expression' || first === undefined) return undefined;
  return type === 'value_count' ? together(columns, engine) : numberOf(first, engine);
}

/** Several texts as one that no others come to: each with its length in front. Null if one is missing or empty. */
function together(columns: readonly Column[], engine: Engine): string {
  const [only] = columns;
  if (columns.length === 1 && only !== undefined) return `NULLIF(${only.text}, '')`;
  const present = columns.map(({ text }) => `${text} <> ''`).join(' AND ');
  const parts = columns.map(({ text }) => `${engine.toText(`length(${text})`)} || ':' || ${text}`);
  return `CASE WHEN ${present} THEN ${parts.join(' || ')} END`;
}

/** Engines take more texts for numbers than decimals, such as `inf`, and put what is no number above all that are. */
const GREATEST = '1.7976931348623157e308';

/** A number as logs have them: `5`, `-0.5`, `2e3`. */
const NUMBER = '[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,3})?';

function numberOf({ reference, text, type }: Column, engine: Engine): string {
  if (type === 'integer') return reference;
  if (type === 'real') return `CASE WHEN abs(${reference}) <= ${GREATEST} THEN ${reference} END`;
  // Without regular expressions, plain decimals.
  const found =
    engine.search?.(text, engine.literal(`^${NUMBER}${engine.textEnd}`)) ?? engine.isDecimal(text);
  const isNumber = typeof found === 'string' ? found : found.text;
  if (engine.title === 'PostgreSQL') return numberOfPostgres(text, isNumber);
  const number = engine.toNumber(text);
  return `CASE WHEN ${isNumber} AND abs(${number}) <= ${GREATEST} THEN ${number} END`;
}

/**
 * A cast that fails makes the statement fail, and one to `double precision` does for numbers too large or too small as well;
 * `numeric` holds all of so many digits. Only CASE keeps the order.
 *
 * https://www.postgresql.org/docs/current/sql-expressions.html#SYNTAX-EXPRESS-EVAL
 * https://www.postgresql.org/docs/current/datatype-numeric.html
 */
function numberOfPostgres(text: string, isNumber: string): string {
  const size = `abs(CAST(${text} AS numeric))`;
  const double = `CASE WHEN ${size} < 1e-300 THEN 0 WHEN ${size} <= ${GREATEST} THEN CAST(${text} AS double precision) END`;
  return `CASE WHEN length(${text}) <= 300 AND ${isNumber} THEN ${double} END`;
}
