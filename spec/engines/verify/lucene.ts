/** Verdicts of Lucene against those of the rule and those of a bench in `spec/engines`. */
import { compileEql, type EqlMapping } from '../eql/run.ts';
import { compileEsql } from '../esql/run.ts';
import type { Case } from './cases.ts';
import { runLucene } from './tools.ts';

export interface Comparison {
  /** Pairs of a verdict of Lucene and one of ours. */
  readonly comparisons: number;
  /**
   * Descriptions of those that differ, and of what Lucene or the bench does not read; Lucene does not read what takes
   * more work than Elasticsearch allows.
   */
  readonly differences: readonly string[];
}

/** Reads a condition on the field `f`, and says which texts in it satisfy it. */
export type Bench = (query: string) => (text: string) => boolean;

const MAPPING: EqlMapping = new Map([['f', 'keyword']]);

export const eqlBench: Bench = (query) => {
  const run = compileEql(query);
  return (text) => run({ f: text }, MAPPING);
};

export const esqlBench: Bench = (query) => {
  const run = compileEsql(query, new Map([['f', 'keyword']]), 'in the index');
  return (text) => run({ f: text });
};

export function compareWithLucene(cases: readonly Case[], readBench: Bench): Comparison {
  const answers = runLucene(cases.map(writeCase));
  const differences: string[] = [];
  let comparisons = 0;
  for (const [i, each] of cases.entries()) {
    const answer = answers[i] as string;
    if (answer.startsWith('!')) {
      differences.push(`${each.query}\n  Lucene: ${answer.slice(1)}`);
      continue;
    }
    const bench = verdictsOfBench(each, readBench);
    if (typeof bench === 'string') {
      differences.push(`${each.query}\n  bench: ${bench}`);
      continue;
    }
    for (const [j, text] of each.texts.entries()) {
      const lucene = answer[j] === '1';
      const ours = { bench: bench[j], rule: each.expected?.[j] };
      for (const [whose, verdict] of Object.entries(ours)) {
        if (verdict === undefined) continue;
        comparisons++;
        if (verdict !== lucene) {
          differences.push(
            `${each.query}\n  on ${JSON.stringify(text)}: Lucene ${lucene}, ${whose} ${verdict}`,
          );
        }
      }
    }
  }
  return { comparisons, differences };
}

function writeCase({ operator, literal, texts }: Case): string {
  return [operator, ...[literal, ...texts].map((text) => Buffer.from(text).toString('base64'))].join('\t');
}

/** The verdicts, or why the bench has none. */
function verdictsOfBench({ query, texts }: Case, readBench: Bench): readonly boolean[] | string {
  try {
    return texts.map(readBench(query));
  } catch (error) {
    return String(error);
  }
}
