/** `sigmaq site`: a folder of pages that is whole in itself. */
import { expect } from 'chai';
import { createWorkspace, ruleText, type Workspace } from '../helpers/command-line.ts';

describe('site', () => {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = createWorkspace();
    workspace.write({
      'my/rules/a.yml': ruleText(
        'Shell A',
        "Image|endswith: '\\powershell.exe'",
        'tags: [attack.t1059.001]\n',
      ),
      'my/rules/b.yml': ruleText('Shell B', "Image|endswith: ['\\PowerShell.exe', '\\cmd.exe']"),
    });
  });
  afterEach(() => {
    workspace.remove();
  });

  it('writes pages, data, style and scripts', async () => {
    const { code, stdout, stderr } = await workspace.sigmaq(['site', 'my/rules', '-o', 'out']);
    expect([code, stdout, stderr]).to.deep.equal([0, '', '2 rules, 8 pages in out\n']);
    const files = workspace.read('out');
    const names = Object.keys(files).map((name) => name.replace(/-[0-9a-f]{8}(?=\.html$)/, '-…'));
    expect(names).to.have.members([
      ...['assets/data.js', 'assets/icon.svg', 'assets/search.js', 'assets/site.css', 'assets/site.js'],
      ...['index.html', 'indicators/image-ends-with-powershell-exe-….html', 'indicators.html'],
      ...[
        'rules/shell-a-….html',
        'rules/shell-b-….html',
        'techniques/t1059.001.html',
        'techniques/t1059.html',
      ],
      'techniques.html',
    ]);
  });

  it('writes the same bytes wherever the rules are, and nothing of what is above their folder', async () => {
    await workspace.sigmaq(['site', 'my/rules', '-o', 'out']);
    await workspace.sigmaq(['site', `${workspace.path}/my/rules/`, '-o', 'again']);
    expect(workspace.read('again')).to.deep.equal(workspace.read('out'));
    expect(Object.values(workspace.read('again')).join())
      .to.include('rules/a.yml')
      .and.not.include('my/rules');
  });

  it('puts the title above every page', async () => {
    await workspace.sigmaq(['site', 'my/rules', '-o', 'out', '--title', 'Ours & <theirs>']);
    for (const [name, text] of Object.entries(workspace.read('out'))) {
      if (name.endsWith('.html')) expect(text, name).to.include('Ours &amp; &lt;theirs&gt;');
    }
  });

  it('needs a folder to write to', async () => {
    const missing = await workspace.sigmaq(['site', 'my/rules']);
    expect(missing.code).to.equal(3);
    const file = await workspace.sigmaq(['site', 'my/rules', '-o', 'my/rules/a.yml']);
    expect(file.code).to.equal(3);
    expect(file.stderr).to.match(/^error: cannot write to 'my\/rules\/a\.yml' \((ENOTDIR|EEXIST)\)$/m);
  });

  it('ends with 2 when a rule cannot be read, and shows the others', async () => {
    workspace.write({ 'my/rules/c.yml': 'title: broken\n' });
    const { code, stderr } = await workspace.sigmaq(['site', 'my/rules', '-o', 'out']);
    expect(code).to.equal(2);
    expect(stderr).to.match(/^2 rules, 8 pages in out$/m);
  });

  it('shows queries with the filters that are given', async () => {
    workspace.write({
      'f.yml':
        'title: Ours\nlogsource: { product: windows }\nfilter: { rules: any, ours: { User: us }, condition: not ours }\n',
    });
    await workspace.sigmaq(['site', 'my/rules', '-o', 'out', '--filter', 'f.yml']);
    const pages = Object.entries(workspace.read('out')).filter(([name]) => name.startsWith('rules/shell-'));
    expect(pages).to.have.length(2);
    for (const [name, text] of pages) expect(text, name).to.match(/NOT User=(?:&quot;|&#34;|")us/);
  });
});
