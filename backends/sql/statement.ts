/** Statements whose texts are parameters: what drivers take apart from the statement itself. */
import type { Engine, WriteText } from './engine.ts';

/** A statement and the values of its parameters. */
export interface SqlStatement {
  /** With a place for each value: `$1` in DuckDB and PostgreSQL, `{p1:String}` in ClickHouse, `?` in the others. */
  readonly text: string;
  /** In the order of the places; the first is that of `$1` and of `{p1:String}`. */
  readonly values: readonly string[];
}

/** Keeps the texts of a query until the places of those that are left are known. */
export interface Parameters {
  readonly write: WriteText;
  /** The statement with its places. */
  readonly finish: (text: string) => SqlStatement;
}

/**
 * Leaves are printed in an order of their own, and some more than once, so a mark stands for a text at first. No other
 * part of a statement holds its character: names with it are refused.
 */
const MARK = '\0';

export function createParameters(engine: Engine): Parameters {
  const texts: string[] = [];
  return {
    write: (text) => `${MARK}${texts.push(text) - 1}${MARK}`,
    finish(text) {
      const values: string[] = [];
      const pieces = text.split(MARK);
      const withPlaces = pieces.map((piece, i) => {
        if (i % 2 === 0) return piece;
        return engine.placeholder(values.push(texts[Number(piece)] as string));
      });
      return { text: withPlaces.join(''), values };
    },
  };
}
