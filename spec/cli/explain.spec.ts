import { expect } from 'chai';
import {
  createWorkspace,
  ruleText,
  type Result,
  type Settings,
  type Workspace,
} from '../helpers/command-line.ts';

const RULE = `title: Suspect Svchost
id: 3b1e9a52-5a8e-4a55-9d0a-0d4a4c4a8b01
logsource: { product: windows, category: process_creation }
detection:
    selection:
        Image|endswith: '\\svchost.exe'
    filter:
        ParentImage|endswith: ['\\rpcnet.exe', '\\rpcnetp.exe', '\\c.exe', '\\d.exe']
    other:
        - User: ann
        - User|contains: bob
          Image: x
    condition: selection and not filter and 1 of other*
`;
const IMAGE = 'C:\\Windows\\System32\\svchost.exe';

describe('sigmaq explain', () => {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = createWorkspace();
    workspace.write({ 'rules/svchost.yml': RULE });
  });
  afterEach(() => {
    workspace.remove();
  });

  async function explain(event: unknown, args: readonly string[] = [], settings?: Settings): Promise<Result> {
    workspace.write({ 'event.json': typeof event === 'string' ? event : JSON.stringify(event) });
    return workspace.sigmaq(['explain', 'rules/svchost.yml', '-e', 'event.json', ...args], settings);
  }

  it('shows the condition as a tree, with the value of the event, a verdict and a line of the rule at each leaf', async () => {
    const { code, stdout, stderr } = await explain({ Image: IMAGE, ParentImage: 'C:\\d.exe', User: 'ann' });
    expect(stdout).to.equal(
      [
        'NO MATCH  Suspect Svchost · rules/svchost.yml · event.json#0',
        '└ selection and not filter and 1 of other*                                     false  svchost.yml:13',
        '  ├ selection                                                                  true   svchost.yml:5',
        '  │ └ Image ends with \\svchost.exe          "C:\\Windows\\System32\\svchost.exe"  true   svchost.yml:6',
        '  ├ not                                                                        false  ← excluded here',
        '  │ └ filter                                                                   true   svchost.yml:7',
        '  │   └ ParentImage ends with \\d.exe        "C:\\d.exe"                         true   svchost.yml:8',
        '  └ 1 of other*                                                                true',
        '    └ other: any of                                                            true   svchost.yml:9',
        '      ├ User is ann                         "ann"                              true   svchost.yml:10',
        '      └ all of                                                                 false',
        '        ├ User contains bob                 "ann"                              false  svchost.yml:11',
        '        └ Image is x                        "C:\\Windows\\System32\\svchost.exe"  false  svchost.yml:12',
        '',
      ].join('\n'),
    );
    expect({ code, stderr }).to.deep.equal({ code: 1, stderr: '' });
  });

  it('gives 0 for a match', async () => {
    const { code, stdout } = await explain({ Image: IMAGE, User: 'ann' });
    expect(stdout).to.match(/^MATCH {2}Suspect Svchost/);
    expect(code).to.equal(0);
  });

  it('names the first values of a list that holds none, and says when a field is absent', async () => {
    const { stdout } = await explain({});
    expect(stdout).to.include('ParentImage ends with \\rpcnet.exe | \\rpcnetp.exe | \\c.exe, … 1 more');
    expect(stdout).to.match(/Image ends with \\svchost\.exe +\(absent\) +false/);
  });

  it('says that an event is not of the rule’s log source, and shows the condition all the same', async () => {
    const { code, stdout } = await explain({ Channel: 'Security', EventID: 4624, Image: IMAGE, User: 'ann' });
    expect(stdout.split('\n')[1]).to.equal(
      'not an event of the rule’s log source (product windows, category process_creation): from Security, event id 4624',
    );
    expect(stdout).to.match(/└ selection and not filter and 1 of other\* +true/);
    expect(code).to.equal(1);
    const hinted = await explain({ Image: IMAGE, User: 'ann' }, ['--logsource', 'product=linux']);
    expect(hinted.stdout).to.include('it is not one as the hint says');
    expect(hinted.code).to.equal(1);
  });

  it('shortens long values in the middle', async () => {
    const { stdout } = await explain({ Image: `C:\\${'x'.repeat(500)}\\svchost.exe`, User: 'ann' });
    expect(stdout).to.match(/"C:\\x+…x+\\svchost\.exe"/);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).to.be.below(170);
  });

  it('cannot be made to command a terminal', async () => {
    const { stdout } = await explain({ Image: 'a\u001b[2J\nb\\svchost.exe' }, [], { tty: true });
    expect(stdout).to.not.include('\u001b[2J');
    expect(stdout).to.include('a\\x1b[2J b\\svchost.exe');
  });

  it('gives a record with --json, the values whole', async () => {
    const { stdout } = await explain({ Image: IMAGE, User: 'ann' }, ['--json']);
    const record = JSON.parse(stdout) as Record<string, unknown>;
    expect(Object.keys(record)).to.deep.equal([
      ...['ruleId', 'title', 'file', 'eventIndex', 'matches', 'concerned', 'conditions'],
    ]);
    expect(record).to.deep.include({ file: 'event.json', eventIndex: 0, matches: true, concerned: true });
    expect(stdout).to.include(
      '{"kind":"test","field":"Image","test":"ends with","expected":"\\\\svchost.exe","verdict":true,' +
        '"values":["C:\\\\Windows\\\\System32\\\\svchost.exe"],"line":6}',
    );
    expect(stdout).to.not.include('span');
  });

  it('explains each event of the file', async () => {
    const { code, stdout } = await explain(
      `${JSON.stringify({ Image: IMAGE, User: 'ann' })}\n{"Image":"x"}\n`,
    );
    expect(stdout.match(/^(NO )?MATCH.*$/gm)).to.deep.equal([
      'MATCH  Suspect Svchost · rules/svchost.yml · event.json#0',
      'NO MATCH  Suspect Svchost · rules/svchost.yml · event.json#1',
    ]);
    expect(code).to.equal(0);
  });

  it('gives 2 for an event that cannot be read, and for a rule that cannot', async () => {
    expect(await explain('{"Image":')).to.deep.include({ code: 2, stdout: '' });
    expect((await explain('')).code).to.equal(2);
    workspace.write({ 'rules/svchost.yml': '[' });
    expect((await explain({})).code).to.equal(2);
    expect((await workspace.sigmaq(['explain', 'rules/svchost.yml', '-e', 'nope.json'])).code).to.equal(2);
  });

  it('gives 1 and the reason for a rule that cannot be used', async () => {
    workspace.write({ 'rules/svchost.yml': ruleText('P', `User|expand: '%admins%'`) });
    const { code, stdout, stderr } = await explain({ User: 'ann' });
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: '' });
    expect(stderr).to.include('error placeholder-unresolved');
    expect((await explain({ User: 'ann' }, ['--placeholder', 'admins=ann'])).code).to.equal(0);
  });

  it('needs an event', async () => {
    const { code, stderr } = await workspace.sigmaq(['explain', 'rules/svchost.yml']);
    expect(code).to.equal(3);
    expect(stderr).to.include('--event');
  });

  it('shows filters below the condition, each with a line of its own file', async () => {
    const filter = `title: Ours
logsource: { product: windows }
filter:
    rules: any
    ours: { User: ann }
    condition: not ours
`;
    workspace.write({ 'f.yml': filter });
    const event = { Image: IMAGE, User: 'ann' };
    const { code, stdout } = await explain(event, ['--filter', 'f.yml']);
    expect(stdout).to.match(/^NO MATCH /);
    expect(stdout).to.match(/└ filter Ours: not ours +false +f\.yml:6\n/);
    expect(stdout).to.match(/User is ann +"ann" +true +f\.yml:5\n/);
    expect(code).to.equal(1);
    const { stdout: json } = await explain(event, ['--filter', 'f.yml', '--json']);
    const { matches, filters } = JSON.parse(json) as {
      matches: boolean;
      filters: readonly { title: string }[];
    };
    expect([matches, filters.map(({ title }) => title)]).to.deep.equal([false, ['Ours']]);
  });
});
