/** `sigmaq site`: rules as a catalogue of pages in a folder. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import type { SigmaRule } from '../../lib/ast/rule.ts';
import { isNoVariant, targets } from '../../backends/index.ts';
import { ASSETS, renderSite, type SiteTarget } from '../../web/site.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { visible } from '../output/terminal.ts';
import { readRules } from '../rules.ts';
import { UsageError } from '../usage.ts';

/** The options of the command line, see `sigmaq site --help`. */
export interface SiteOptions {
  readonly output: string;
  readonly title: string;
  readonly filter?: readonly string[];
}

/** @throws UsageError when the folder cannot be written to. */
export async function siteCommand(
  paths: readonly string[],
  { output, title, filter = [] }: SiteOptions,
  io: Io,
): Promise<ExitCode> {
  const { rules, exitCode } = await readRules(paths, io, filter);
  const folder = createFolder(resolve(io.cwd, output), output);
  for (const name of ASSETS) folder.write(`assets/${name}`, readAsset(name));
  const named = [...paths, ...filter];
  const fileOf = ({ source }: Pick<SigmaRule, 'source'>): string => publicPath(source.name, named);
  let pages = 0;
  for (const { path, text } of renderSite(rules, { title, fileOf, targets: await loadTargets() })) {
    folder.write(path, text);
    if (path.endsWith('.html')) pages += 1;
  }
  io.stderr.write(visible(`${rules.length} rules, ${pages} pages in ${output}\n`));
  return exitCode;
}

/** The path from the folder that was named on: what is above it is the machine's, and no part of the catalogue. */
function publicPath(name: string, paths: readonly string[]): string {
  const bare = paths.map((path) => path.replace(/(?<=[^/\\])[/\\]+$/, ''));
  const folder = bare.find((path) => name.startsWith(`${path}/`));
  if (folder === undefined) return basename(name);
  return `${basename(resolve(folder))}${name.slice(folder.length)}`;
}

async function loadTargets(): Promise<readonly SiteTarget[]> {
  return Promise.all(
    targets.filter(isNoVariant).map(async ({ name, load }) => {
      const backend = await load();
      return { name, title: backend.title, backend };
    }),
  );
}

/** From the package itself: style and scripts are shipped as they are, and no build step has to copy them. */
function readAsset(name: string): string {
  const root = dirname(createRequire(import.meta.url).resolve('sigmaq/package.json'));
  return readFileSync(join(root, 'web', 'assets', name), 'utf8');
}

interface Folder {
  write(path: string, text: string): void;
}

/** @param name - As the user wrote it, for messages. */
function createFolder(root: string, name: string): Folder {
  const made = new Set<string>();
  return {
    write(path, text) {
      const file = join(root, path);
      const folder = dirname(file);
      try {
        if (!made.has(folder)) mkdirSync(folder, { recursive: true });
        made.add(folder);
        writeFileSync(file, text);
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        throw new UsageError(`cannot write to '${name}' (${code ?? message})`);
      }
    },
  };
}
