/**
 * Runs an EQL sequence over documents in order of time, as Elasticsearch does: an event that fits an item takes the latest
 * beginning of a sequence that waits for it one item on, and only then begins sequences of its own.
 *
 * https://www.elastic.co/docs/reference/query-languages/eql/eql-syntax#eql-sequences
 */
import { compileEql, type EqlMapping } from './run.ts';

export interface EqlDocument {
  /** In seconds. */
  readonly at: number;
  readonly document: Readonly<Record<string, unknown>>;
}

/** A sequence that is complete: when, and the values it has in common. */
export interface FoundSequence {
  readonly at: number;
  readonly key: readonly string[];
  /** The last event of it. */
  readonly document: EqlDocument['document'];
}

interface Item {
  readonly test: (document: EqlDocument['document'], mapping: EqlMapping) => boolean;
  readonly by: readonly string[];
}

/** @throws Error for anything outside the documented subset */
export function runSequence(
  query: string,
  documents: readonly EqlDocument[],
  mapping: EqlMapping,
): readonly FoundSequence[] {
  const { items, seconds } = parseSequence(query);
  const waiting = items.map(() => new Map<string, number>());
  const found: FoundSequence[] = [];
  for (const { at, document } of [...documents].sort((a, b) => a.at - b.at)) {
    for (let stage = items.length - 1; stage >= 0; stage--) {
      const { test, by } = items[stage] as Item;
      const values = by.map((field) => document[field]);
      if (values.some((value) => value === undefined || value === null) || !test(document, mapping)) continue;
      const key = JSON.stringify(values.map(String));
      const before = waiting[stage - 1];
      const start = stage === 0 ? at : before?.get(key);
      if (start === undefined) continue;
      before?.delete(key);
      if (at - start > seconds) continue;
      if (stage === items.length - 1) found.push({ at, key: values.map(String), document });
      else waiting[stage]?.set(key, start);
    }
  }
  return found;
}

function parseSequence(query: string): { readonly items: readonly Item[]; readonly seconds: number } {
  const [head = '', ...lines] = query.split('\n');
  if (!head.startsWith('sequence')) {
    return { items: [{ test: compileEql(query), by: [] }], seconds: Infinity };
  }
  const [, common, seconds] = /^sequence(?: by (.+))? with maxspan=(\d+)s$/.exec(head) ?? [];
  if (seconds === undefined) throw new Error(`not a sequence: ${head}`);
  const items = lines.flatMap((line) => {
    const [, condition, own, runs = '1'] =
      /^ {2}\[(.*)\](?: by (.+?))?(?: with runs=(\d+))?$/.exec(line) ?? [];
    if (condition === undefined) throw new Error(`not an item: ${line}`);
    const by = (own ?? common ?? '').split(', ').filter((field) => field !== '');
    return Array.from({ length: Number(runs) }, (): Item => ({ test: compileEql(condition), by }));
  });
  return { items, seconds: Number(seconds) };
}
