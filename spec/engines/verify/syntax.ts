/** Every query against Elastic's own parser. */
import { runEqlPackage } from './tools.ts';

/** What the parser must refuse, or its consent would mean nothing. */
const BROKEN: readonly string[] = [
  'any where f == "\\."',
  'any where f == "a',
  "any where f == 'a'",
  'any where f like~ ("a" "b")',
  'any where a-b == "c"',
  'any where f == "a" and',
  'any where ?f like~ "a" == g',
  'any where f : 4',
];

/**
 * Where the package is wrong: it reads `\u{…}` up to the last brace of the string, and so refuses a string that has
 * another brace behind. Elasticsearch reads up to the first. Such escapes are shown as a letter; those that are alone
 * with their brace are shown as they are.
 */
const MISREAD_ESCAPE = /(?<!\\)((?:\\\\)*)\\u\{[0-9A-Fa-f]{2,8}\}(?=(?:[^"\\]|\\.)*\})/gsu;

export interface Objection {
  readonly query: string;
  readonly objection: string;
}

/** The queries that the parser refuses, and those it should have refused. */
export function findObjections(queries: readonly string[]): readonly Objection[] {
  const answers = runEqlPackage([...queries.map(withoutMisreadEscapes), ...BROKEN]);
  const wrong = BROKEN.filter((_, i) => answers[queries.length + i] === null);
  return [
    ...queries.flatMap((query, i) => {
      const objection = answers[i];
      return typeof objection === 'string' ? [{ query, objection }] : [];
    }),
    ...wrong.map((query) => ({ query, objection: 'is read without objection, and has an error' })),
  ];
}

/** How many queries are shown otherwise than they are, since the package misreads them. */
export function countMisread(queries: readonly string[]): number {
  return queries.filter((query) => withoutMisreadEscapes(query) !== query).length;
}

function withoutMisreadEscapes(query: string): string {
  return query.replace(MISREAD_ESCAPE, '$1x');
}
