/** Sweeps by the log sources that an event concerns: few combinations, made when the first such event comes. */
import type { Interest } from './field-plan.ts';
import type { Scanner } from './scanner.ts';
import { createSweep, keywordInterest, type Sweep } from './sweep.ts';

export interface Sweeps {
  /** One for each combination: events of many kinds share what is known of their values. */
  of(scanners: readonly Scanner[]): Sweep;
}

export function createSweeps(): Sweeps {
  const sweeps = new Map<string, Sweep>();
  /** By the scanners that have keywords. What most kinds of events share stays in the processor's cache. */
  const keywords = new Map<string, Interest | undefined>();
  const numbers = new Map<Scanner, number>();

  function keyOf(scanners: readonly Scanner[]): string {
    for (const scanner of scanners) if (!numbers.has(scanner)) numbers.set(scanner, numbers.size);
    return scanners.map((scanner) => numbers.get(scanner)).join();
  }

  function keywordsOf(scanners: readonly Scanner[]): Interest | undefined {
    const having = scanners.filter(({ searches }) => searches.keywords.length > 0);
    const key = keyOf(having);
    if (!keywords.has(key)) keywords.set(key, keywordInterest(having));
    return keywords.get(key);
  }

  return {
    of(scanners) {
      const key = keyOf(scanners);
      let sweep = sweeps.get(key);
      if (sweep === undefined) {
        sweep = createSweep(scanners, keywordsOf(scanners));
        sweeps.set(key, sweep);
      }
      return sweep;
    },
  };
}
