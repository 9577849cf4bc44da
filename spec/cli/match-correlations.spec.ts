/** `sigmaq match` with correlations and filters. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { CorrelationAlertRecord } from '../../cli/output/correlation-alerts.ts';
import { createWorkspace, type Result, type Workspace } from '../helpers/command-line.ts';

const LOGIN = `title: Failed login
name: failed_login
logsource: { product: windows, service: security }
detection:
    selection: { Action: failed }
    condition: selection
`;
const MANY = `title: Many failures
id: 3b1e9a52-5a8e-4a55-9d0a-0d4a4c4a8b02
level: high
correlation:
    type: event_count
    rules: [failed_login]
    group-by: [User]
    timespan: 10s
    condition: { gte: 2 }
`;
const FILTER = `title: Ours
logsource: { product: windows }
filter:
    rules: any
    ours: { User: svc }
    condition: not ours
`;

const event = (second: number, fields: Readonly<Record<string, unknown>> = {}): string =>
  `${JSON.stringify({
    '@timestamp': new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(),
    Action: 'failed',
    User: 'ann',
    ...fields,
  })}\n`;

describe('sigmaq match with correlations', () => {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = createWorkspace();
    workspace.write({ 'r/login.yml': LOGIN, 'r/many.yml': MANY });
  });
  afterEach(() => {
    workspace.remove();
  });

  const match = (...args: readonly string[]): Promise<Result> =>
    workspace.sigmaq(['match', '-r', 'r', ...args]);
  const alertsOf = ({ stdout }: Result): CorrelationAlertRecord[] =>
    stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as CorrelationAlertRecord);

  it('alerts when a correlation comes true, and not for the rules that it counts', async () => {
    workspace.write({ 'a.ndjson': event(1) + event(2, { User: 'bob' }), 'b.ndjson': event(5) + event(6) });
    const result = await match('a.ndjson', 'b.ndjson');
    expect(alertsOf(result)).to.deep.equal([
      {
        correlationId: '3b1e9a52-5a8e-4a55-9d0a-0d4a4c4a8b02',
        title: 'Many failures',
        level: 'high',
        group: { User: 'ann' },
        time: '2026-01-01T00:00:05.000Z',
        firstTime: '2026-01-01T00:00:01.000Z',
        value: 2,
        events: [
          { file: 'a.ndjson', eventIndex: 0, time: '2026-01-01T00:00:01.000Z', rules: ['failed_login'] },
          { file: 'b.ndjson', eventIndex: 0, time: '2026-01-01T00:00:05.000Z', rules: ['failed_login'] },
        ],
      },
    ]);
    expect(result.stderr).to.equal(
      '4 events, 0 matches of 0 rules; 1 match of correlations; 1 rule in use\n',
    );
    expect(result.code).to.equal(0);
  });

  it('shows a line for people on a terminal', async () => {
    workspace.write({ 'a.ndjson': event(1) + event(2) });
    const { stdout } = await workspace.sigmaq(['match', '-r', 'r', 'a.ndjson'], {
      tty: true,
      env: { NO_COLOR: '1' },
    });
    expect(stdout).to.match(/^high +Many failures +a\.ndjson#1 +2026-01-01T00:00:02\.000Z · User=ann\n$/);
  });

  it('takes events out of order within --lateness, and says which it could not take', async () => {
    workspace.write({
      'a.ndjson': event(20, { User: 'x' }) + event(1) + event(2) + event(30, { '@timestamp': 'soon' }),
    });
    const late = await match('a.ndjson');
    expect(late.stdout).to.equal('');
    expect(late.stderr).to.match(/not in correlations: 1 without a time, 2 later than --lateness allows\n$/);
    const taken = await match('a.ndjson', '--lateness', '20');
    expect(alertsOf(taken)).to.have.length(1);
  });

  it('reads the time from the field that is named', async () => {
    const timed = (when: number): string => event(0, { '@timestamp': null, when });
    workspace.write({ 'a.ndjson': timed(1) + timed(2) });
    expect(alertsOf(await match('a.ndjson'))).to.have.length(0);
    expect(alertsOf(await match('a.ndjson', '--time-field', 'when'))).to.have.length(1);
  });

  it('goes on from the state of the run before', async () => {
    workspace.write({ 'a.ndjson': event(1), 'b.ndjson': event(2) + event(3, { User: 'bob' }) });
    const first = await match('a.ndjson', '--state', 'state.json');
    expect(first.stdout).to.equal('');
    const [alert] = alertsOf(await match('b.ndjson', '--state', 'state.json'));
    expect(alert?.events.map(({ file, eventIndex }) => [file, eventIndex])).to.deep.equal([
      ['a.ndjson', 0],
      ['b.ndjson', 0],
    ]);
    expect(JSON.parse(readFileSync(join(workspace.path, 'state.json'), 'utf8'))).to.include({ version: 1 });
  });

  it('refuses a state that is none, and a lateness that is none', async () => {
    workspace.write({ 'a.ndjson': event(1), 'state.json': '{"version": 7}', 'other.json': 'x' });
    for (const file of ['state.json', 'other.json', '.']) {
      expect((await match('a.ndjson', '--state', file)).code, file).to.equal(3);
    }
    expect((await match('a.ndjson', '--lateness', 'soon')).code).to.equal(3);
  });

  it('refuses a damaged state, wherever the damage is, or goes on with it', async () => {
    workspace.write({ 'a.ndjson': event(1) + event(2, { User: 'bob' }), 'b.ndjson': event(3) });
    await match('a.ndjson', '--state', 'state.json');
    const whole = readFileSync(join(workspace.path, 'state.json'), 'utf8');
    const damage = (value: unknown, path: readonly string[], by: unknown): unknown => {
      const [key, ...rest] = path;
      if (key === undefined) return by;
      const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
      (copy as Record<string, unknown>)[key] = damage((value as Record<string, unknown>)[key], rest, by);
      return copy;
    };
    const paths: string[][] = [];
    const walk = (value: unknown, path: string[]): void => {
      paths.push(path);
      if (typeof value !== 'object' || value === null) return;
      for (const [key, each] of Object.entries(value)) walk(each, [...path, key]);
    };
    walk(JSON.parse(whole), []);
    expect(JSON.parse(whole)).to.have.nested.property('correlations[0].groups[0].state');
    for (const path of paths) {
      for (const by of [null, 'x', [], {}, -1]) {
        workspace.write({ 'state.json': JSON.stringify(damage(JSON.parse(whole), path, by)) });
        const { code, stderr } = await match('b.ndjson', '--state', 'state.json');
        expect(code, `${path.join('.')} = ${JSON.stringify(by)}\n${stderr}`).to.be.oneOf([0, 3]);
      }
    }
  });

  it('applies filters to rules and so to what is counted', async () => {
    workspace.write({
      'f.yml': FILTER,
      'a.ndjson': event(1, { User: 'svc' }) + event(2, { User: 'svc' }) + event(3) + event(4),
    });
    const groups = alertsOf(await match('a.ndjson', '--filter', 'f.yml')).map(({ group }) => group);
    expect(groups).to.deep.equal([{ User: 'ann' }]);
    expect(alertsOf(await match('a.ndjson'))).to.have.length(2);
  });

  it('raises alerts of the rules as well where they are generated', async () => {
    workspace.write({ 'r/many.yml': `${MANY}generate: true\n`, 'a.ndjson': event(1) + event(2) });
    const { stdout } = await match('a.ndjson');
    expect(stdout.match(/"title":"[^"]*"/g)).to.deep.equal([
      '"title":"Failed login"',
      '"title":"Failed login"',
      '"title":"Many failures"',
    ]);
  });

  it('says what is wrong with a correlation, and goes on without it', async () => {
    workspace.write({ 'r/many.yml': MANY.replace('failed_login', 'no_login'), 'a.ndjson': event(1) });
    const { code, stdout, stderr } = await match('a.ndjson');
    expect(stdout).to.contain('Failed login');
    expect(stderr).to.contain('reference-unknown');
    expect(code).to.equal(2);
  });
});
