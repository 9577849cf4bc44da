/** Verdicts of Lucene against those of the rule and those of the bench in `spec/engines/eql`. */
import { compileEql, type EqlMapping } from '../eql/run.ts';
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

const MAPPING: EqlMapping = new Map([['f', 'keyword']]);

export function compareWithLucene(cases: readonly Case[]): Comparison {
  const answers = runLucene(cases.map(writeCase));
  const differences: string[] = [];
  let comparisons = 0;
  for (const [i, each] of cases.entries()) {
    const answer = answers[i] as string;
    if (answer.startsWith('!')) {
      differences.push(`${each.query}\n  Lucene: ${answer.slice(1)}`);
      continue;
    }
    const bench = verdictsOfBench(each);
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
function verdictsOfBench({ query, texts }: Case): readonly boolean[] | string {
  try {
    const run = compileEql(query);
    return texts.map((text) => run({ f: text }, MAPPING));
  } catch (error) {
    return String(error);
  }
}
