/** Finds the configuration of a project, and reads it. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Io } from '../io.ts';
import { UsageError } from '../usage.ts';
import { readConfig, type ReadConfigResult } from './read.ts';

/** In the order in which they are looked for. */
const NAMES = ['sigmaq.config.yml', 'sigmaq.config.yaml', 'sigmaq.config.json'];

export interface FoundConfig extends ReadConfigResult {
  /** Absolute. */
  readonly path: string;
  /** What relative paths in it start from. */
  readonly folder: string;
}

/**
 * @param file as the user named it; without it the file is looked for in the current folder
 * @throws UsageError when there is none, or it cannot be opened
 */
export function findConfig(file: string | undefined, { cwd }: Io): FoundConfig {
  const name = file ?? NAMES.find((each) => existsSync(resolve(cwd, each)));
  if (name === undefined) {
    throw new UsageError(`no ${NAMES.join(', ')} here`, 'name one with --config');
  }
  const path = resolve(cwd, name);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`cannot read '${name}' (${code ?? message})`);
  }
  return { ...readConfig({ name, text }), path, folder: dirname(path) };
}
