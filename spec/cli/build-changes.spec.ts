/** `sigmaq build --changed-since`: what git knows of the rules, and what follows from it. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { createWorkspace, ruleText, type Workspace } from '../helpers/command-line.ts';

const CONFIG = `rules: rules
filters: filters
targets:
  spl: { backend: splunk, pipelines: pipelines, output: out/spl }
  kql: { backend: kusto, output: out/kql }
`;

const FILTER =
  'title: F\nlogsource: { product: windows }\nfilter: { rules: any, ours: { User: us }, condition: not ours }\n';

const CORRELATION = `title: Many
correlation: { type: event_count, rules: [counted], group-by: User, timespan: 5m, condition: { gte: 3 } }
`;

const ALL = [
  'out/kql/a.kql',
  'out/kql/sub/b.2.kql',
  'out/kql/sub/b.kql',
  'out/spl/a.spl',
  'out/spl/sub/b.2.spl',
  'out/spl/sub/b.spl',
];

describe('sigmaq build --changed-since', () => {
  let workspace: Workspace;
  const build = (...args: string[]) => workspace.sigmaq(['build', ...args]);
  const at = (name: string): string => join(workspace.path, name);
  const git = (...args: string[]): void =>
    void execFileSync(
      'git',
      ['-c', 'user.name=x', '-c', 'user.email=x@example.org', '-c', 'protocol.file.allow=always', ...args],
      { cwd: workspace.path, stdio: 'ignore' },
    );
  const commit = (): void => {
    git('add', '.');
    git('commit', '-q', '--allow-empty', '-m', 'x');
  };
  /** The files of what is converted again; afterwards the folders are as a whole build leaves them. */
  const rebuilt = async (...args: string[]): Promise<readonly string[]> => {
    const { code, stdout, stderr } = await build('--changed-since', 'HEAD', '--json', ...args);
    expect(code, stderr).to.equal(0);
    expect((await build('--check', ...args)).code, 'as a whole build').to.equal(0);
    const lines = stdout.split('\n').filter((line) => line !== '');
    return lines.map((line) => (JSON.parse(line) as { output: string }).output).sort();
  };

  beforeEach(async () => {
    workspace = createWorkspace();
    workspace.write({
      'sigmaq.config.yml': CONFIG,
      'rules/a.yml': ruleText('A', 'Image: a.exe'),
      'rules/sub/b.yml': `${ruleText('B', 'Image: b.exe')}---\n${ruleText('C', 'Image: c.exe')}`,
      'pipelines/own.yml':
        'name: Own\ntransformations: [{ id: x, type: field_name_mapping, mapping: { Image: Img } }]\n',
      'pipelines/more.yml': 'name: More\ntransformations: []\n',
      'filters/f.yml': FILTER,
      '.gitignore': 'out\nignored\n',
    });
    expect((await build()).code).to.equal(0);
    git('init', '-q');
    commit();
  });
  afterEach(() => workspace.remove());

  it('converts nothing where nothing changed, and keeps what is there', async () => {
    expect((await build('--changed-since', 'HEAD')).stderr).to.include('spl: 3 unchanged in out/spl\n');
    expect(await rebuilt()).to.deep.equal([]);
  });

  it('converts the rules of files that changed or are new', async () => {
    workspace.write({
      'rules/a.yml': ruleText('A', 'Image: other.exe'),
      'rules/new.yml': ruleText('N', 'Image: n.exe'),
    });
    const files = ['out/kql/a.kql', 'out/kql/new.kql', 'out/spl/a.spl', 'out/spl/new.spl'];
    expect(await rebuilt()).to.deep.equal(files);
    git('add', '.');
    expect(await rebuilt(), 'staged').to.deep.equal(files);
  });

  it('follows a rule that was renamed', async () => {
    renameSync(at('rules/a.yml'), at('rules/z.yml'));
    git('add', '.');
    expect(await rebuilt('spl')).to.deep.equal(['out/spl/z.spl']);
    expect(workspace.read('out/spl')).to.not.have.property('a.spl');
  });

  it('removes what a rule that is gone has left', async () => {
    rmSync(at('rules/a.yml'));
    expect(await rebuilt('spl')).to.deep.equal([]);
    expect(workspace.read('out/spl')).to.not.have.property('a.spl');
  });

  it('converts everything of a target whose pipeline changed, or is gone from its folder', async () => {
    const files = ALL.filter((name) => name.endsWith('.spl'));
    appendFileSync(at('pipelines/own.yml'), '# x\n');
    expect(await rebuilt()).to.deep.equal(files);
    commit();
    rmSync(at('pipelines/own.yml'));
    expect(await rebuilt()).to.deep.equal(files);
  });

  for (const file of ['sigmaq.config.yml', 'filters/f.yml']) {
    it(`converts everything when ${file} changed`, async () => {
      appendFileSync(at(file), '# x\n');
      expect(await rebuilt()).to.deep.equal(ALL);
    });
  }

  it('converts everything when a filter is gone, or no longer in its file', async () => {
    workspace.write({ 'filters/g.yml': FILTER.replaceAll('us', 'them') });
    expect((await build()).code).to.equal(0);
    commit();
    rmSync(at('filters/g.yml'));
    expect(await rebuilt()).to.deep.equal(ALL);
    workspace.write({ 'rules/a.yml': `${ruleText('A', 'Image: a.exe')}---\n${FILTER}` });
    expect((await build()).code).to.equal(0);
    commit();
    workspace.write({ 'rules/a.yml': ruleText('A', 'Image: a.exe') });
    expect(await rebuilt()).to.deep.equal(ALL);
  });

  it('converts correlations when a rule changed, and everything when a correlation is gone', async () => {
    workspace.write({
      'rules/counted.yml': ruleText('Counted', 'Image: c.exe', 'name: counted\n'),
      'rules/many.yml': CORRELATION,
    });
    expect((await build('spl')).code).to.equal(0);
    commit();
    workspace.write({ 'rules/counted.yml': ruleText('Counted', 'Image: other.exe', 'name: counted\n') });
    expect(await rebuilt('spl')).to.deep.equal(['out/spl/many.spl']);
    expect(workspace.read('out/spl')['many.spl']).to.include('other.exe');
    commit();
    rmSync(at('rules/many.yml'));
    expect(await rebuilt('spl')).to.include('out/spl/counted.spl');
  });

  it('converts a rule whose file has another name than before, for another file has come', async () => {
    workspace.write({
      'sigmaq.config.yml': CONFIG.replace('rules: rules', 'rules: [rules, own]'),
      'own/x.yml': ruleText('X', 'Image: x.exe'),
    });
    expect((await build('spl')).code).to.equal(0);
    commit();
    workspace.write({ 'own/a.yml': ruleText('Own', 'Image: own.exe') });
    const files = await rebuilt('spl');
    expect(files).to.have.lengthOf(2);
    for (const name of files) expect(name).to.match(/^out\/spl\/a\.[\da-f]{8}\.spl$/);
  });

  it('converts a rule whose file is missing or not as it was written', async () => {
    unlinkSync(at('out/spl/a.spl'));
    workspace.write({ 'out/spl/sub/b.spl': 'half' });
    expect(await rebuilt()).to.deep.equal(['out/spl/a.spl', 'out/spl/sub/b.spl']);
  });

  it('says nothing of rules that could not be converted before either', async () => {
    workspace.write({ 'rules/k.yml': ruleText('K', "Image|expand: '%nobody%'") });
    expect((await build('kql')).code).to.equal(1);
    commit();
    const { code, stderr } = await build('kql', '--changed-since', 'HEAD');
    expect(code, stderr).to.equal(0);
    expect(stderr).to.not.include('placeholder');
    appendFileSync(at('rules/k.yml'), '# x\n');
    expect((await build('kql', '--changed-since', 'HEAD')).code).to.equal(1);
  });

  it('takes what git does not track for changed: what it ignores, and what lies elsewhere', async () => {
    const elsewhere = createWorkspace();
    elsewhere.write({ 'e.yml': ruleText('E', 'Image: e.exe') });
    workspace.write({
      'sigmaq.config.yml': CONFIG.replace(
        'rules: rules',
        `rules: [rules, ignored, ${JSON.stringify(elsewhere.path)}]`,
      ),
      'ignored/i.yml': ruleText('I', 'Image: i.exe'),
    });
    expect((await build('spl')).code).to.equal(0);
    commit();
    workspace.write({ 'ignored/i.yml': ruleText('I', 'Image: j.exe') });
    elsewhere.write({ 'e.yml': ruleText('E', 'Image: f.exe') });
    expect(await rebuilt('spl')).to.deep.equal(['out/spl/e.spl', 'out/spl/i.spl']);
    elsewhere.remove();
  });

  it('follows links: what they lead to, and where they lead', async () => {
    workspace.write({
      'one/l.yml': ruleText('L', 'Image: one.exe'),
      'two/l.yml': ruleText('L', 'Image: two.exe'),
    });
    symlinkSync('../one', at('rules/link'));
    expect((await build('spl')).code).to.equal(0);
    commit();
    expect(await rebuilt('spl')).to.deep.equal([]);
    workspace.write({ 'one/l.yml': ruleText('L', 'Image: uno.exe') });
    expect(await rebuilt('spl')).to.deep.equal(['out/spl/link/l.spl']);
    commit();
    unlinkSync(at('rules/link'));
    symlinkSync('../two', at('rules/link'));
    expect(await rebuilt('spl')).to.include('out/spl/link/l.spl');
    expect(workspace.read('out/spl')['link/l.spl']).to.include('two.exe');
  });

  it('looks at all rules of a submodule, and at everything when it is another one', async () => {
    const other = createWorkspace();
    other.write({ 's.yml': ruleText('S', 'Image: s.exe') });
    const inOther = (...args: string[]): void =>
      void execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args], {
        cwd: other.path,
        stdio: 'ignore',
      });
    inOther('init', '-q');
    inOther('add', '.');
    inOther('commit', '-q', '-m', 'x');
    git('submodule', 'add', '-q', other.path, 'rules/module');
    expect((await build('spl')).code).to.equal(0);
    commit();
    expect(await rebuilt('spl')).to.deep.equal(['out/spl/module/s.spl']);
    rmSync(at('rules/module/s.yml'));
    expect(await rebuilt('spl')).to.have.lengthOf(3);
    other.remove();
  });

  it('needs a commit that exists, in a repository', async () => {
    for (const ref of ['nonesuch', '--output=x', '-x', '', 'HEAD^{tree}', 'HEAD...HEAD']) {
      const { code, stderr } = await build(`--changed-since=${ref}`);
      expect(code, ref).to.equal(3);
      expect(stderr).to.include(`git knows no commit '${ref}'`).and.not.include('shallow');
    }
    rmSync(at('.git'), { recursive: true });
    mkdirSync(at('x'), { recursive: true });
    expect((await build('--changed-since', 'HEAD')).stderr).to.match(
      /no git repository here\n\(.*not a git repository/,
    );
  });

  it('says of a shallow clone that it is one', async () => {
    commit();
    const clone = createWorkspace();
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${workspace.path}`, join(clone.path, 'c')], {
      stdio: 'ignore',
    });
    const config = join(clone.path, 'c/sigmaq.config.yml');
    const { stderr } = await build('--config', config, '--changed-since', 'HEAD~1');
    expect(stderr).to.match(/git knows no commit 'HEAD~1'\n\(this clone is shallow/);
    clone.remove();
  });
});
