/** Sweeps by the log sources that an event concerns: few combinations, made when the first such event comes. */
import type { Interest } from './field-plan.ts';
import type { Scanner } from './scanner.ts';
import { createSweep, keywordInterest, type Sweep } from './sweep.ts';

export interface Sweeps {
  /** @param sources - The router gives the same list for events of one kind, so the list itself is the key. */
  of(sources: readonly number[], scanners: () => readonly Scanner[]): Sweep;
}

export function createSweeps(): Sweeps {
  const sweeps = new Map<readonly number[], Sweep>();
  /** By the scanners that have keywords. What most kinds of events share stays in the processor's cache. */
  const keywords = new Map<string, Interest | undefined>();
  const numbers = new Map<Scanner, number>();

  function keywordsOf(scanners: readonly Scanner[]): Interest | undefined {
    const having = scanners.filter(({ searches }) => searches.keywords.length > 0);
    for (const scanner of having) if (!numbers.has(scanner)) numbers.set(scanner, numbers.size);
    const key = having.map((scanner) => numbers.get(scanner)).join();
    if (!keywords.has(key)) keywords.set(key, keywordInterest(having));
    return keywords.get(key);
  }

  return {
    of(sources, scanners) {
      let sweep = sweeps.get(sources);
      if (sweep === undefined) {
        const all = scanners();
        sweep = createSweep(all, keywordsOf(all));
        sweeps.set(sources, sweep);
      }
      return sweep;
    },
  };
}
