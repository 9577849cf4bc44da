/** `sigmaq build`: a project on disk before and after. */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { createWorkspace, ruleText, type Workspace } from '../helpers/command-line.ts';

const CONFIG = `rules: rules
targets:
  spl:
    backend: splunk
    output: out/spl
  kql:
    backend: kusto
    output: out/kql
`;

const AUDITD = `title: Linux\nlogsource: { product: linux, service: auditd }\ndetection: { s: { type: x }, condition: s }\n`;

function withId(text: string, id: string): string {
  return `${text}id: ${id}\n`;
}

describe('sigmaq build', () => {
  let workspace: Workspace;
  const build = (...args: string[]) => workspace.sigmaq(['build', ...args]);
  const outputs = (folder = 'out'): Readonly<Record<string, string>> => {
    const files = Object.entries(workspace.read(folder));
    return Object.fromEntries(files.filter(([name]) => !name.endsWith('.sigmaq-manifest.json')));
  };

  beforeEach(() => {
    workspace = createWorkspace();
    workspace.write({
      'sigmaq.config.yml': CONFIG,
      'rules/a.yml': ruleText('A', 'Image: a.exe'),
      'rules/sub/b.yml': `${ruleText('B', 'Image: b.exe')}---\n${ruleText('C', 'Image: c.exe')}`,
    });
  });
  afterEach(() => workspace.remove());

  it('writes one file for each rule and target, under the folders of the input', async () => {
    const { code, stdout, stderr } = await build();
    expect(code).to.equal(0);
    expect(stdout).to.equal('');
    expect(outputs()).to.deep.equal({
      'kql/a.kql': 'Image =~ "a.exe"\n',
      'kql/sub/b.2.kql': 'Image =~ "c.exe"\n',
      'kql/sub/b.kql': 'Image =~ "b.exe"\n',
      'spl/a.spl': 'Image="a.exe"\n',
      'spl/sub/b.2.spl': 'Image="c.exe"\n',
      'spl/sub/b.spl': 'Image="b.exe"\n',
    });
    expect(stderr).to.equal(
      '3 rules, 2 targets: 6 of 6 converted (6 exact)\n' +
        'spl: 3 added, 0 unchanged in out/spl\nkql: 3 added, 0 unchanged in out/kql\n',
    );
  });

  it('builds only the targets that are named', async () => {
    expect((await build('kql')).code).to.equal(0);
    expect(Object.keys(outputs())).to.deep.equal(['kql/a.kql', 'kql/sub/b.2.kql', 'kql/sub/b.kql']);
    const { code, stderr } = await build('kq');
    expect(code).to.equal(3);
    expect(stderr).to.include("unknown target of the configuration 'kq'\n(did you mean 'kql'?)");
  });

  it('writes the same bytes again, and touches nothing that is as it should be', async () => {
    await build();
    const before = workspace.read('out');
    const time = statSync(join(workspace.path, 'out/spl/a.spl')).mtimeMs;
    const { stderr } = await build();
    expect(workspace.read('out')).to.deep.equal(before);
    expect(statSync(join(workspace.path, 'out/spl/a.spl')).mtimeMs).to.equal(time);
    expect(stderr).to.include('spl: 3 unchanged in out/spl\n');
  });

  it('has a manifest of its files, sorted, with digests of what is in them', async () => {
    await build();
    const manifest = JSON.parse(workspace.read('out/spl')['.sigmaq-manifest.json']!) as {
      sigmaq: string;
      files: Record<string, string>;
    };
    expect(Object.keys(manifest.files)).to.deep.equal(['a.spl', 'sub/b.2.spl', 'sub/b.spl']);
    expect(manifest.files['a.spl']).to.match(/^[\da-f]{64}$/);
    expect(manifest.sigmaq).to.match(/^\d+\.\d+\.\d+/);
  });

  it('removes what no rule asks for any more, and the folders that leaves empty', async () => {
    await build();
    rmSync(join(workspace.path, 'rules/sub'), { recursive: true });
    const { stderr } = await build();
    expect(outputs()).to.have.all.keys('kql/a.kql', 'spl/a.spl');
    expect(stderr).to.include('spl: 2 removed, 1 unchanged in out/spl\n');
    expect(() => statSync(join(workspace.path, 'out/spl/sub'))).to.throw();
  });

  it('leaves alone what is not its own, and what was changed by hand', async () => {
    await build();
    workspace.write({ 'out/spl/notes.txt': 'mine', 'out/spl/sub/b.spl': 'changed' });
    rmSync(join(workspace.path, 'rules/sub'), { recursive: true });
    const { code, stderr } = await build();
    expect(code).to.equal(0);
    expect(outputs('out/spl')).to.deep.equal({
      'a.spl': 'Image="a.exe"\n',
      'notes.txt': 'mine',
      'sub/b.spl': 'changed',
    });
    expect(stderr).to.include('  sub/b.spl was changed by hand and is left where it is\n');
    expect((await build()).stderr).to.not.include('by hand');
  });

  it('overwrites no file of somebody else', async () => {
    workspace.write({ 'out/spl/a.spl': 'mine' });
    const { code, stderr } = await build();
    expect(code).to.equal(3);
    expect(stderr).to.match(/a\.spl' is not ours and would be overwritten/);
    expect(workspace.read('out')).to.deep.equal({ 'spl/a.spl': 'mine' });
  });

  it('trusts no manifest that names files elsewhere', async () => {
    for (const path of ['../../rules/a.yml', '/etc/passwd', 'a\\..\\b', '']) {
      workspace.write({
        'out/spl/.sigmaq-manifest.json': JSON.stringify({ sigmaq: '0.0.0', files: { [path]: 'x' } }),
      });
      const { code, stderr } = await build();
      expect(code, path).to.equal(3);
      expect(stderr).to.include('cannot make sense of');
    }
    for (const text of ['', '[]', '{"files":{}}', '{"sigmaq":"1","files":null}']) {
      workspace.write({ 'out/spl/.sigmaq-manifest.json': text });
      expect((await build()).code, text).to.equal(3);
    }
  });

  it('tells files of one name in two folders apart', async () => {
    workspace.write({
      'sigmaq.config.yml': CONFIG.replace('rules: rules', 'rules: [rules, own]'),
      'own/A.yml': ruleText('Own', 'Image: own.exe'),
    });
    await build('spl');
    const names = Object.keys(outputs());
    expect(names).to.have.lengthOf(4);
    expect(names.filter((name) => /^spl\/a\.[\da-f]{8}\.spl$/i.test(name))).to.have.lengthOf(2);
  });

  describe('--check', () => {
    it('passes when the folders are as a build would leave them', async () => {
      await build();
      expect((await build('--check')).code).to.equal(0);
    });

    it('fails when they are not, says how, and writes nothing', async () => {
      await build();
      workspace.write({ 'out/spl/a.spl': 'changed', 'rules/new.yml': ruleText('New', 'Image: n.exe') });
      rmSync(join(workspace.path, 'rules/sub'), { recursive: true });
      const before = workspace.read('out');
      const { code, stderr } = await build('--check');
      expect(code).to.equal(1);
      expect(stderr).to.include('spl: 1 missing, 1 different, 2 stale, 0 unchanged in out/spl\n');
      expect(workspace.read('out')).to.deep.equal(before);
    });

    it('fails where nothing was ever built', async () => {
      expect((await build('--check')).code).to.equal(1);
      expect(() => statSync(join(workspace.path, 'out'))).to.throw();
    });
  });

  describe('chooses rules', () => {
    const ID = '11111111-2222-4333-8444-555555555555';
    const chosen = async (selection: string): Promise<readonly string[]> => {
      workspace.write({
        'sigmaq.config.yml': `rules: rules\n${selection}\ntargets: { t: { backend: splunk, output: out } }\n`,
      });
      workspace.write({
        'rules/sub/d.yml': withId(
          ruleText('D', 'Image: d.exe', 'status: test\nlevel: high\ntags: [attack.t1059.001, cve.2020-1]\n'),
          ID,
        ),
      });
      expect((await build()).code).to.equal(0);
      return Object.keys(outputs()).sort();
    };

    it('by path, id, status, level and tag', async () => {
      const d = ['sub/d.spl'];
      expect(await chosen('only: { paths: rules/sub/d* }')).to.deep.equal(d);
      expect(await chosen(`only: { ids: ${ID.toUpperCase()} }`)).to.deep.equal(d);
      expect(await chosen('only: { status: [test, stable] }')).to.deep.equal(d);
      expect(await chosen('only: { level: [high, critical] }')).to.deep.equal(d);
      expect(await chosen('only: { tags: attack.t1059 }')).to.deep.equal(d);
      expect(await chosen('only: { tags: attack.t105 }')).to.deep.equal([]);
    });

    it('that fit every list of `only` and none of `exclude`', async () => {
      expect(await chosen('only: { paths: rules/sub, level: high }')).to.deep.equal(['sub/d.spl']);
      expect(await chosen('exclude: { paths: [rules/sub, "**/x.yml"] }')).to.deep.equal(['a.spl']);
      expect(await chosen('exclude: { paths: "rules/*/b.yml", level: high }')).to.deep.equal(['a.spl']);
      expect(await chosen('exclude: { paths: "rules/?.yml" }')).to.deep.equal([
        'sub/b.2.spl',
        'sub/b.spl',
        'sub/d.spl',
      ]);
    });

    it('that fit the lists of the target as well', async () => {
      workspace.write({
        'sigmaq.config.yml': `rules: rules\ntargets:\n  t: { backend: splunk, output: out, exclude: { paths: rules/sub } }\n`,
      });
      await build();
      expect(Object.keys(outputs())).to.deep.equal(['a.spl']);
    });
  });

  it('runs pipelines by name and from files, and writes formats with their settings and overrides', async () => {
    workspace.write({
      'sigmaq.config.yml': `rules: rules
targets:
  t:
    backend: splunk
    settings: { prefix: index=w }
    pipelines: [pipelines/own.yml, splunk-windows]
    format: savedsearches
    formatSettings: { schedule: '0 * * * *' }
    overrides:
      11111111-2222-4333-8444-555555555555: { schedule: '1 * * * *' }
    output: out
`,
      'pipelines/own.yml':
        'name: Own\ntransformations: [{ id: x, type: field_name_mapping, mapping: { Image: Img } }]\n',
      'rules/own.yml': withId(ruleText('Own', 'Image: own.exe'), '11111111-2222-4333-8444-555555555555'),
    });
    const { code, stderr } = await build();
    expect(stderr).to.include('t: 4 added');
    expect(code).to.equal(0);
    const files = outputs();
    const SEARCH =
      'search = index=w source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1 Img="a.exe"\n';
    expect(files['a.conf']).to.include(SEARCH).and.include('cron_schedule = 0 * * * *\n');
    expect(files['own.conf']).to.include('cron_schedule = 1 * * * *\n');
  });

  it('refuses a value of a setting when the format does, at its place', async () => {
    workspace.write({
      'sigmaq.config.yml':
        'rules: rules\ntargets:\n  t:\n    backend: splunk\n    format: savedsearches\n    formatSettings: { schedule: hourly }\n    output: out\n',
    });
    const { code, stderr } = await build();
    expect(code).to.equal(3);
    expect(stderr).to.match(
      /^sigmaq\.config\.yml:6:33 error config-value: settings: savedsearches: schedule is five fields/,
    );
    expect(() => statSync(join(workspace.path, 'out'))).to.throw();
  });

  it('adds conditions to log sources, the first that fits, whatever pipelines make of them', async () => {
    workspace.write({
      'sigmaq.config.yml': `rules: rules
targets:
  t:
    backend: splunk
    pipelines: [sysmon]
    logsources:
      - { category: process_creation, product: windows, conditions: { index: [a, b], n: 1 } }
      - { product: windows, conditions: { index: c } }
    output: out
`,
      'rules/sys.yml':
        'title: S\nlogsource: { product: windows, service: system }\ndetection: { s: { f: x }, condition: s }\n',
      'rules/linux.yml': AUDITD,
    });
    expect((await build()).code).to.equal(0);
    const files = outputs();
    expect(files['a.spl']).to.equal('index IN ("a", "b") n=1 EventID=1 Image="a.exe"\n');
    expect(files['sys.spl']).to.equal('index="c" f="x"\n');
    expect(files['linux.spl']).to.equal('type="x"\n');
  });

  it('gives placeholders their values', async () => {
    workspace.write({
      'sigmaq.config.yml': `${CONFIG}placeholders: { Administrators: [root, 'adm_*', 7] }\n`,
      'rules/a.yml': ruleText('A', "User|expand: '%Administrators%'"),
    });
    expect((await build('spl')).code).to.equal(0);
    expect(outputs()['spl/a.spl']).to.equal('User IN ("root", "adm_*", 7)\n');
  });

  it('applies Sigma filters', async () => {
    workspace.write({
      'sigmaq.config.yml': `${CONFIG}filters: filters\n`,
      'filters/f.yml': `title: F
logsource: { product: windows }
filter:
  rules: any
  ours: { User: us }
  condition: not ours
`,
    });
    expect((await build('spl')).code).to.equal(0);
    expect(outputs()['spl/a.spl']).to.equal('Image="a.exe" NOT User="us"\n');
  });

  it('takes filters that lie among the rules once', async () => {
    workspace.write({
      'sigmaq.config.yml': `${CONFIG}filters: rules/filters\n`,
      'rules/filters/f.yml':
        'title: F\nid: 11111111-2222-4333-8444-555555555555\nlogsource: { product: windows }\nfilter: { rules: any, ours: { User: us }, condition: not ours }\n',
    });
    const { code, stderr } = await build('spl');
    expect(stderr).to.equal(
      '3 rules, 1 target: 3 of 3 converted (3 exact)\nspl: 3 added, 0 unchanged in out/spl\n',
    );
    expect(code).to.equal(0);
    expect(outputs()['spl/a.spl']).to.equal('Image="a.exe" NOT User="us"\n');
  });

  it('converts correlations, and not the rules that only serve them', async () => {
    workspace.write({
      'rules/c.yml': `title: Two
name: two
logsource: { product: windows, category: process_creation }
detection: { s: { Image: c.exe }, condition: s }
---
title: Many
correlation: { type: event_count, rules: two, group-by: User, timespan: 5m, condition: { gte: 3 } }
`,
    });
    const { code } = await build('spl');
    expect(code).to.equal(0);
    const files = outputs();
    expect(files).to.not.have.property('spl/c.spl');
    expect(files['spl/c.2.spl']).to.match(/^Image="c\.exe"\n\| eval .*sigma_count3=3/s);
  });

  it('refuses a correlation in a format that is for single rules', async () => {
    workspace.write({
      'sigmaq.config.yml':
        'rules: rules\ntargets: { t: { backend: splunk, format: savedsearches, output: out } }\n',
      'rules/c.yml':
        'title: Many\ncorrelation: { type: event_count, rules: x, group-by: User, timespan: 5m, condition: { gte: 3 } }\n---\ntitle: X\nname: x\nlogsource: { product: windows }\ndetection: { s: { Image: c.exe }, condition: s }\n',
    });
    const { code, stderr } = await build();
    expect(code).to.equal(1);
    expect(stderr)
      .to.include('unsupported-correlation')
      .and.include('the format savedsearches is for single rules');
  });

  describe('accounts for rules that cannot be built', () => {
    const config = (more = ''): string =>
      `rules: rules\ntargets:\n  t:\n    backend: splunk\n    pipelines: splunk-windows\n    output: out\n${more}`;

    it('as findings, with the reason', async () => {
      workspace.write({ 'sigmaq.config.yml': config(), 'rules/l.yml': AUDITD });
      const { code, stderr } = await build();
      expect(code).to.equal(1);
      expect(stderr).to.include('rules/l.yml:2:').and.include('pipeline-log-source');
      expect(Object.keys(outputs())).to.deep.equal(['a.spl', 'sub/b.2.spl', 'sub/b.spl']);
    });

    it('and not as findings where the configuration accepts the reason', async () => {
      workspace.write({
        'sigmaq.config.yml': config('    accept: pipeline-log-source\n'),
        'rules/l.yml': AUDITD,
      });
      const { code, stderr } = await build();
      expect(code).to.equal(0);
      expect(stderr).to.include('t: 3 added, 0 unchanged, 1 rule left out as accepted in out\n');
    });

    it('and removes what was built of them before', async () => {
      workspace.write({ 'sigmaq.config.yml': CONFIG, 'rules/l.yml': AUDITD });
      await build('spl');
      workspace.write({ 'sigmaq.config.yml': config().replace('output: out', 'output: out/spl') });
      await build();
      expect(outputs()).to.not.have.property('spl/l.spl');
    });

    it('as broken inputs where they cannot be read', async () => {
      workspace.write({ 'rules/bad.yml': 'title: [' });
      const { code, stderr } = await build();
      expect(code).to.equal(2);
      expect(stderr).to.include('rules/bad.yml:1:');
      expect(Object.keys(outputs())).to.have.lengthOf(6);
    });
  });

  it('prints a record for each rule and target', async () => {
    workspace.write({ 'rules/bad.yml': 'title: [' });
    const { stdout, records } = await build('--json');
    expect(stdout.trim().split('\n')).to.have.lengthOf(8);
    const rows = records() as readonly (ReturnType<typeof records>[0] & { readonly output: string | null })[];
    expect(rows[0]).to.deep.include({
      file: 'rules/a.yml',
      target: 'spl',
      queries: ['Image="a.exe"'],
      output: 'out/spl/a.spl',
    });
    expect(rows.find(({ file }) => file === 'rules/bad.yml')!.output).to.equal(null);
  });

  it('finds its configuration, or says that there is none', async () => {
    expect((await build('--config', 'other.yml')).stderr).to.include("cannot read 'other.yml' (ENOENT)");
    rmSync(join(workspace.path, 'sigmaq.config.yml'));
    const { code, stderr } = await build();
    expect(code).to.equal(3);
    expect(stderr).to.include('no sigmaq.config.yml, sigmaq.config.yaml, sigmaq.config.json here');
    workspace.write({
      'conf/sigmaq.config.json': JSON.stringify({
        rules: '../rules',
        targets: { t: { backend: 'eql', output: 'out' } },
      }),
    });
    expect((await build('--config', 'conf/sigmaq.config.json')).code).to.equal(0);
    expect(Object.keys(outputs('conf/out'))).to.deep.equal(['a.eql', 'sub/b.2.eql', 'sub/b.eql']);
  });

  it('builds nothing from a configuration with a mistake', async () => {
    workspace.write({ 'sigmaq.config.yml': CONFIG.replace('splunk', 'splnk') });
    const { code, stderr } = await build();
    expect(code).to.equal(3);
    expect(stderr).to.equal(
      'sigmaq.config.yml:4:14 error config-unknown-name: there is no backend `splnk`\n' +
        ' 4 |     backend: splnk\n   |              ^^^^^\n   = did you mean `splunk`?\n\n',
    );
    expect(() => statSync(join(workspace.path, 'out'))).to.throw();
  });

  it('shows what is wrong in a pipeline at its place', async () => {
    workspace.write({
      'sigmaq.config.yml': CONFIG.replace('backend: splunk', 'backend: splunk\n    pipelines: own.yml'),
      'own.yml': 'name: Own\ntransformation: []\n',
    });
    const { code, stderr } = await build();
    expect(code).to.equal(3);
    expect(stderr).to.include('own.yml:2:1 error pipeline-unknown-key');
  });

  it('takes no pipeline that makes one text of all queries', async () => {
    workspace.write({
      'sigmaq.config.yml': CONFIG.replace('backend: splunk', 'backend: splunk\n    pipelines: own.yml'),
      'own.yml': 'name: Own\nfinalizers: [{ type: concat }]\n',
    });
    const { code, stderr } = await build();
    expect(code).to.equal(3);
    expect(stderr).to.match(
      /^sigmaq\.config\.yml:5:16 error config-value: pipelines: its finalizers make one text/,
    );
  });
});
