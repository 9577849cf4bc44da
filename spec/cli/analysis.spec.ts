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

  describe('similar', () => {
    it('names shared values, and what is proved', async () => {
      const text = await succeed('similar', 'rules/a.yml', '--corpus', 'rules');
      expect(text).to.match(/^ +0\.\d\d +wider than it +Shell B +Image ends_with \\powershell\.exe$/m);
    });

    it('names searches that never match', async () => {
      const filtered = '  filter: { Image: null }\n  condition: selection and not filter';
      workspace.write({ 'c.yml': ruleText('C', 'Image: x').replace('  condition: selection', filtered) });
      expect(await succeed('similar', 'c.yml', '--corpus', 'rules')).to.equal(
        'C\nc.yml\n  filter never matches where it is used, because of selection\n  nothing in common with any of 3 rules\n',
      );
    });

    it('gives the same as data', async () => {
      const record = JSON.parse(await succeed('similar', '--json', 'rules/b.yml', '--corpus', 'rules')) as {
        similar: readonly Record<string, unknown>[];
      };
      expect(record).to.deep.include({ file: 'rules/b.yml', title: 'Shell B', unreachable: [] });
      expect(record.similar[0]).to.include({ title: 'Shell A', relation: 'wider' });
    });

    it('needs a corpus', async () => {
      const { code, stderr } = await workspace.sigmaq(['similar', 'rules/a.yml']);
      expect(code).to.equal(3);
      expect(stderr).to.match(/^error: similar needs --corpus/);
    });
  });

  describe('coverage', () => {
    it('counts techniques and events', async () => {
      const text = await succeed('coverage', 'rules');
      expect(text).to.match(/^3 rules, 2 techniques of ATT&CK \S+$/m);
      expect(text).to.match(/^ +1 +T1059\.001 +Command and Scripting Interpreter: PowerShell +1 high$/m);
      expect(text).to.match(/^ +2 +Sysmon 1 +Process creation$/m);
    });

    it('names the rules that cannot fire with what is collected', async () => {
      workspace.write({ 'have.txt': '# what we have\nSecurity:4688\n' });
      const text = await succeed('coverage', 'rules', '--collected', 'have.txt');
      expect(text).to.include('\n1 of 3 rules cannot fire with what have.txt lists\n');
      expect(text).to.match(/rules\/pth\.yml$/m);
    });

    it('points at lines of the list that say nothing', async () => {
      workspace.write({ 'have.txt': 'Security:4688\nSecurity:many\n' });
      const { code, stderr } = await workspace.sigmaq(['coverage', 'rules', '--collected', 'have.txt']);
      expect(code).to.equal(0);
      expect(stderr).to.equal('have.txt:2: neither channel:eventId nor the name of a log source\n');
    });

    it('writes a layer for the Navigator', async () => {
      await succeed('coverage', 'rules', '--navigator', 'layer.json');
      const layer = JSON.parse(workspace.read('.')['layer.json']!) as Record<string, unknown>;
      expect(layer).to.deep.include({ domain: 'enterprise-attack' });
      expect(layer.versions).to.include({ layer: '4.5' });
      expect(layer.techniques).to.deep.include({
        techniqueID: 'T1059.001',
        score: 1,
        comment: '1 high',
        enabled: true,
        showSubtechniques: false,
      });
    });

    it('gives the same as data', async () => {
      const record = JSON.parse(await succeed('coverage', 'rules', '--json')) as Record<string, unknown>;
      expect(record).to.include({ rules: 3, silent: null });
    });

    it('refuses a list that is not there', async () => {
      const { code, stderr } = await workspace.sigmaq(['coverage', 'rules', '--collected', 'none.txt']);
      expect(code).to.equal(3);
      expect(stderr).to.equal('error: cannot read none.txt: ENOENT\n');
    });
  });
});
