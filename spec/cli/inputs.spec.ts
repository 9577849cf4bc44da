/** What commands are given to read, and what they make of what cannot be. */
import { execFileSync } from 'node:child_process';
import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { createWorkspace, ruleText, type Workspace } from '../helpers/command-line.ts';

describe('inputs of commands', () => {
  let workspace: Workspace;
  const sigmaq = (...args: string[]) => workspace.sigmaq(args);
  beforeEach(() => {
    workspace = createWorkspace();
    workspace.write({ 'rules/a.yml': ruleText('A', 'Image: a.exe'), 'e.json': '{"Image":"a.exe"}' });
  });
  afterEach(() => workspace.remove());

  it('are read past a link to nowhere or to itself', async () => {
    symlinkSync('loop.yml', join(workspace.path, 'rules/loop.yml'));
    symlinkSync('nowhere', join(workspace.path, 'rules/gone.yml'));
    symlinkSync('loop.txt', join(workspace.path, 'rules/loop.txt'));
    symlinkSync('.', join(workspace.path, 'rules/self'));
    const { code, stdout, stderr } = await sigmaq('convert', '-t', 'splunk', 'rules');
    expect(code).to.equal(2);
    expect(stdout).to.include('Image="a.exe"');
    expect(stderr).to.include('rules/loop.yml: error input-unreadable').and.include('(ELOOP)');
    expect(stderr).to.include('rules/gone.yml: error input-missing').and.not.include('loop.txt');
    expect((await sigmaq('match', '-r', 'rules', 'e.json')).code).to.equal(2);
  });

  it('have names: a variable without a value names nothing, and not the root of the system', async () => {
    for (const args of [
      ['convert', '-t', 'splunk', ''],
      ['match', '-r', '', 'e.json'],
      ['match', '-r', 'rules', ''],
    ]) {
      const { code, stdout, stderr } = await sigmaq(...args);
      expect([code, stdout], args.join(' ')).to.deep.equal([2, '']);
      expect(stderr).to.include("'': error input-missing: there is no such file or folder");
    }
  });

  it('are at most one standard input', async () => {
    for (const args of [
      ['convert', '-t', 'splunk', '-', '-'],
      ['convert', '-t', 'splunk', '--filter', '-', '-'],
      ['witness', '-', '-'],
    ]) {
      const { code, stderr } = await sigmaq(...args);
      expect(code, args.join(' ')).to.equal(3);
      expect(stderr).to.equal('error: standard input can be read once only\n');
    }
  });

  it('end somewhere: a device that never does is too large', async function () {
    if (!existsSync('/dev/zero')) this.skip();
    this.timeout(10_000);
    const { code, stderr } = await sigmaq('convert', '-t', 'splunk', '/dev/zero');
    expect(code).to.equal(2);
    expect(stderr).to.include('/dev/zero: error input-too-large');
  });

  it('may be pipes', async function () {
    const pipe = join(workspace.path, 'pipe.yml');
    try {
      execFileSync('mkfifo', [pipe]);
    } catch {
      this.skip();
    }
    // Somebody else has to write, as opening it waits for the other end.
    execFileSync('sh', ['-c', 'cat rules/a.yml > pipe.yml &'], { cwd: workspace.path, stdio: 'ignore' });
    expect((await sigmaq('convert', '-t', 'splunk', 'pipe.yml')).stdout).to.equal('Image="a.exe"\n');
  });

  it('make the exit code, the worst of them', async () => {
    workspace.write({ 'rules/b.yml': ruleText('B', "Image|expand: '%nobody%'") });
    expect((await sigmaq('convert', '-t', 'splunk', 'rules')).code).to.equal(1);
    expect((await sigmaq('convert', '-t', 'splunk', '--filter', 'nope', 'rules')).code).to.equal(2);
    expect((await sigmaq('convert', '-t', 'splunk', '--filter', 'nope', 'rules/a.yml')).code).to.equal(2);
  });

  it('are said to hold no event where one is to be explained', async () => {
    for (const stdin of ['', '[]', ' \n']) {
      const { code, stderr } = await workspace.sigmaq(['explain', 'rules/a.yml', '-e', '-'], { stdin });
      expect(code).to.equal(2);
      expect(stderr).to.equal('<stdin>: error input-no-events: there is no event in it\n\n');
    }
  });

  it('may be pipelines that cannot be opened', async () => {
    workspace.write({ 'p/a.yml': 'name: A\n' });
    symlinkSync('self.yml', join(workspace.path, 'p/self.yml'));
    const folder = await sigmaq('convert', '-t', 'splunk', '-p', 'p', 'rules');
    expect(folder.code).to.equal(3);
    expect(folder.stderr).to.include("no pipeline in 'p/self.yml'").and.include('ELOOP');
    const file = await sigmaq('convert', '-t', 'splunk', '-p', 'p/self.yml', 'rules');
    expect(file.code).to.equal(3);
    expect(file.stderr).to.include("unknown pipeline 'p/self.yml'");
  });

  it('may be regression data that is a folder', async () => {
    writeFileSync(
      join(workspace.path, 'rules/a.yml'),
      ruleText('A', 'Image: a.exe', 'regression_tests_path: rules\n'),
    );
    const { code, stdout } = await sigmaq('test', 'rules');
    expect(code).to.equal(2);
    expect(stdout).to.include('EISDIR');
  });
});
