/** The regular expressions of a query, tried in the two engines whose syntax Kusto's manual has named. */
import { RE2JS } from 're2js';
import { RRegex } from 'rregex';
import { nodesOf, textLiterals, type KustoNode } from './kusto-parser.ts';

/** What stands right of each `matches regex`. */
export function regexesOf(tree: KustoNode): readonly string[] {
  return nodesOf(tree, ({ kind }) => kind === 'MatchesRegexExpression').flatMap(({ children }) =>
    textLiterals(children.at(-1) as KustoNode).slice(0, 1),
  );
}

/** Why Rust's crate or RE2 does not compile the expression; undefined when both do. */
export function refusesRegex(regex: string): string | undefined {
  try {
    new RRegex(regex).free();
    RE2JS.compile(regex);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** Whether the expression is found in the text. The engines must agree. */
export function searchRegex(regex: string, text: string): boolean {
  const rust = new RRegex(regex);
  const found = rust.isMatch(text);
  rust.free();
  if (RE2JS.compile(regex).matcher(text).find() !== found) {
    throw new Error(`Rust says ${found} and RE2 the opposite of ${regex} in ${JSON.stringify(text)}`);
  }
  return found;
}
