/**
 * Queries for people and pipes.
 *
 * One rule, one target, one query: the query and nothing else, ready for a pipe. As soon as there is more, each rule and
 * target is a block under a line `# title · file · target`, with an empty line between blocks.
 */
import type { Output } from '../io.ts';
import type { Outcome, Writer } from '../outcome.ts';
import { oneLine, visible } from './terminal.ts';

export function createTextWriter(stdout: Output): Writer {
  /** The first outcome, until it is known whether there is a second. */
  let held: Outcome | undefined;
  let seen = 0;
  let blocks = 0;

  // A file keeps every byte of a query; a terminal must not obey what a rule says.
  const write = (text: string): void => void stdout.write(stdout.isTTY === true ? visible(text) : text);

  function writeBlock({ document, index, target, queries }: Outcome): void {
    if (queries.length === 0) return;
    const { title = 'untitled', source } = document;
    const place = index === 0 ? source.name : `${source.name} (${index + 1})`;
    const heading = `# ${oneLine(title)} · ${oneLine(place)} · ${target}`;
    write(`${blocks === 0 ? '' : '\n'}${heading}\n${queries.join('\n')}\n`);
    blocks++;
  }

  return {
    add(outcome) {
      seen++;
      if (seen === 1) {
        held = outcome;
        return;
      }
      if (held !== undefined) writeBlock(held);
      held = undefined;
      writeBlock(outcome);
    },
    end() {
      if (held === undefined) return;
      const [query] = held.queries;
      if (held.queries.length === 1 && query !== undefined) write(`${query}\n`);
      else writeBlock(held);
    },
  };
}
