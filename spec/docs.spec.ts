/** What the documentation says is what happens: its programs and commands are run, its links lead somewhere. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { expect } from 'chai';
import { run } from '../cli/run.ts';
import { listFiles, listSources, readProjectFile, ROOT } from './helpers/project.ts';

interface Block {
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

/** The fenced blocks of a Markdown text. */
function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map((match) => ({
    language: match[1] ?? '',
    text: match[2] ?? '',
    line: markdown.slice(0, match.index).split('\n').length,
  }));
}

/** `$ command` lines with the output that follows each. */
function sessionsOf(text: string): { readonly command: string; readonly output: string }[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => ({
      command: part.slice(0, part.indexOf('\n')),
      output: part.slice(part.indexOf('\n') + 1),
    }));
}

/** Standard output and standard error of a `sigmaq` command, as a terminal shows them. */
async function runCommand(command: string): Promise<string> {
  let output = '';
  const sink = { write: (text: string) => (output += text) };
  const [program, ...args] = command.split(' ');
  expect(program).to.equal('sigmaq');
  await run(args, {
    stdin: Readable.from([]),
    stdout: sink,
    stderr: sink,
    env: {},
    cwd: ROOT,
  });
  return output;
}

/** A program of the README, with the package's sources in place of the package. */
function withSources(program: string): string {
  const manifest = JSON.parse(readProjectFile('package.json')) as {
    exports: Record<string, { default: string }>;
  };
  return program.replace(/from 'sigmaq([^']*)'/g, (_, subpath: string) => {
    const built = manifest.exports[`.${subpath}`]?.default ?? `missing: ${subpath}`;
    const source = built.replace('./dist/', '').replace(/\.js$/, '.ts');
    return `from '${pathToFileURL(join(ROOT, source)).href}'`;
  });
}

/** What a program logs. */
async function runProgram(path: string): Promise<string> {
  const logged: string[] = [];
  const { log } = console;
  console.log = (...values: unknown[]) => void logged.push(format(...values));
  try {
    await import(pathToFileURL(path).href);
  } finally {
    console.log = log;
  }
  return logged.map((line) => `${line}\n`).join('');
}

const DOCUMENTS = listFiles().filter((path) => path.endsWith('.md'));

describe('the documentation', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'sigmaq-docs-'));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const readme = blocksOf(readProjectFile('README.md'));

  for (const [i, block] of readme.entries()) {
    if (block.language === 'ts') {
      it(`runs the program at line ${block.line} of the README`, async () => {
        const next = readme[i + 1];
        const path = join(folder, `line-${block.line}.mts`);
        writeFileSync(path, withSources(block.text));
        const logged = await runProgram(path);
        if (next?.language === 'text') expect(logged).to.equal(next.text);
      });
    }
    if (block.language === 'console') {
      for (const { command, output } of sessionsOf(block.text)) {
        it(`runs \`${command}\` of the README`, async () => {
          expect((await runCommand(command)).trimEnd()).to.equal(output.trimEnd());
        });
      }
    }
  }

  // Those of `stream/` need a broker; what they do is held by spec/examples/stream.spec.ts.
  for (const path of listSources('examples').filter((each) => !each.startsWith('examples/stream/'))) {
    it(`runs ${path}`, async () => {
      // The package by its own name is what was built last.
      expect(await runProgram(join(ROOT, path))).to.not.equal('');
    });
  }

  it('links to files that are there', () => {
    const broken = DOCUMENTS.flatMap((path) =>
      [...readProjectFile(path).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)]
        .map((match) => posix.join(dirname(path), match[1] ?? ''))
        .filter((target) => !existsSync(join(ROOT, target)))
        .map((target) => `${path}: ${target}`),
    );
    expect(broken).to.deep.equal([]);
  });
});
