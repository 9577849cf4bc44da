/** The program in a process of its own: what the in-process specs cannot see. */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { createWorkspace, ruleText, type Workspace } from '../helpers/command-line.ts';
import { ROOT } from '../helpers/project.ts';

const PROGRAM = ['--import', 'tsx', join(ROOT, 'cli', 'main.ts')];
const RULE = ruleText('Whoami', `Image|endswith: '\\whoami.exe'`);

describe('the program', () => {
  let workspace: Workspace;
  before(() => {
    workspace = createWorkspace();
  });
  after(() => {
    workspace.remove();
  });

  it('reads standard input, writes standard output and ends with the exit code', () => {
    const convert = (input: string): ReturnType<typeof spawnSync> =>
      spawnSync(process.execPath, [...PROGRAM, 'convert', '-t', 'splunk', '-'], {
        cwd: ROOT,
        input,
        encoding: 'utf8',
      });
    expect(convert(RULE)).to.deep.include({ stdout: 'Image="*\\\\whoami.exe"\n', stderr: '', status: 0 });
    expect(convert('[')).to.deep.include({ stdout: '', status: 2 });
  });

  it('says when what it writes cannot be kept, and ends with another code', function () {
    if (!existsSync('/dev/full')) this.skip();
    const full = openSync('/dev/full', 'w');
    const { stderr, status } = spawnSync(process.execPath, [...PROGRAM, 'convert', '-t', 'splunk', '-'], {
      cwd: ROOT,
      input: RULE,
      encoding: 'utf8',
      stdio: ['pipe', full, 'pipe'],
    });
    closeSync(full);
    expect(stderr).to.equal('error: cannot write to standard output (ENOSPC)\n');
    expect(status).to.equal(3);
  });

  it('ends quietly when nobody reads on', async () => {
    const rules = Array.from({ length: 2000 }, (_, i) => [`rules/${i}.yml`, RULE] as const);
    workspace.write(Object.fromEntries(rules));
    const child = spawn(
      process.execPath,
      [...PROGRAM, 'convert', '-t', 'splunk', '--json', join(workspace.path, 'rules')],
      { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdout.once('data', () => child.stdout.destroy());
    await new Promise((resolve) => child.once('close', resolve));
    expect(stderr).to.not.match(/EPIPE|Error/);
  });
});
