/** Threads need modules that Node can load by itself, so this runs what was built last, in a process of its own. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { createWorkspace, ruleText, type Workspace } from '../helpers/command-line.ts';
import { ROOT } from '../helpers/project.ts';

interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

describe('sigmaq match --jobs', () => {
  let workspace: Workspace;
  before(() => {
    workspace = createWorkspace();
  });
  after(() => {
    workspace.remove();
  });

  function match(...args: readonly string[]): Run {
    const program = join(ROOT, 'dist', 'cli', 'main.js');
    const { stdout, stderr, status } = spawnSync(process.execPath, [program, 'match', ...args], {
      cwd: workspace.path,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    return { stdout, stderr, status };
  }

  it('writes the same bytes whatever the number of threads, in the order of the input', () => {
    const event = (i: number): string =>
      JSON.stringify({
        Image: i % 5 === 0 ? 'C:\\whoami.exe' : 'C:\\cmd.exe',
        Number: i,
        Filler: 'x'.repeat(400),
      });
    const texts = Array.from({ length: 6_000 }, (_, i) => (i % 1000 === 999 ? '{"broken":' : event(i)));
    workspace.write({
      'r/a.yml': ruleText('Whoami', `Image|endswith: '\\whoami.exe'`),
      'r/b.yml': ruleText('Number', `Number: 5500`),
      'r/c.yml': ruleText('Placeholder', `User|expand: '%admins%'`),
      'e/lines.ndjson': texts.join('\n'),
      'e/list.json': `[${texts.filter((text) => text.endsWith('}')).join(',\n')}]`,
      'e/short.json': event(0),
    });
    const one = match('-r', 'r', 'e');
    expect(one.stderr).to.include('11989 events, ');
    expect(one.stdout.split('\n').at(-2)).to.include('e/short.json');
    expect(one.status).to.equal(1);
    for (const jobs of ['2', '3']) expect(match('-r', 'r', 'e', '--jobs', jobs)).to.deep.equal(one);
  });

  it('correlates alike whatever the number of threads, with filters that are given apart', () => {
    const event = (i: number): string =>
      JSON.stringify({
        '@timestamp': i,
        User: `u${i % 7}`,
        Image: 'C:\\whoami.exe',
        Filler: 'x'.repeat(300),
      });
    workspace.write({
      'c/rule.yml': `${ruleText('Whoami', `Image|endswith: '\\whoami.exe'`)}name: whoami\n`,
      'c/many.yml':
        'title: Many\ncorrelation: { type: event_count, rules: [whoami], group-by: [User], timespan: 1h, condition: { gte: 50 } }\n',
      'f.yml':
        'title: Ours\nlogsource: { product: windows }\nfilter: { rules: [whoami], ours: { User: u3 }, condition: not ours }\n',
      'many.ndjson': Array.from({ length: 6_000 }, (_, i) => event(i)).join('\n'),
    });
    const one = match('-r', 'c', '--filter', 'f.yml', 'many.ndjson');
    expect(one.stderr).to.include('6 matches of correlations');
    expect(match('-r', 'c', '--filter', 'f.yml', '-j', '3', 'many.ndjson')).to.deep.equal(one);
  });
});
