/** Documents of an output format on standard output: all of them as one, after the last rule. */
import { joinDocuments } from '../formats.ts';
import type { Io } from '../io.ts';
import type { Writer } from '../outcome.ts';
import type { ChosenTarget } from '../targets.ts';
import { visible } from './terminal.ts';

/** Each target has a text of its own, which for most formats cannot hold those of another. */
export function createDocumentWriter(targets: readonly ChosenTarget[], { stdout }: Io): Writer {
  const documentsOf = new Map<string, string[]>(targets.map(({ name }) => [name, []]));
  return {
    add({ target, rendered }) {
      if (rendered !== undefined) documentsOf.get(target)?.push(rendered.text);
    },
    end() {
      for (const { name, output } of targets) {
        const documents = documentsOf.get(name) ?? [];
        if (output === undefined || documents.length === 0) continue;
        const text = joinDocuments(output.format, documents);
        stdout.write(stdout.isTTY === true ? visible(text) : text);
      }
    },
  };
}
