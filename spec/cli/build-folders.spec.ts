/** `sigmaq build` in folders that are not as it left them: links, strangers, clashes, and manifests that lie. */
import { createHash } from 'node:crypto';
import { linkSync, lstatSync, mkdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { createWorkspace, ruleText, type Workspace } from '../helpers/command-line.ts';

const MANIFEST = '.sigmaq-manifest.json';

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

describe('sigmaq build and what stands in its folders', () => {
  let workspace: Workspace;
  const build = (...args: string[]) => workspace.sigmaq(['build', ...args]);
  const at = (name: string): string => join(workspace.path, name);
  const manifest = (): Record<string, string> =>
    (JSON.parse(workspace.read('out')[MANIFEST]!) as { files: Record<string, string> }).files;
  const configure = (target: string, more = ''): void =>
    workspace.write({
      'sigmaq.config.yml': `rules: rules\n${more}targets:\n  t: { ${target}, output: out }\n`,
    });

  beforeEach(() => {
    workspace = createWorkspace();
    configure('backend: splunk');
    workspace.write({
      'rules/a.yml': ruleText('A', 'Image: a.exe'),
      'rules/sub/b.yml': ruleText('B', 'Image: b.exe'),
      'elsewhere/b.spl': 'mine',
    });
  });
  afterEach(() => workspace.remove());

  it('writes through no link to a folder elsewhere', async () => {
    mkdirSync(at('out'));
    symlinkSync('../elsewhere', at('out/sub'));
    const { code, stderr } = await build();
    expect(code).to.equal(3);
    expect(stderr).to.match(/out\/sub' is not ours and is in the way/);
    expect(workspace.read('elsewhere')).to.deep.equal({ 'b.spl': 'mine' });
    expect(workspace.read('out')).to.not.have.property('a.spl');
  });

  it('removes nothing through a link, whatever the manifest says', async () => {
    await build();
    rmSync(at('rules/sub'), { recursive: true });
    rmSync(at('out/sub'), { recursive: true });
    symlinkSync('../elsewhere', at('out/sub'));
    const files = { ...manifest(), 'sub/b.spl': digestOf('mine') };
    const { version } = {
      version: (JSON.parse(workspace.read('out')[MANIFEST]!) as { sigmaq: string }).sigmaq,
    };
    workspace.write({ [`out/${MANIFEST}`]: JSON.stringify({ sigmaq: version, files }) });
    const { code, stderr } = await build();
    expect(code).to.equal(0);
    expect(stderr).to.include('sub/b.spl was changed by hand and is left where it is');
    expect(workspace.read('elsewhere')).to.deep.equal({ 'b.spl': 'mine' });
  });

  it('replaces a link where a file of ours was, and leaves alone what it leads to', async () => {
    await build();
    rmSync(at('out/a.spl'));
    symlinkSync('../elsewhere/b.spl', at('out/a.spl'));
    expect((await build()).code).to.equal(0);
    expect(lstatSync(at('out/a.spl')).isSymbolicLink()).to.equal(false);
    expect(workspace.read('elsewhere')).to.deep.equal({ 'b.spl': 'mine' });
    rmSync(at('out/a.spl'));
    symlinkSync('../elsewhere/b.spl', at('out/a.spl'));
    rmSync(at('rules/a.yml'));
    expect((await build()).stderr).to.include('a.spl was changed by hand and is left where it is');
    expect(readlinkSync(at('out/a.spl'))).to.equal('../elsewhere/b.spl');
  });

  it('follows a link that the output folder is itself', async () => {
    symlinkSync('elsewhere', at('out'));
    expect((await build()).code).to.equal(0);
    expect(workspace.read('elsewhere')).to.include.keys('a.spl', 'sub/b.spl', 'b.spl', MANIFEST);
  });

  it('changes nothing when a folder or a file of somebody else is in the way', async () => {
    mkdirSync(at('out/a.spl'), { recursive: true });
    expect((await build()).stderr).to.match(/out\/a\.spl' is not ours and would be overwritten/);
    rmSync(at('out/a.spl'), { recursive: true });
    workspace.write({ 'out/sub': 'mine' });
    const { code, stderr } = await build();
    expect(code).to.equal(3);
    expect(stderr).to.match(/out\/sub' is not ours and is in the way/);
    expect(workspace.read('out')).to.deep.equal({ sub: 'mine' });
    rmSync(at('out'), { recursive: true });
    workspace.write({ out: 'mine' });
    expect((await build()).stderr).to.match(/out' is no folder/);
    rmSync(at('out'));
    mkdirSync(at(`out/${MANIFEST}`), { recursive: true });
    expect((await build()).stderr).to.include('cannot make sense of');
  });

  it('writes a folder where a file of its own was', async () => {
    workspace.write({ 'rules/c.yml': ruleText('C', 'Image: c.exe') });
    await build();
    rmSync(at('rules/c.yml'));
    workspace.write({ 'rules/c.spl/d.yml': ruleText('D', 'Image: d.exe') });
    expect((await build()).code).to.equal(0);
    expect(Object.keys(manifest())).to.deep.equal(['a.spl', 'c.spl/d.spl', 'sub/b.spl']);
  });

  it('trusts no manifest with two names for one file, or with its own', async () => {
    await build();
    for (const path of ['sub//b.spl', './a.spl', 'sub/./b.spl', 'sub/', MANIFEST, 'a.spl\0']) {
      workspace.write({ [`out/${MANIFEST}`]: JSON.stringify({ sigmaq: '0.0.0', files: { [path]: 'x' } }) });
      const { code, stderr } = await build();
      expect(code, path).to.equal(3);
      expect(stderr).to.include('cannot make sense of');
    }
  });

  it('gives no rule the name of the manifest', async () => {
    configure('backend: kusto, format: sentinel-arm');
    workspace.write({ 'rules/.sigmaq-manifest.yml': ruleText('M', 'Image: m.exe') });
    expect((await build()).code).to.equal(0);
    expect(Object.keys(manifest())).to.have.lengthOf(3);
    expect(Object.keys(manifest())[0]).to.match(/^\.sigmaq-manifest\.[\da-f]{8}\.json$/);
    expect((await build('--check')).code).to.equal(0);
  });

  it('gives each rule a file of its own, on systems that know no case and none of some characters', async () => {
    workspace.write({
      'rules/A.yml': ruleText('Upper', 'Image: upper.exe'),
      'rules/a.2.yml': ruleText('Two', 'Image: two.exe'),
      'rules/a.spl/x.yml': ruleText('X', 'Image: x.exe'),
      'rules/e\u0301.yml': ruleText('Decomposed', 'Image: d.exe'),
      'rules/\u00e9.yml': ruleText('Composed', 'Image: c.exe'),
      'rules/w\\x:y?.yml': ruleText('W', 'Image: w.exe'),
    });
    const { code, stderr } = await build();
    expect(code, stderr).to.equal(0);
    const names = Object.keys(manifest());
    expect(new Set(names.map((name) => name.normalize('NFC').toLowerCase()))).to.have.lengthOf(8);
    expect(names).to.include('w_x_y_.spl').and.include('a.2.spl').and.not.include('a.spl');
    expect((await build('--check')).code).to.equal(0);
  });

  it('takes a file under another case for its own where that is the same file', async () => {
    await build();
    // As a file system that knows no case shows it.
    linkSync(at('out/a.spl'), at('out/A.spl'));
    renameSync(at('rules/a.yml'), at('rules/A.yml'));
    workspace.write({ 'rules/A.yml': ruleText('A', 'Image: other.exe') });
    expect((await build()).code).to.equal(0);
    expect(workspace.read('out')['A.spl']).to.equal('Image="other.exe"\n');
  });

  it('finds its way after a build that was interrupted', async () => {
    await build();
    const whole = workspace.read('out');
    // All that is certain is that the manifest came before the files.
    rmSync(at('out/sub'), { recursive: true });
    workspace.write({ 'out/a.spl': '', 'out/.sigmaq-unfinished': 'Ima' });
    expect((await build()).code).to.equal(0);
    expect(workspace.read('out')).to.deep.equal(whole);
  });

  it('writes no unfinished file through a link', async () => {
    mkdirSync(at('out'));
    symlinkSync('../elsewhere/b.spl', at('out/.sigmaq-unfinished'));
    expect((await build()).code).to.equal(0);
    expect(workspace.read('elsewhere')).to.deep.equal({ 'b.spl': 'mine' });
  });

  it('removes nothing while an input cannot be read', async () => {
    await build();
    rmSync(at('rules/sub'), { recursive: true });
    configure('backend: splunk', 'filters: nowhere\n');
    for (const more of [{}, { 'rules/bad.yml': 'title: [' }]) {
      workspace.write(more);
      const { code, stderr } = await build();
      expect(code).to.equal(2);
      expect(stderr).to.include('t: 1 unchanged, 1 not removed, as not every input could be read, in out\n');
      expect(workspace.read('out')).to.include.keys('a.spl', 'sub/b.spl');
      configure('backend: splunk');
    }
    rmSync(at('rules/bad.yml'));
    expect((await build()).stderr).to.include('t: 1 removed, 1 unchanged in out\n');
  });

  it('lets no two targets write one file', async () => {
    const config = (second: string): string =>
      `rules: rules\ntargets:\n  s: { backend: splunk, output: out }\n  t: { backend: splunk, output: ${second} }\n`;
    for (const spelling of ['./out', 'out/', 'x/../out', 'out/.']) {
      workspace.write({ 'sigmaq.config.yml': config(spelling) });
      const { code, stderr } = await build();
      expect(code, spelling).to.equal(3);
      expect(stderr).to.match(/sigmaq\.config\.yml:4:\d+ error config-conflict/);
    }
    mkdirSync(at('out'));
    symlinkSync('out', at('link'));
    workspace.write({ 'sigmaq.config.yml': config('link') });
    expect((await build()).stderr).to.match(/the targets 's' and 't' would both write/);
    workspace.write({ 'sigmaq.config.yml': config('out/sub'), 'rules/b.yml': ruleText('B', 'Image: x.exe') });
    expect((await build()).stderr).to.match(/the targets 's' and 't' would both write '.*out\/sub\/b\.spl'/);
    expect(workspace.read('out')).to.deep.equal({});
    expect((await build('s')).code).to.equal(0);
  });

  it('writes no YAML among the rules, where the next build would read it', async () => {
    workspace.write({
      'sigmaq.config.yml':
        'rules: .\ntargets:\n  t: { backend: kusto, format: sentinel-yaml, output: out }\n',
    });
    const { code, stderr } = await build();
    expect(code).to.equal(3);
    expect(stderr).to.match(
      /^sigmaq\.config\.yml:3:55 error config-value: output: it lies in a folder of rules/,
    );
    workspace.write({
      'sigmaq.config.yml':
        'rules: rules\ntargets:\n  t: { backend: kusto, format: sentinel-yaml, output: rules/.out }\n',
    });
    expect((await build()).code).to.equal(0);
    expect((await build('--check')).code).to.equal(0);
  });
});

describe('sigmaq build and settings for single rules', () => {
  it('says which of them are for no rule', async () => {
    const workspace = createWorkspace();
    const id = '11111111-2222-4333-8444-555555555555';
    const config = (of: string): string =>
      `rules: rules\ntargets:\n  t:\n    backend: splunk\n    format: savedsearches\n    output: out\n    overrides:\n      ${of}: { severity: '6' }\n`;
    workspace.write({
      'sigmaq.config.yml': config(id.replace('1', '2')),
      'rules/a.yml': ruleText('A', 'Image: a.exe', `id: ${id}\n`),
    });
    const { code, stderr } = await workspace.sigmaq(['build']);
    expect(code).to.equal(0);
    expect(stderr).to.match(
      /^sigmaq\.config\.yml:8:58 warning config-unknown-name: no rule has the id `2111/,
    );
    workspace.write({ 'sigmaq.config.yml': config(id.toUpperCase()) });
    expect((await workspace.sigmaq(['build'])).stderr).to.not.include('warning');
    workspace.remove();
  });
});
