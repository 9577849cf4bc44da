/** `-o`: a file for each rule and target, under names that depend on the input alone and not on its order. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
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
      for (const [path, outcome] of nameFiles(outcomes, mirror)) {
        writeFile(join(root, path), outcome.rendered?.text ?? `${outcome.queries.join('\n\n')}\n`, folder);
      }
    },
  };
}

/**
 * `stem.target.txt`, `stem.2.target.txt` for the second document of a file, with the ending of the output format in place of
 * `.txt` if there is one. Where two inputs would share a name,
 * both get a mark made from their path, so that neither depends on which came first.
 */
function nameFiles(outcomes: readonly Outcome[], mirror: boolean): Map<string, Outcome> {
  const inputsByName = new Map<string, Set<string>>();
  for (const outcome of outcomes) {
    const name = fileName(outcome, mirror).toLowerCase(); // Some file systems know no case.
    const inputs = inputsByName.get(name) ?? new Set();
    inputsByName.set(name, inputs.add(outcome.input.source.name));
  }
  const files = new Map<string, Outcome>();
  for (const outcome of outcomes) {
    const name = fileName(outcome, mirror);
    const isShared = (inputsByName.get(name.toLowerCase())?.size ?? 0) > 1;
    files.set(isShared ? fileName(outcome, mirror, `.${digest(outcome.input.source.name)}`) : name, outcome);
  }
  return files;
}

function fileName({ input, index, target, rendered }: Outcome, mirror: boolean, mark = ''): string {
  const path = mirror ? input.relativePath : input.relativePath.replace(/^.*\//, '');
  const number = index === 0 ? '' : `.${index + 1}`;
  return `${path.replace(/\.ya?ml$/i, '')}${mark}${number}.${target}${rendered?.extension ?? '.txt'}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
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
