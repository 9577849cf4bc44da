/** `sigmaq witness`: events for people and for programs. */
import { expect } from 'chai';
import { predicate } from '../../backends/predicate/index.ts';
import { convert } from '../../lib/convert.ts';
import { parseSigma } from '../../lib/parse.ts';
import { createWorkspace, ruleText, type Workspace } from '../helpers/command-line.ts';

interface Record {
  readonly file: string;
  readonly line: number;
  readonly id: string | null;
  readonly title: string;
  readonly condition: number;
  readonly matches: boolean;
  readonly event: Readonly<globalThis.Record<string, unknown>>;
}

describe('sigmaq witness', () => {
  let workspace: Workspace;
  const rule = ruleText('Shell', String.raw`Image|endswith: '\cmd.exe'`);
  before(() => {
    workspace = createWorkspace();
    workspace.write({ 'a.yml': rule, 'b.yml': ruleText('Other', 'User|expand: "%admins%"') });
  });
  after(() => {
    workspace.remove();
  });

  it('prints what matches behind a plus, and what does not behind a minus', async () => {
    const { code, stdout, stderr } = await workspace.sigmaq(['witness', 'a.yml']);
    expect([code, stderr]).to.deep.equal([0, '']);
    const [title, ...lines] = stdout.trimEnd().split('\n');
    expect(title).to.equal('# Shell · a.yml');
    expect(lines)
      .to.include(String.raw`+ {"Image":"\\CMD.EXE"}`)
      .and.include('- {}');
    expect(lines.every((line) => /^[+-] \{.*\}$/.test(line))).to.equal(true);
  });

  it('gives records whose labels are what the rule says', async () => {
    const { code, stdout } = await workspace.sigmaq(['witness', 'a.yml', '--json']);
    expect(code).to.equal(0);
    const records = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record);
    const [matches] = convert(parseSigma(rule).rules[0]!, predicate).queries;
    for (const record of records) {
      expect(record).to.include({ file: 'a.yml', line: 1, id: null, title: 'Shell', condition: 0 });
      expect(matches!(record.event)).to.equal(record.matches);
    }
    expect(records.some((record) => record.matches)).to.equal(true);
    expect(records.some((record) => !record.matches)).to.equal(true);
  });

  it('takes values of placeholders, and says where they are missing', async () => {
    const without = await workspace.sigmaq(['witness', 'b.yml']);
    expect(without.code).to.equal(1);
    expect(without.stderr).to.include('placeholder-unresolved');
    const given = await workspace.sigmaq(['witness', 'b.yml', '--placeholder', 'admins=ann']);
    expect([given.code, given.stderr]).to.deep.equal([0, '']);
    expect(given.stdout).to.include('+ {"User":"ann"}');
  });

  it('reports an input that it cannot read', async () => {
    const { code, stderr } = await workspace.sigmaq(['witness', 'none.yml']);
    expect(code).to.equal(2);
    expect(stderr).to.include('none.yml');
  });

  it('prints sequences of events for correlations, as blocks or as records', async () => {
    const correlation = `title: Twice
correlation: { type: event_count, rules: [r], group-by: [User], timespan: 10s, condition: { gte: 2 } }
---
title: Rule
name: r
logsource: { product: windows }
detection: { selection: { Action: x }, condition: selection }
`;
    workspace.write({ 'c.yml': correlation });
    const { code, stdout } = await workspace.sigmaq(['witness', 'c.yml']);
    expect(code).to.equal(0);
    expect(stdout).to.contain(`
# Twice · c.yml
+ {"Action":"x","User":"User-1","@timestamp":"2026-01-01T00:00:00.000Z"}
  {"Action":"x","User":"User-1","@timestamp":"2026-01-01T00:00:10.000Z"}
`);
    expect(stdout).to.contain(`
- {"Action":"x","User":"User-1","@timestamp":"2025-12-31T23:59:59.999Z"}
  {"Action":"x","User":"User-1","@timestamp":"2026-01-01T00:00:10.000Z"}
`);
    const json = await workspace.sigmaq(['witness', '--json', 'c.yml']);
    const records = json.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { title: string; matches: boolean; events?: readonly unknown[] });
    const [first] = records.filter(({ title }) => title === 'Twice');
    expect(first?.matches).to.equal(true);
    expect(first?.events).to.have.length(2);
  });
});
