/** `sigmaq convert -f`: documents that hold queries. */
import { expect } from 'chai';
import { createWorkspace, ruleText, type Workspace } from '../helpers/command-line.ts';

const WHOAMI = ruleText('Whoami', `Image|endswith: '\\whoami.exe'`);
const CMD = ruleText('Command shell', `Image|endswith: '\\cmd.exe'`);
/** More than an analytics rule takes. */
const LONG = ruleText('Long', `CommandLine: '${'x'.repeat(10_100)}'`);
const TO_SENTINEL = ['convert', '-t', 'kusto', '-p', 'sentinel', '-f'];

interface Template {
  readonly resources: readonly {
    readonly properties: { readonly displayName: string; readonly queryFrequency: string };
  }[];
}

describe('sigmaq convert -f', () => {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = createWorkspace();
    workspace.write({ 'rules/a.yml': WHOAMI, 'rules/b.yml': CMD });
  });
  afterEach(() => {
    workspace.remove();
  });

  it('prints the documents of all rules as one', async () => {
    const { code, stdout } = await workspace.sigmaq([...TO_SENTINEL, 'sentinel-arm', 'rules']);
    expect(code).to.equal(0);
    const names = (JSON.parse(stdout) as Template).resources.map(({ properties }) => properties.displayName);
    expect(names).to.deep.equal(['Whoami', 'Command shell']);
  });

  it('writes a file for each rule, with the ending of the format', async () => {
    const { code } = await workspace.sigmaq([...TO_SENTINEL, 'sentinel-yaml', '-o', 'out', 'rules']);
    expect(code).to.equal(0);
    const files = workspace.read('out');
    expect(files['a.kusto.yaml']).to.match(/^id: .*\nname: Whoami\n/);
    expect(files['b.kusto.yaml']).to.match(/\nkind: Scheduled\n$/);
  });

  it('puts the document beside the queries into records', async () => {
    const { stdout } = await workspace.sigmaq([...TO_SENTINEL, 'sentinel-yaml', '--json', 'rules/a.yml']);
    const record = JSON.parse(stdout) as { readonly document: string; readonly queries: readonly string[] };
    expect(record.document).to.contain('kind: Scheduled');
    expect(record.queries).to.have.length(1);
  });

  it('gives the format its settings', async () => {
    const { stdout } = await workspace.sigmaq([
      ...TO_SENTINEL,
      'sentinel-arm',
      '-O',
      'frequency=30m',
      'rules/a.yml',
    ]);
    expect((JSON.parse(stdout) as Template).resources[0]!.properties.queryFrequency).to.equal('PT30M');
  });

  it('says once what the format does not take', async () => {
    const { code, stderr } = await workspace.sigmaq([
      ...TO_SENTINEL,
      'sentinel-arm',
      '-O',
      'frequency=often',
      'rules',
    ]);
    expect(code).to.equal(3);
    expect(stderr).to.contain("sentinel-arm: frequency is a number with m, h or d, such as 1h, not 'often'");
  });

  it('refuses a rule that the format cannot hold, at its place, and goes on', async () => {
    workspace.write({ 'rules/c.yml': LONG });
    const { code, stdout, stderr } = await workspace.sigmaq([...TO_SENTINEL, 'sentinel-arm', 'rules']);
    expect(code).to.equal(1);
    expect(stderr).to.match(
      /format-refused.*not as sentinel-arm: an analytics rule takes queries of at most 10000/s,
    );
    expect((JSON.parse(stdout) as Template).resources).to.have.length(2);
  });

  it('knows which formats hold queries of a target', async () => {
    const { code, stderr } = await workspace.sigmaq(['convert', '-t', 'eql', '-f', 'sentinel-arm', 'rules']);
    expect(code).to.equal(3);
    expect(stderr).to.match(/unknown format of eql 'sentinel-arm'/);
  });

  it('are listed with their settings', async () => {
    const { stdout } = await workspace.sigmaq(['list', 'formats']);
    expect(stdout).to.match(/^kusto -f sentinel-arm +Analytics rules of Microsoft Sentinel/m);
    expect(stdout).to.match(/^ {2}-O frequency=… +how often it runs/m);
  });
});
