/** All public rules, built from a configuration: twice the same, nothing missing, and placeholders with values. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { createWorkspace, type Workspace } from '../helpers/command-line.ts';
import { describeCorpus, readRuleFiles, RULE_FOLDERS } from '../helpers/corpus.ts';
import { parseConf, problemsOfSavedSearch } from '../helpers/splunk-conf.ts';

/** What rules call by the modifier `expand`. */
const PLACEHOLDER = /%([\w-]+)%/g;

describeCorpus('a build of the public rules', (corpus) => {
  let workspace: Workspace;

  before(function () {
    this.timeout(120_000);
    workspace = createWorkspace();
    symlinkSync(join(corpus, 'sigma'), join(workspace.path, 'sigma'));
    const names = new Set(
      readRuleFiles(corpus)
        .filter(({ text }) => text.includes('expand'))
        .flatMap(({ text }) => [...text.matchAll(PLACEHOLDER)].map(([, name]) => name!)),
    );
    const project = (output: string) => ({
      rules: RULE_FOLDERS.map((folder) => `sigma/${folder}`),
      placeholders: Object.fromEntries([...names].map((name) => [name, [`${name}-1`, `${name}-*`]])),
      targets: {
        alerts: {
          backend: 'splunk',
          pipelines: ['splunk-windows'],
          format: 'savedsearches',
          accept: ['pipeline-log-source', 'pipeline-refused', 'pipeline-unmapped-field'],
          output: `${output}/alerts`,
        },
        models: {
          backend: 'splunk',
          pipelines: ['splunk-cim'],
          accept: [
            'pipeline-log-source',
            'pipeline-refused',
            'pipeline-unmapped-field',
            'unsupported-keyword',
          ],
          output: `${output}/models`,
        },
        kusto: { backend: 'kusto', output: `${output}/kusto` },
      },
    });
    workspace.write({
      'first.json': JSON.stringify(project('first')),
      'second.json': JSON.stringify(project('second')),
    });
  });
  after(() => workspace.remove());

  it('accounts for every rule, writes the same bytes twice, and knows that nothing is left to do', async function () {
    this.timeout(300_000);
    const first = await workspace.sigmaq(['build', '--config', 'first.json']);
    expect(first.stderr).to.match(/^3780 rules, 3 targets: (\d+) of \1 converted/m);
    expect(first.code).to.equal(0);
    const second = await workspace.sigmaq(['build', '--config', 'second.json']);
    expect(second.code).to.equal(0);
    const files = workspace.read('first');
    expect(Object.keys(files).length).to.be.at.least(3780 + 2810 + 1950);
    expect(workspace.read('second')).to.deep.equal(files);
    expect((await workspace.sigmaq(['build', '--config', 'first.json', '--check'])).code).to.equal(0);
  });

  it('gives Splunk stanzas that follow the spec file, each name once', () => {
    const files = Object.entries(workspace.read('first/alerts')).filter(([name]) => name.endsWith('.conf'));
    const stanzas = files.flatMap(([, text]) => parseConf(text));
    expect(stanzas.flatMap(problemsOfSavedSearch)).to.deep.equal([]);
    expect(new Set(stanzas.map(({ name }) => name)).size).to.equal(stanzas.length);
  });

  it('gives placeholders their values', () => {
    const files = Object.entries(workspace.read('first/kusto')).filter(([name]) => name.endsWith('.kql'));
    const withValues = files.filter(
      ([, text]) => /"[\w-]+-1"/.test(text) && /startswith "[\w-]+-"/.test(text),
    );
    expect(withValues.length).to.be.at.least(18);
  });
});
