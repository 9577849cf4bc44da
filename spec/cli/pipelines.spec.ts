/** `sigmaq convert -p`: pipelines of the catalogue, files and folders, and what they did to a rule. */
import { expect } from 'chai';
import { createWorkspace, type Workspace } from '../helpers/command-line.ts';

const RULE = `title: Shell started
logsource: { product: windows, category: process_creation }
detection:
    selection:
        Image|endswith: '\\cmd.exe'
    condition: selection
`;

const NAMES = `name: Names
priority: 20
transformations:
    - id: names
      type: field_name_mapping
      mapping: { Image: process.executable }
`;

const INDEX = `name: Index
priority: 30
transformations:
    - type: add_condition
      conditions: { index: win }
`;

describe('sigmaq convert -p', () => {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = createWorkspace();
    workspace.write({ 'rule.yml': RULE });
  });
  afterEach(() => {
    workspace.remove();
  });

  it('takes files, which run in the order of their priority', async () => {
    workspace.write({ 'b.yml': NAMES, 'a.yml': INDEX });
    const { stdout, code } = await workspace.sigmaq([
      'convert',
      '-t',
      'splunk',
      '-p',
      'a.yml',
      '-p',
      'b.yml',
      'rule.yml',
    ]);
    expect(stdout).to.equal('index="win" process.executable="*\\\\cmd.exe"\n');
    expect(code).to.equal(0);
  });

  it('takes folders with all the files in them', async () => {
    workspace.write({ 'pipes/b.yml': NAMES, 'pipes/sub/a.yaml': INDEX, 'pipes/readme.md': '' });
    const { stdout } = await workspace.sigmaq(['convert', '-t', 'splunk', '-p', 'pipes', 'rule.yml']);
    expect(stdout).to.equal('index="win" process.executable="*\\\\cmd.exe"\n');
  });

  it('takes names of the catalogue and the names that pySigma has for them', async () => {
    for (const name of ['splunk-windows', 'splunk_windows']) {
      const { stdout, code } = await workspace.sigmaq([
        'convert',
        '-t',
        'splunk',
        '-p',
        'sysmon',
        '-p',
        name,
        'rule.yml',
      ]);
      expect(stdout).to.include('Image="*\\\\cmd.exe"');
      expect(code).to.equal(0);
    }
  });

  it('gives each target the pipelines that are made for it', async () => {
    workspace.write({
      'a.yml': `allowed_backends: [splunk]\n${INDEX}`,
      'b.yml': `allowed_backends: [kusto]\n${NAMES}`,
    });
    const { records } = await workspace.sigmaq([
      'convert',
      '-t',
      'splunk,kusto',
      '-p',
      'a.yml',
      '-p',
      'b.yml',
      '--json',
      'rule.yml',
    ]);
    expect(records().map(({ queries }) => queries)).to.deep.equal([
      ['index="win" Image="*\\\\cmd.exe"'],
      ['[\'process.executable\'] endswith @"\\cmd.exe"'],
    ]);
  });

  it('converts nothing when a file is wrong, and shows where', async () => {
    workspace.write({ 'bad.yml': 'transformations:\n    - type: field_name_maping\n' });
    const { stdout, stderr, code } = await workspace.sigmaq([
      'convert',
      '-t',
      'splunk',
      '-p',
      'bad.yml',
      'rule.yml',
    ]);
    expect(stdout).to.equal('');
    expect(stderr).to.include('bad.yml:2:13 error pipeline-unknown-type').and.to.include('did you mean');
    expect(code).to.equal(3);
  });

  it('knows neither names nor paths that do not exist', async () => {
    const { stderr, code } = await workspace.sigmaq(['convert', '-t', 'splunk', '-p', 'sysmn', 'rule.yml']);
    expect(stderr).to.include("unknown pipeline 'sysmn'").and.to.include("did you mean 'sysmon'?");
    expect(code).to.equal(3);
    const empty = await workspace.sigmaq(['convert', '-t', 'splunk', '-p', '.', 'rule.yml']);
    expect(empty.code).to.equal(3);
  });

  it('refuses a pipeline that is made for none of the targets', async () => {
    const { stderr, code } = await workspace.sigmaq([
      'convert',
      '-t',
      'kusto',
      '-p',
      'splunk-windows',
      'rule.yml',
    ]);
    expect(stderr).to.include("the pipeline 'splunk-windows' is not made for kusto");
    expect(code).to.equal(3);
  });

  it('lets a pipeline read what lies beside it, and nothing else', async () => {
    const expand = RULE.replace("Image|endswith: '\\cmd.exe'", "User|expand: '%admins%'");
    const pipeline = (path: string): string =>
      `name: Lists\ntransformations:\n    - { type: file_placeholders, path: ${path}, include: [admins] }\n`;
    workspace.write({
      'rule.yml': expand,
      'secret.txt': 'x',
      'lists/admins.txt': 'ann\n\nbob\n',
      'lists/good.yml': pipeline('admins.txt'),
      'lists/bad.yml': pipeline('../secret.txt'),
      'lists/none.yml': pipeline('missing.txt'),
    });
    const good = await workspace.sigmaq(['convert', '-t', 'splunk', '-p', 'lists/good.yml', 'rule.yml']);
    expect(good.stdout).to.equal('User IN ("ann", "bob")\n');
    const bad = await workspace.sigmaq(['convert', '-t', 'splunk', '-p', 'lists/bad.yml', 'rule.yml']);
    expect(bad.stderr).to.include('it lies outside the folder of the pipeline');
    expect(bad.code).to.equal(3);
    const none = await workspace.sigmaq(['convert', '-t', 'splunk', '-p', 'lists/none.yml', 'rule.yml']);
    expect(none.stderr).to.include('there is no such file');
  });

  it('prints one text where a pipeline finalizes', async () => {
    workspace.write({
      'end.yml':
        'name: End\nfinalizers:\n    - { type: concat, separator: " OR ", prefix: "| ", suffix: " |" }\n',
      'other.yml': RULE.replace('cmd.exe', 'sh.exe'),
    });
    const args = ['convert', '-t', 'splunk', '-p', 'end.yml', 'rule.yml', 'other.yml'];
    const { stdout } = await workspace.sigmaq(args);
    expect(stdout).to.equal('| Image="*\\\\cmd.exe" OR Image="*\\\\sh.exe" |\n');
    expect((await workspace.sigmaq([...args, '--json'])).code).to.equal(3);
  });

  it('takes fields that a pipeline has no name for as --unmapped says', async () => {
    workspace.write({ 'rule.yml': RULE.replace('Image|endswith', 'NoSuchField|endswith') });
    const convert = (policy: readonly string[]) =>
      workspace.sigmaq(['convert', '-t', 'kusto', '-p', 'defender-xdr', ...policy, 'rule.yml']);
    const refused = await convert([]);
    expect(refused.stderr).to.include('error pipeline-unmapped-field');
    expect(refused.code).to.equal(1);
    const warned = await convert(['--unmapped', 'warn']);
    expect(warned.stderr).to.include('warning pipeline-unmapped-field');
    expect(warned.stdout).to.include('NoSuchField endswith');
    const kept = await convert(['--unmapped', 'keep']);
    expect(kept.stderr).to.not.include('pipeline-unmapped-field');
    expect(kept.stdout).to.equal(warned.stdout);
  });

  describe('--explain-pipeline', () => {
    it('says beside the queries what each step did', async () => {
      workspace.write({ 'names.yml': NAMES });
      const { stdout, stderr } = await workspace.sigmaq([
        'convert',
        '-t',
        'splunk',
        '-p',
        'names.yml',
        '--explain-pipeline',
        'rule.yml',
      ]);
      expect(stdout).to.equal('process.executable="*\\\\cmd.exe"\n');
      expect(stderr).to.include(
        [
          '# Shell started · rule.yml · splunk',
          '  map Image (Names, names)',
          '    - Image ends with "\\cmd.exe"',
          '    + process.executable ends with "\\cmd.exe"',
          '',
        ].join('\n'),
      );
    });

    it('puts it into the records with --json', async () => {
      workspace.write({ 'names.yml': NAMES });
      const { records } = await workspace.sigmaq([
        'convert',
        '-t',
        'splunk',
        '-p',
        'names.yml',
        '--explain-pipeline',
        '--json',
        'rule.yml',
      ]);
      expect(records()[0]?.changes).to.deep.equal([
        {
          pipeline: 'Names',
          id: 'names',
          step: 'map Image',
          removed: ['Image ends with "\\cmd.exe"'],
          added: ['process.executable ends with "\\cmd.exe"'],
          notes: [],
        },
      ]);
    });

    it('says so when there was nothing to do', async () => {
      workspace.write({ 'names.yml': NAMES.replace('Image', 'User') });
      const { stderr } = await workspace.sigmaq([
        'convert',
        '-t',
        'splunk',
        '-p',
        'names.yml',
        '--explain-pipeline',
        'rule.yml',
      ]);
      expect(stderr).to.include('no change').and.not.to.include('    +');
    });
  });

  it('lists the catalogue', async () => {
    const { stdout } = await workspace.sigmaq(['list', 'pipelines']);
    expect(stdout).to.match(/^sysmon +Sysmon event ids, for any target$/m);
  });
});
