/** `sigmaq convert`: what it prints where, and the exit code. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { createWorkspace, ruleText, type Workspace } from '../helpers/command-line.ts';

const WHOAMI = ruleText('Whoami', `Image|endswith: '\\whoami.exe'`);
const CMD = ruleText('Command shell', `Image|endswith: '\\cmd.exe'`);
const WHOAMI_SPL = 'Image="*\\\\whoami.exe"';
const CMD_SPL = 'Image="*\\\\cmd.exe"';
const KEYWORD = `title: Keyword
logsource: { product: linux }
detection:
  keywords:
    - evil
  condition: keywords
`;
const BROKEN = 'title: Broken\ndetection: [\n';
const NO_CONDITION = `title: No condition
id: 7b5a9b6e-3a3f-4f43-9d9b-2a1d9c1f4b11
logsource: { product: windows }
detection:
  selection: { Image: a.exe }
`;

describe('sigmaq convert', () => {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = createWorkspace();
  });
  afterEach(() => {
    workspace.remove();
  });

  describe('prints', () => {
    it('one rule for one target as the query and nothing else', async () => {
      workspace.write({ 'a.yml': WHOAMI });
      const { code, stdout, stderr } = await workspace.sigmaq(['convert', '-t', 'splunk', 'a.yml']);
      expect(stdout).to.equal(`${WHOAMI_SPL}\n`);
      expect(stderr).to.equal('');
      expect(code).to.equal(0);
    });

    it('more as blocks under a heading, and a summary beside them', async () => {
      workspace.write({ 'rules/b.yml': CMD, 'rules/a.yml': WHOAMI });
      const { code, stdout, stderr } = await workspace.sigmaq(['convert', '-t', 'splunk', 'rules']);
      expect(stdout).to.equal(
        `# Whoami · rules/a.yml · splunk\n${WHOAMI_SPL}\n\n# Command shell · rules/b.yml · splunk\n${CMD_SPL}\n`,
      );
      expect(stderr).to.equal('2 rules, 1 target: 2 of 2 converted (2 exact)\n');
      expect(code).to.equal(0);
    });

    it('a heading for one rule and two targets, in the order of the targets', async () => {
      workspace.write({ 'a.yml': WHOAMI });
      const { stdout } = await workspace.sigmaq(['convert', '-t', 'eql,splunk', 'a.yml']);
      expect(stdout.match(/^# .*$/gm)).to.deep.equal(['# Whoami · a.yml · eql', '# Whoami · a.yml · splunk']);
    });

    it('each condition of a rule under one heading', async () => {
      const two = WHOAMI.replace('condition: selection', 'condition: [selection, not selection]');
      workspace.write({ 'a.yml': two });
      const { stdout } = await workspace.sigmaq(['convert', '-t', 'splunk', 'a.yml']);
      expect(stdout).to.equal(`# Whoami · a.yml · splunk\n${WHOAMI_SPL}\nNOT ${WHOAMI_SPL}\n`);
    });

    it('the number of a document where a file has several', async () => {
      workspace.write({ 'a.yml': `${WHOAMI}---\n${CMD}` });
      const { stdout } = await workspace.sigmaq(['convert', '-t', 'splunk', 'a.yml']);
      expect(stdout.match(/^# .*$/gm)).to.deep.equal([
        '# Whoami · a.yml · splunk',
        '# Command shell · a.yml (2) · splunk',
      ]);
    });

    it('a title of several lines on one', async () => {
      workspace.write({ 'a.yml': WHOAMI.replace('title: Whoami', 'title: "a\\nb"'), 'b.yml': CMD });
      const { stdout } = await workspace.sigmaq(['convert', '-t', 'splunk', 'a.yml', 'b.yml']);
      expect(stdout.split('\n')[0]).to.equal('# a b · a.yml · splunk');
    });

    it('standard input for -', async () => {
      const { code, stdout } = await workspace.sigmaq(['convert', '-t', 'splunk', '-'], { stdin: WHOAMI });
      expect(stdout).to.equal(`${WHOAMI_SPL}\n`);
      expect(code).to.equal(0);
    });

    it('nothing a terminal would obey, but every byte to a pipe', async () => {
      workspace.write({ 'a.yml': ruleText('Escape', `CommandLine: "a\\u009bb\\u202Ec"`) });
      const args = ['convert', '-t', 'splunk', 'a.yml'];
      const toPipe = await workspace.sigmaq(args);
      expect(toPipe.stdout).to.equal('CommandLine="a\u009bb\u202ec"\n');
      const toTerminal = await workspace.sigmaq(args, { tty: true });
      expect(toTerminal.stdout).to.equal('CommandLine="a\\x9bb\\u202ec"\n');
    });
  });

  describe('reports', () => {
    it('what a target cannot say, with its place, and gives 1', async () => {
      workspace.write({ 'a.yml': KEYWORD });
      const { code, stdout, stderr } = await workspace.sigmaq(['convert', '-t', 'eql', 'a.yml']);
      expect(stdout).to.equal('');
      expect(stderr).to.match(/^a\.yml:5:7 error unsupported-keyword: /);
      expect(stderr).to.include(' 5 |     - evil\n');
      expect(stderr).to.include(
        '1 rule, 1 target: 0 of 1 converted\nnot converted:\n' +
          '     1  unsupported-keyword, first at a.yml:5:7\n`sigmaq help CODE` explains a code.\n',
      );
      expect(code).to.equal(1);
    });

    it('a rule that cannot be read, and gives 2 though others are converted', async () => {
      workspace.write({ 'a.yml': BROKEN, 'b.yml': WHOAMI });
      const { code, stdout, stderr } = await workspace.sigmaq(['convert', '-t', 'splunk', 'a.yml', 'b.yml']);
      expect(stdout).to.equal(`# Whoami · b.yml · splunk\n${WHOAMI_SPL}\n`);
      expect(stderr).to.include('error yaml-syntax: ');
      expect(code).to.equal(2);
    });

    it('2 rather than 1 where both are due, whichever comes first', async () => {
      workspace.write({ 'a.yml': KEYWORD, 'b.yml': BROKEN });
      expect((await workspace.sigmaq(['convert', '-t', 'eql', 'a.yml', 'b.yml'])).code).to.equal(2);
      expect((await workspace.sigmaq(['convert', '-t', 'eql', 'b.yml', 'a.yml'])).code).to.equal(2);
    });

    it('a document beside a broken one of the same file', async () => {
      workspace.write({ 'a.yml': `${NO_CONDITION}---\n${WHOAMI}` });
      const { code, stdout, stderr } = await workspace.sigmaq(['convert', '-t', 'splunk', 'a.yml']);
      expect(stdout).to.equal(`# Whoami · a.yml (2) · splunk\n${WHOAMI_SPL}\n`);
      expect(stderr).to.include('error detection-missing-condition: ');
      expect(code).to.equal(2);
    });

    it('the reading of a rule once, however many targets there are', async () => {
      workspace.write({ 'a.yml': NO_CONDITION });
      const { stderr } = await workspace.sigmaq(['convert', '-t', 'splunk,kusto,eql', 'a.yml']);
      expect(stderr.match(/error detection-missing-condition/g)).to.have.lengthOf(1);
      expect(stderr).to.include('     1  detection-missing-condition, first at a.yml:');
    });

    it('which targets are concerned, unless it is all of them', async () => {
      workspace.write({ 'a.yml': KEYWORD });
      const { stderr } = await workspace.sigmaq(['convert', '-t', 'splunk,eql', 'a.yml']);
      expect(stderr).to.include('     1  unsupported-keyword (eql), first at a.yml:5:7');
    });

    it('three of a kind in full and the rest by count, all with --verbose', async () => {
      const files = Array.from({ length: 5 }, (_, i): [string, string] => [`rules/${i}.yml`, KEYWORD]);
      workspace.write(Object.fromEntries(files));
      const short = await workspace.sigmaq(['convert', '-t', 'eql', 'rules']);
      expect(short.stderr.match(/error unsupported-keyword: /g)).to.have.lengthOf(3);
      expect(short.stderr).to.include('     5  unsupported-keyword, first at rules/0.yml:5:7');
      const all = await workspace.sigmaq(['convert', '-t', 'eql', '--verbose', 'rules']);
      expect(all.stderr.match(/error unsupported-keyword: /g)).to.have.lengthOf(5);
    });

    it('in colour on a terminal only, and never against NO_COLOR', async () => {
      workspace.write({ 'a.yml': KEYWORD });
      const args = ['convert', '-t', 'eql', 'a.yml'];
      const coloured = '\u001b[31merror unsupported-keyword\u001b[0m';
      expect((await workspace.sigmaq(args, { tty: true })).stderr).to.include(coloured);
      expect((await workspace.sigmaq(args)).stderr).to.not.include('\u001b');
      expect((await workspace.sigmaq(args, { tty: true, env: { NO_COLOR: '1' } })).stderr).to.not.include(
        '\u001b',
      );
      expect((await workspace.sigmaq(args, { tty: true, env: { TERM: 'dumb' } })).stderr).to.not.include(
        '\u001b',
      );
    });
  });

  describe('reads', () => {
    const titles = async (...args: string[]): Promise<(string | null)[]> =>
      (await workspace.sigmaq(['convert', '-t', 'splunk', '--json', ...args]))
        .records()
        .map(({ title }) => title);

    it('folders to the bottom, sorted, *.yml and *.yaml alone', async () => {
      workspace.write({
        'r/b.yml': ruleText('b', 'a: 1'),
        'r/a/z.yaml': ruleText('a/z', 'a: 1'),
        'r/a.yml': ruleText('a', 'a: 1'),
        'r/c.YML': ruleText('c', 'a: 1'),
        'r/README.md': '# not a rule',
        'r/.hidden/d.yml': ruleText('hidden', 'a: 1'),
        'r/node_modules/e.yml': ruleText('dependency', 'a: 1'),
      });
      expect(await titles('r')).to.deep.equal(['a/z', 'a', 'b', 'c']);
    });

    it('a file that is named, whatever its name', async () => {
      workspace.write({ '.hidden.txt': WHOAMI });
      expect(await titles('.hidden.txt')).to.deep.equal(['Whoami']);
    });

    it('links, without running in circles', async function () {
      workspace.write({ 'r/a.yml': WHOAMI });
      mkdirSync(join(workspace.path, 'r/b'));
      try {
        symlinkSync('..', join(workspace.path, 'r/b/up'), 'dir');
        symlinkSync('../a.yml', join(workspace.path, 'r/b/same.yml'), 'file');
        symlinkSync('nowhere.yml', join(workspace.path, 'r/c.yml'), 'file');
      } catch {
        this.skip(); // Windows makes links for administrators only.
      }
      const { code, records } = await workspace.sigmaq(['convert', '-t', 'splunk', '--json', 'r']);
      expect(records().map(({ file }) => file)).to.deep.equal(['r/a.yml', 'r/b/same.yml', 'r/c.yml']);
      expect(records()[2]?.diagnostics.map((each) => each.code)).to.deep.equal(['input-missing']);
      expect(code).to.equal(2);
    });

    it('what is there, and says what is missing', async () => {
      workspace.write({ 'a.yml': WHOAMI });
      const { code, stdout, stderr } = await workspace.sigmaq([
        'convert',
        '-t',
        'splunk',
        'nope.yml',
        'a.yml',
      ]);
      expect(stdout).to.equal(`# Whoami · a.yml · splunk\n${WHOAMI_SPL}\n`);
      expect(stderr).to.include('nope.yml: error input-missing: there is no such file or folder\n');
      expect(code).to.equal(2);
    });

    it('no folder without rules in silence', async () => {
      workspace.write({ 'r/README.md': '' });
      const { code, stderr } = await workspace.sigmaq(['convert', '-t', 'splunk', 'r/']);
      expect(stderr).to.include('r: error input-no-rules: ');
      expect(code).to.equal(2);
    });

    it('no text that is not UTF-8, and shows where', async () => {
      const latin1 = Buffer.from(ruleText('Caf\u00e9', 'a: 1'), 'latin1');
      workspace.write({ 'a.yml': latin1, 'b.yml': Buffer.from('\ufefftitle: x', 'utf16le') });
      const { code, records } = await workspace.sigmaq([
        'convert',
        '-t',
        'splunk',
        '--json',
        'a.yml',
        'b.yml',
      ]);
      expect(records().map(({ diagnostics }) => diagnostics.map((each) => each.code))).to.deep.equal([
        ['input-encoding'],
        ['input-encoding'],
      ]);
      expect(records()[0]?.diagnostics[0]).to.include({ line: 1, column: 11, endColumn: 12 });
      expect(code).to.equal(2);
    });

    it('a byte order mark and carriage returns', async () => {
      workspace.write({ 'a.yml': `\ufeff${WHOAMI.replaceAll('\n', '\r\n')}` });
      const { code, stdout } = await workspace.sigmaq(['convert', '-t', 'splunk', 'a.yml']);
      expect(stdout).to.equal(`${WHOAMI_SPL}\n`);
      expect(code).to.equal(0);
    });
  });

  describe('--json', () => {
    it('gives a record with every key, in order, for each rule and target', async () => {
      workspace.write({ 'a.yml': `---\n${WHOAMI}id: 3b1e9a52-5a8e-4a55-9d0a-0d4a4c4a8b01\n` });
      const { code, stdout, stderr, records } = await workspace.sigmaq([
        'convert',
        '-t',
        'splunk,kusto',
        '--json',
        'a.yml',
      ]);
      expect(stdout.split('\n')).to.have.lengthOf(3);
      expect(records()[0]).to.deep.equal({
        file: 'a.yml',
        line: 2,
        id: '3b1e9a52-5a8e-4a55-9d0a-0d4a4c4a8b01',
        title: 'Whoami',
        target: 'splunk',
        format: 'default',
        queries: [WHOAMI_SPL],
        fidelity: 'exact',
        diagnostics: [],
      });
      expect(Object.keys(records()[1] ?? {})).to.deep.equal(Object.keys(records()[0] ?? {}));
      expect(records()[1]?.target).to.equal('kusto');
      expect(stderr).to.equal('1 rule, 2 targets: 2 of 2 converted (2 exact)\n');
      expect(code).to.equal(0);
    });

    it('gives the record of a rule that cannot be converted', async () => {
      workspace.write({ 'a.yml': KEYWORD });
      const { code, records } = await workspace.sigmaq(['convert', '-t', 'eql', '--json', 'a.yml']);
      const [record] = records();
      expect(record).to.deep.include({
        line: 1,
        id: null,
        title: 'Keyword',
        queries: [],
        fidelity: 'unsupported',
      });
      expect(record?.diagnostics).to.have.lengthOf(1);
      const [diagnostic] = record?.diagnostics ?? [];
      expect(Object.keys(diagnostic ?? {})).to.deep.equal([
        ...['code', 'severity', 'message', 'line', 'column', 'endLine', 'endColumn', 'hints'],
      ]);
      expect(diagnostic).to.deep.include({
        code: 'unsupported-keyword',
        severity: 'error',
        line: 5,
        column: 7,
        endLine: 5,
        endColumn: 11,
      });
      expect(code).to.equal(1);
    });

    it('gives id and title of a rule that has an error elsewhere', async () => {
      workspace.write({ 'a.yml': NO_CONDITION });
      const { code, records } = await workspace.sigmaq(['convert', '-t', 'splunk,eql', '--json', 'a.yml']);
      expect(records().map(({ target }) => target)).to.deep.equal(['splunk', 'eql']);
      for (const record of records()) {
        expect(record).to.deep.include({
          title: 'No condition',
          id: '7b5a9b6e-3a3f-4f43-9d9b-2a1d9c1f4b11',
          queries: [],
          fidelity: 'unsupported',
        });
        expect(record.diagnostics.map((each) => each.code)).to.deep.equal(['detection-missing-condition']);
      }
      expect(code).to.equal(2);
    });

    it('gives the record of a text that is no YAML', async () => {
      workspace.write({ 'a.yml': BROKEN });
      const { records } = await workspace.sigmaq(['convert', '-t', 'splunk', '--json', 'a.yml']);
      expect(records()).to.have.lengthOf(1);
      expect(records()[0]).to.deep.include({ file: 'a.yml', id: null, title: null, queries: [] });
      expect(records()[0]?.diagnostics.map((each) => each.code)).to.deep.equal(['yaml-syntax']);
    });

    it('names standard input', async () => {
      const { records } = await workspace.sigmaq(['convert', '-t', 'splunk', '--json', '-'], {
        stdin: WHOAMI,
      });
      expect(records()[0]?.file).to.equal('<stdin>');
    });

    it('keeps excerpts out of standard error, as the records have them', async () => {
      workspace.write({ 'a.yml': KEYWORD });
      const { stderr } = await workspace.sigmaq(['convert', '-t', 'eql', '--json', 'a.yml']);
      expect(stderr).to.match(/^1 rule, 1 target: 0 of 1 converted\n/);
    });

    it('escapes what a terminal would obey', async () => {
      workspace.write({ 'a.yml': ruleText('Escape', `CommandLine: "a\\u009bb\\u202Ec"`) });
      const { stdout, records } = await workspace.sigmaq(['convert', '-t', 'splunk', '--json', 'a.yml']);
      expect(stdout).to.include('a\\u009bb\\u202ec');
      expect(records()[0]?.queries).to.deep.equal(['CommandLine="a\u009bb\u202ec"']);
    });

    it('is the same every time', async () => {
      workspace.write({ 'r/a.yml': WHOAMI, 'r/b.yml': KEYWORD, 'r/c.yml': BROKEN });
      const args = ['convert', '-t', 'all', '--json', 'r'];
      expect(await workspace.sigmaq(args).then(({ stdout }) => stdout)).to.equal(
        (await workspace.sigmaq(args)).stdout,
      );
    });
  });

  describe('-o', () => {
    it('writes a file for each rule and target, and nothing else', async () => {
      workspace.write({ 'r/x/a.yml': `${WHOAMI}---\n${CMD}`, 'r/k.yml': KEYWORD });
      const { code, stdout } = await workspace.sigmaq(['convert', '-t', 'splunk,eql', '-o', 'out/deep', 'r']);
      expect(stdout).to.equal('');
      const files = workspace.read('out/deep');
      expect(Object.keys(files)).to.deep.equal([
        ...['a.2.eql.txt', 'a.2.splunk.txt', 'a.eql.txt', 'a.splunk.txt', 'k.splunk.txt'],
      ]);
      expect(files['a.splunk.txt']).to.equal(`${WHOAMI_SPL}\n`);
      expect(files['a.2.splunk.txt']).to.equal(`${CMD_SPL}\n`);
      expect(code).to.equal(1);
    });

    it('keeps the folders with --mirror', async () => {
      workspace.write({ 'r/x/a.yml': WHOAMI, 'r/y/a.yml': CMD, 'z.yml': CMD });
      await workspace.sigmaq(['convert', '-t', 'splunk', '-o', 'out', '--mirror', 'r', 'z.yml']);
      expect(workspace.read('out')).to.deep.equal({
        'x/a.splunk.txt': `${WHOAMI_SPL}\n`,
        'y/a.splunk.txt': `${CMD_SPL}\n`,
        'z.splunk.txt': `${CMD_SPL}\n`,
      });
    });

    it('keeps files of one name apart, whatever their order', async () => {
      workspace.write({ 'x/a.yml': WHOAMI, 'y/A.yml': CMD, 'y/b.yml': CMD });
      await workspace.sigmaq(['convert', '-t', 'splunk', '-o', 'one', 'x', 'y']);
      await workspace.sigmaq(['convert', '-t', 'splunk', '-o', 'two', 'y', 'x']);
      const files = workspace.read('one');
      expect(Object.keys(files)).to.have.lengthOf(3);
      expect(Object.values(files)).to.include(`${WHOAMI_SPL}\n`);
      expect(files).to.have.property('b.splunk.txt');
      expect(workspace.read('two')).to.deep.equal(files);
    });

    it('goes together with --json', async () => {
      workspace.write({ 'a.yml': WHOAMI });
      const { records } = await workspace.sigmaq(['convert', '-t', 'splunk', '--json', '-o', 'out', 'a.yml']);
      expect(records()).to.have.lengthOf(1);
      expect(workspace.read('out')).to.have.property('a.splunk.txt');
    });

    it('gives 3 for a place that cannot be written', async () => {
      workspace.write({ 'a.yml': WHOAMI, file: '' });
      const { code, stderr } = await workspace.sigmaq(['convert', '-t', 'splunk', '-o', 'file', 'a.yml']);
      expect(stderr).to.match(/^error: cannot write to 'file' \(E\w+\)\n$/);
      expect(code).to.equal(3);
    });
  });

  describe('--placeholder', () => {
    it('gives the values of a placeholder, those of one name together', async () => {
      workspace.write({ 'a.yml': ruleText('Placeholder', `User|expand: '%admins%'`) });
      const args = [
        'convert',
        '-t',
        'splunk',
        'a.yml',
        '--placeholder',
        'admins=root,alice',
        '--placeholder',
      ];
      const { code, stdout } = await workspace.sigmaq([...args, 'admins=bob']);
      expect(stdout).to.equal('User IN ("root", "alice", "bob")\n');
      expect(code).to.equal(0);
    });
  });

  describe('--approximate', () => {
    it('refuses what is wider with never', async () => {
      workspace.write({ 'a.yml': ruleText('One character', `Image: 'a?b'`) });
      const policy = async (name: string): Promise<string[]> =>
        (await workspace.sigmaq(['convert', '-t', 'splunk', '--json', '--approximate', name, 'a.yml']))
          .records()
          .map(({ fidelity }) => fidelity);
      expect(await policy('superset')).to.not.deep.equal(['unsupported']);
      expect(await policy('any')).to.not.deep.equal(['unsupported']);
    });
  });

  describe('puts documents together', () => {
    const LOGIN = `title: Failed login
name: failed_login
logsource: { product: windows, service: security }
detection:
    selection: { EventID: 4625 }
    condition: selection
`;
    const MANY = `title: Many failures
correlation:
    type: event_count
    rules: [failed_login]
    group-by: [TargetUserName]
    timespan: 10m
    condition: { gte: 10 }
`;
    const FILTER = `title: Ours
logsource: { product: windows }
filter:
    rules: [failed_login]
    ours: { TargetUserName: svc }
    condition: not ours
`;

    it('of several files: a correlation is converted, and the rule that it refers to is not', async () => {
      workspace.write({ 'a.yml': MANY, 'b.yml': LOGIN });
      const { code, stdout } = await workspace.sigmaq(['convert', '-t', 'splunk', '.']);
      expect(stdout).to.match(/EventID=4625/);
      expect(stdout).to.match(/10/);
      expect(stdout.split('\n').filter((line) => line.startsWith('#'))).to.deep.equal([]);
      expect(code).to.equal(0);
    });

    it('with a correlation that a target has no form for, which is refused at its type', async () => {
      workspace.write({ 'a.yml': `${MANY}---\n${LOGIN}` });
      const { code, stdout, stderr } = await workspace.sigmaq(['convert', '-t', 'lucene', 'a.yml']);
      expect(stdout).to.equal('');
      expect(stderr).to.match(/a\.yml:3:11 error unsupported-correlation/);
      expect(code).to.equal(1);
    });

    it('with filters, given as such or among the rules', async () => {
      workspace.write({ 'rules/a.yml': LOGIN, 'filters/f.yml': FILTER });
      const filtered = 'EventID=4625 NOT TargetUserName="svc"\n';
      for (const args of [
        ['rules', '--filter', 'filters'],
        ['rules', 'filters'],
      ]) {
        const { code, stdout } = await workspace.sigmaq(['convert', '-t', 'splunk', ...args]);
        expect(stdout).to.equal(filtered);
        expect(code).to.equal(0);
      }
    });

    it('and says what is wrong between them, and with filters', async () => {
      workspace.write({
        'a.yml': MANY.replace('failed_login', 'no_login'),
        'f.yml': FILTER.replace('windows', 'linux'),
        'b.yml': LOGIN,
      });
      const { code, stdout, stderr } = await workspace.sigmaq([
        'convert',
        '-t',
        'splunk',
        ...['a.yml', 'b.yml', '--filter', 'f.yml', '--filter', 'b.yml'],
      ]);
      expect(stdout).to.match(/^# Failed login/);
      expect(stderr).to.match(/a\.yml:4:13 error reference-unknown/);
      expect(stderr).to.match(/f\.yml:4:13 warning filter-unused/);
      expect(stderr).to.match(/b\.yml:1:1 warning filter-section/);
      expect(code).to.equal(1);
    });

    it('but fails for a filter that cannot be read', async () => {
      workspace.write({ 'a.yml': LOGIN, 'f.yml': FILTER.replace('rules', 'rule') });
      const args = ['convert', '-t', 'splunk', 'a.yml', '--filter', 'f.yml'];
      const { code, stdout, stderr } = await workspace.sigmaq(args);
      expect(stdout).to.equal('EventID=4625\n');
      expect(stderr).to.match(/f\.yml:3:1 error filter-rules/);
      expect(code).to.equal(2);
    });

    it('and counts no actions of collections as rules', async () => {
      workspace.write({ 'a.yml': `action: global\nlevel: low\n---\n${LOGIN}---\naction: reset\n` });
      const { code, stdout, stderr } = await workspace.sigmaq(['convert', '-t', 'splunk', 'a.yml']);
      expect([code, stdout, stderr]).to.deep.equal([0, 'EventID=4625\n', '']);
    });
  });
});
