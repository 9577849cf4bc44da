/** `-o`: a file for each rule and target, under names that depend on the input alone and not on its order. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { assignNames } from '../file-names.ts';
import type { Io } from '../io.ts';
import type { Outcome, Writer } from '../outcome.ts';
import { UsageError } from '../usage.ts';

/**
 * @param folder - Created when missing.
 * @param mirror - Keep the folders of the input; otherwise all files lie side by side.
 */
export function createFolderWriter(folder: string, mirror: boolean, { cwd }: Io): Writer {
  const root = resolve(cwd, folder);
  const outcomes: Outcome[] = [];
  return {
    add(outcome) {
      if (outcome.queries.length > 0) outcomes.push(outcome);
    },
    end() {
      for (const [outcome, path] of nameFiles(outcomes, mirror)) {
        writeFile(join(root, path), outcome.rendered?.text ?? `${outcome.queries.join('\n\n')}\n`, folder);
      }
    },
  };
}

/** `stem.target.txt`, `stem.2.target.txt` for the second document of a file, or with the ending of the output format. */
function nameFiles(outcomes: readonly Outcome[], mirror: boolean): ReadonlyMap<Outcome, string> {
  return assignNames(outcomes, {
    inputOf: ({ input }) => input.source.name,
    nameOf({ input, index, target, rendered }, mark) {
      const path = mirror ? input.relativePath : input.relativePath.replace(/^.*\//, '');
      const number = index === 0 ? '' : `.${index + 1}`;
      return `${path.replace(/\.ya?ml$/i, '')}${mark}${number}.${target}${rendered?.extension ?? '.txt'}`;
    },
  });
}

function writeFile(path: string, text: string, folder: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`cannot write to '${folder}' (${code ?? message})`);
  }
}
