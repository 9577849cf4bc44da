/** `sigmaq list`, `sigmaq help` and `--version`: what there is, in words. */
import { expect } from 'chai';
import { targets } from '../../backends/index.ts';
import { catalogue } from '../../lib/diagnostics/catalogue/index.ts';
import { modifiers } from '../../lib/modifiers/index.ts';
import { createWorkspace, type Result, type Workspace } from '../helpers/command-line.ts';
import { readProjectFile } from '../helpers/project.ts';

describe('looking things up', () => {
  let workspace: Workspace;
  before(() => {
    workspace = createWorkspace();
  });
  after(() => {
    workspace.remove();
  });

  async function succeed(...args: string[]): Promise<string> {
    const { code, stdout, stderr }: Result = await workspace.sigmaq(args);
    expect(stderr).to.equal('');
    expect(code).to.equal(0);
    return stdout;
  }

  it('lists every target with its settings', async () => {
    const text = await succeed('list', 'targets');
    for (const { name, title, settings } of targets) {
      const line = text.split('\n').find((each) => each.startsWith(`${name} `));
      expect(line).to.include(title);
      for (const [key, meaning] of Object.entries(settings))
        expect(text).to.include(key).and.include(meaning);
    }
  });

  it('lists every format as it is asked for', async () => {
    const text = await succeed('list', 'formats');
    for (const { name } of targets) expect(text).to.match(new RegExp(`^${name} -f default +\\S`, 'm'));
  });

  it('lists every modifier', async () => {
    const lines = (await succeed('list', 'modifiers')).trimEnd().split('\n');
    expect(lines).to.have.lengthOf(modifiers.length);
    for (const { name, summary } of modifiers) {
      expect(lines.some((line) => line.startsWith(name) && line.endsWith(summary))).to.equal(true, name);
    }
  });

  it('has a page for every code', async () => {
    for (const [code, { summary, reason, remedy }] of Object.entries(catalogue)) {
      expect(await succeed('help', code)).to.equal(
        `${code}\n\n${summary}\n\nWhy: ${reason}\n\nInstead: ${remedy}\n`,
      );
    }
  });

  it('helps with each command, in both ways of asking', async () => {
    for (const command of ['convert', 'show', 'similar', 'indicators', 'coverage', 'list', 'help']) {
      const text = await succeed('help', command);
      expect(text).to.match(new RegExp(`^Usage: sigmaq ${command} `));
      expect(await succeed(command, '--help')).to.equal(text);
    }
    expect(await succeed('help')).to.equal(await succeed('--help'));
  });

  it('knows its version', async () => {
    const { version } = JSON.parse(readProjectFile('package.json')) as { version: string };
    expect(await succeed('--version')).to.equal(`${version}\n`);
  });
});
