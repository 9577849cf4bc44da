/**
 * The package as its users get it: packed, installed in an empty folder, imported, required, run, bundled.
 *
 * Apart from the specs of `npm test`, because installing needs the registry: `npm run package`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { build } from 'esbuild';
import { ROOT } from '../helpers/project.ts';

const RULE = `
title: Whoami
logsource: { product: windows, category: process_creation }
detection:
  selection:
    Image|endswith: '\\whoami.exe'
  condition: selection
`;

/** Converts {@link RULE} with what the package exports; the same text for import and require. */
const PROGRAM = `
  const { rules: [rule] } = parseSigma(${JSON.stringify(RULE)});
  console.log(convert(rule, splunk).queries[0]);
`;

const EXPECTED = 'Image="*\\\\whoami.exe"';

describe('the installed package', () => {
  let folder: string;
  let installed: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'sigmaq-package-'));
    const [tarball] = JSON.parse(
      run(ROOT, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', folder),
    ) as [{ filename: string }];
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    run(folder, 'npm', 'install', '--no-audit', '--no-fund', `./${tarball.filename}`);
    installed = join(folder, 'node_modules', 'sigmaq');
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function write(name: string, text: string): string {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  }

  it('is imported', () => {
    const file = write(
      'import.mjs',
      `import { parseSigma, convert } from 'sigmaq'; import { splunk } from 'sigmaq/backends/splunk'; ${PROGRAM}`,
    );
    expect(run(folder, process.execPath, file).trim()).to.equal(EXPECTED);
  });

  it('is required', () => {
    const file = write(
      'require.cjs',
      `const { parseSigma, convert } = require('sigmaq'); const { splunk } = require('sigmaq/backends/splunk'); ${PROGRAM}`,
    );
    expect(run(folder, process.execPath, '--no-warnings', file).trim()).to.equal(EXPECTED);
  });

  it('gives every entry point it names', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
      exports: Record<string, unknown>;
    };
    const entries = Object.keys(manifest.exports).filter((entry) => !entry.endsWith('.json'));
    const imports = entries.map((entry) => `await import('sigmaq${entry.slice(1)}');`).join('\n');
    run(folder, process.execPath, write('entries.mjs', imports));
  });

  it('has a program', () => {
    const rule = write('rule.yml', RULE);
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(run(folder, 'npx', '--no-install', 'sigmaq', '--version').trim()).to.equal(version);
    expect(run(folder, 'npx', '--no-install', 'sigmaq', 'convert', '-t', 'splunk', rule).trim()).to.equal(
      EXPECTED,
    );
  });

  it('has types that need no others', () => {
    write(
      'types.mts',
      `import { parseSigma, convert, type Conversion } from 'sigmaq';
       import { predicate, type Predicate } from 'sigmaq/backends/predicate';
       const rule = parseSigma('').rules[0];
       if (rule !== undefined) {
         const conversion: Conversion<Predicate> = convert(rule, predicate);
         // @ts-expect-error An event is an object.
         conversion.queries[0]?.('text');
       }`,
    );
    const compilerOptions = { noEmit: true, strict: true, module: 'nodenext', target: 'es2022', types: [] };
    write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['types.mts'] }));
    run(folder, process.execPath, join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'));
  });

  it('writes a site with its style and scripts', () => {
    write('rule.yml', RULE);
    run(
      folder,
      process.execPath,
      join(installed, 'dist', 'cli', 'main.js'),
      'site',
      'rule.yml',
      '-o',
      'site',
    );
    expect(readdirSync(join(folder, 'site'))).to.include.members(['index.html', 'rules']);
    expect(readdirSync(join(folder, 'site', 'assets'))).to.include.members(['site.css', 'search.js']);
  });

  it('bundles for a browser, without anything of Node', async () => {
    const entry = write(
      'browser.mjs',
      `import { parseSigma, convert } from 'sigmaq';
       import { splunk } from 'sigmaq/backends/splunk';
       import { predicate } from 'sigmaq/backends/predicate';
       export const convertText = (text) => parseSigma(text).rules.map((rule) => [convert(rule, splunk), convert(rule, predicate)]);`,
    );
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      platform: 'browser',
      format: 'esm',
      write: false,
    });
    const [bundle] = outputFiles;
    expect(bundle?.text).to.not.match(/node:|\brequire\(|\bprocess\./);
  });

  it('holds the sources its maps point to, and no specs', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => /spec|bench|tsconfig|tsbuildinfo/.test(file))).to.deep.equal([]);
    const missing = files
      .filter((file) => file.endsWith('.map'))
      .flatMap((file) => {
        const { sources } = JSON.parse(readFileSync(join(installed, file), 'utf8')) as { sources: string[] };
        return sources.map((source) => join(dirname(join(installed, file)), source));
      })
      .filter((source) => !existsSync(source));
    expect(missing).to.deep.equal([]);
  });
});

/** The standard output of a program that must succeed. */
function run(cwd: string, command: string, ...parameters: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, parameters, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (error !== undefined) throw error;
  if (status !== 0)
    throw new Error(`${command} ${parameters.join(' ')} ended with ${status}\n${stdout}\n${stderr}`);
  return stdout;
}
