/** `sigmaq show`, `indicators`, `coverage` and `similar`: explaining rules, alone and together. */
import { expect } from 'chai';
import { createWorkspace, ruleText, type Result, type Workspace } from '../helpers/command-line.ts';
import { readProjectFile } from '../helpers/project.ts';

const PTH = readProjectFile('examples/rules/python_pth_persistence.yml');

describe('looking at rules', () => {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = createWorkspace();
    workspace.write({
      'rules/pth.yml': PTH,
      'rules/a.yml': ruleText(
        'Shell A',
        "Image|endswith: '\\powershell.exe'",
        'tags: [attack.t1059.001]\nlevel: high\n',
      ),
      'rules/b.yml': ruleText('Shell B', "Image|endswith: ['\\PowerShell.exe', '\\cmd.exe']"),
    });
  });
  afterEach(() => {
    workspace.remove();
  });

  async function succeed(...args: string[]): Promise<string> {
    const { code, stdout, stderr }: Result = await workspace.sigmaq(args);
    expect(stderr).to.equal('');
    expect(code).to.equal(0);
    return stdout;
  }

  describe('show', () => {
    it('puts every part on a page', async () => {
      const text = await succeed('show', 'rules/pth.yml', '--corpus', 'rules');
      expect(text).to.match(/^ATT&CK \S+ +Execution +T1059\.006 Command and Scripting Interpreter: Python$/m);
      expect(text).to.match(
        /^Events +Sysmon 11 +FileCreate \(needs Sysmon with FileCreate in its configuration\)$/m,
      );
      expect(text).to.match(/^Logic +selection matches, and filter_main_python does not match$/m);
      expect(text).to.match(/^ {2}2 {2}not filter_main_python$/m);
      expect(text).to.match(/^ {2}filter_main_python +Image +ends_with +\\python\.exe$/m);
      expect(text).to.match(/^ +0 +TargetFilename +ends_with +\.pth$/m);
    });

    it('counts rows and the values of a list in the corpus', async () => {
      const text = await succeed('show', 'rules/b.yml', '--corpus', 'rules');
      expect(text).to.match(/^ +0 +Image +ends_with +\\PowerShell\.exe \[1\], \\cmd\.exe \[0\]$/m);
    });

    it('has no corpus column without a corpus', async () => {
      expect(await succeed('show', 'rules/b.yml')).to.match(/^ {2}FIELD +KIND +VALUES$/m);
    });

    it('gives the same as data', async () => {
      const lines = (await succeed('show', '--json', 'rules')).trimEnd().split('\n');
      expect(lines).to.have.lengthOf(3);
      const record = JSON.parse(lines[0]!) as Record<string, unknown>;
      expect(record).to.include({ file: 'rules/a.yml', line: 1 });
      expect(record).to.include.keys(
        'header',
        'attack',
        'events',
        'stages',
        'exclusions',
        'indicators',
        'logic',
      );
    });

    it('names tags that it does not know, and goes on', async () => {
      workspace.write({ 'c.yml': ruleText('C', 'Image: x', 'tags: [attack.t9999]\n') });
      const { code, stdout, stderr } = await workspace.sigmaq(['show', 'c.yml']);
      expect(code).to.equal(0);
      expect(stdout).to.match(/^C\n/);
      expect(stderr).to.match(/^c\.yml:\d+:\d+ warning \S+: .*t9999/m);
    });

    it('ends with 2 when a rule cannot be read', async () => {
      const { code, stderr } = await workspace.sigmaq(['show', 'none.yml']);
      expect(code).to.equal(2);
      expect(stderr).to.include('input-missing');
    });
  });

  describe('indicators', () => {
    it('lists the most common values first', async () => {
      expect(await succeed('indicators', 'rules', '--field', 'Image', '--top', '1')).to.equal(
        'RULES  FIELD  KIND       VALUE\n    2  Image  ends_with  \\powershell.exe\n',
      );
    });

    it('gives the same as data', async () => {
      const [line] = (await succeed('indicators', 'rules', '--json')).split('\n');
      expect(JSON.parse(line!)).to.deep.equal({
        field: 'Image',
        kind: 'ends_with',
        value: '\\powershell.exe',
        cased: false,
        rules: 2,
      });
    });

    for (const [args, message] of [
      [['--field', 'Imag'], "unknown field 'Imag'\n(did you mean 'Image'?)"],
      [['--kind', 'endswith'], "unknown kind 'endswith'\n(did you mean 'ends_with'?)"],
      [['--top', 'many'], "--top needs a whole number from 1, not 'many'"],
    ] as const) {
      it(`refuses ${args.join(' ')}`, async () => {
        const { code, stderr } = await workspace.sigmaq(['indicators', 'rules', ...args]);
        expect(code).to.equal(3);
        expect(stderr).to.equal(`error: ${message}\n`);
      });
    }
  });
});
