import { expect } from 'chai';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import type { AlertRecord } from '../../cli/output/alerts.ts';
import { openDuckdb } from '../../cli/query/duckdb.ts';
import { UsageError } from '../../cli/usage.ts';
import { createWorkspace, ruleText, type Result, type Workspace } from '../helpers/command-line.ts';

const RULE = ruleText(
  'Whoami',
  `Image|endswith: '\\whoami.exe'`,
  'id: 3b1e9a52-5a8e-4a55-9d0a-0d4a4c4a8b01\nlevel: high\n',
);
const HIT = { Image: 'C:\\Windows\\System32\\WHOAMI.exe', User: 'ann' };
const MISS = { Image: 'C:\\Windows\\System32\\cmd.exe' };

const lines = (...events: readonly unknown[]): string =>
  events.map((event) => (typeof event === 'string' ? event : JSON.stringify(event)) + '\n').join('');

describe('sigmaq query', function () {
  this.timeout(30_000);
  let workspace: Workspace;
  beforeEach(() => {
    workspace = createWorkspace();
    workspace.write({ 'whoami.yml': RULE });
  });
  afterEach(() => {
    workspace.remove();
  });

  const query = (...args: readonly string[]): Promise<Result> =>
    workspace.sigmaq(['query', '-r', 'whoami.yml', ...args]);
  const alertsOf = ({ stdout }: Result): AlertRecord[] =>
    stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as AlertRecord);
  const placesOf = (result: Result): string[] =>
    alertsOf(result).map(({ title, file, eventIndex }) => `${title} ${file}#${eventIndex}`);

  /** Writes what a statement selects to a file in the workspace. */
  async function copy(select: string, file: string, format: string): Promise<void> {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(`COPY (${select}) TO '${workspace.path}/${file}' (${format})`);
    connection.closeSync();
    instance.closeSync();
  }

  it('gives the records of `sigmaq match`', async () => {
    workspace.write({ 'e.ndjson': lines(MISS, HIT) });
    const result = await query('e.ndjson');
    const matched = await workspace.sigmaq(['match', '-r', 'whoami.yml', 'e.ndjson']);
    expect(result).to.deep.include({ code: 0, stdout: matched.stdout, stderr: matched.stderr });
    expect(alertsOf(result)).to.have.length(1);
  });

  it('reads Parquet, a row for each event', async () => {
    await copy(
      `SELECT * FROM (VALUES ('C:\\Windows\\whoami.exe', 1), (NULL, 2), ('x\\WHOAMI.EXE', 3)) AS t (Image, ProcessId)`,
      'e.parquet',
      'FORMAT parquet',
    );
    expect(placesOf(await query('e.parquet'))).to.deep.equal(['Whoami e.parquet#0', 'Whoami e.parquet#2']);
  });

  it('reads CSV with values as they are written, compressed or not', async () => {
    workspace.write({ 'code.yml': ruleText('Code', `Code: '007'`) });
    const text = 'Image,Code\n"C:\\a,b\\whoami.exe",007\n,7\n';
    workspace.write({ 'e.csv': text, 'z.csv.gz': gzipSync(text) });
    const result = await query('-r', 'code.yml', 'e.csv', 'z.csv.gz');
    expect(placesOf(result)).to.deep.equal([
      'Whoami e.csv#0',
      'Code e.csv#0',
      'Whoami z.csv.gz#0',
      'Code z.csv.gz#0',
    ]);
  });

  it('reads every kind in a folder, files in the order of their names', async () => {
    workspace.write({ 'logs/b.json': JSON.stringify([MISS, HIT]), 'logs/a.csv': 'Image\nx\\whoami.exe\n' });
    workspace.write({ 'logs/notes.txt': 'not events' });
    expect(placesOf(await query('logs'))).to.deep.equal(['Whoami logs/a.csv#0', 'Whoami logs/b.json#1']);
  });

  it('takes a file by its name even where DuckDB sees a pattern in it', async () => {
    workspace.write({ 'e[1]*.csv': 'Image\nx\\whoami.exe\n', 'e1.csv': 'Image\nx\\whoami.exe\n' });
    expect(placesOf(await query('e[1]*.csv'))).to.deep.equal(['Whoami e[1]*.csv#0']);
  });

  it('counts from 0 again when a file is named twice', async () => {
    workspace.write({ 'e.ndjson': lines(HIT) });
    expect(placesOf(await query('e.ndjson', 'e.ndjson'))).to.deep.equal([
      'Whoami e.ndjson#0',
      'Whoami e.ndjson#0',
    ]);
  });

  it('looks into maps of Parquet, wherever they are', async () => {
    workspace.write({
      'whoami.yml': [
        ruleText('Map', 'm.k: v'),
        ruleText('Struct', 's.tags.a: x'),
        ruleText('List', 'l.n.deep: 7'),
        ruleText('Plain', 'p: 1'),
      ].join('---\n'),
    });
    await copy(
      `SELECT MAP {'k': 'v'} AS m, {'tags': MAP {'a': 'x'}, 'b': 1} AS s, [MAP {'n': MAP {'deep': 7}}] AS l, 1 AS p,
        NULL::MAP(VARCHAR, VARCHAR) AS empty`,
      'e.parquet',
      'FORMAT parquet',
    );
    const result = await query('e.parquet');
    expect(placesOf(result)).to.deep.equal(
      ['Map', 'Struct', 'List', 'Plain'].map((each) => `${each} e.parquet#0`),
    );
  });

  it('asks rules of events of their log source alone, under the names they use', async () => {
    const process = `logsource: { product: windows, category: process_creation }`;
    workspace.write({
      'process.yml': `title: Process\n${process}\ndetection:\n  s:\n    Image|endswith: '\\whoami.exe'\n  condition: s\n`,
      'e.ndjson': lines(
        { Channel: 'Security', EventID: 4688, NewProcessName: 'C:\\whoami.exe' },
        { Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: 1, Image: 'C:\\whoami.exe' },
        { Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: 7, Image: 'C:\\whoami.exe' },
      ),
    });
    const result = await workspace.sigmaq(['query', '-r', 'process.yml', 'e.ndjson']);
    expect(placesOf(result)).to.deep.equal(['Process e.ndjson#0', 'Process e.ndjson#1']);
  });

  it('looks into lists and nested objects, and for keywords everywhere', async () => {
    workspace.write({
      'list.yml': ruleText('List', `a.b: 'two'`),
      'word.yml': `title: Word\nlogsource: { product: windows }\ndetection:\n  k:\n    - 'needle'\n  condition: k\n`,
      'e.ndjson': lines({ a: [{ b: 'one' }, { b: ['x', 'TWO'] }] }, { c: { d: 'a Needle here' } }, {}),
    });
    const result = await workspace.sigmaq(['query', '-r', 'list.yml', '-r', 'word.yml', 'e.ndjson']);
    expect(placesOf(result)).to.deep.equal(['List e.ndjson#0', 'Word e.ndjson#1']);
  });

  it('tells fields apart that differ in case alone', async () => {
    workspace.write({
      'upper.yml': ruleText('Upper', `Path: 'x'`),
      'lower.yml': ruleText('Lower', `path: 'x'`),
      'e.ndjson': lines({ Path: 'x' }, { path: 'x' }),
    });
    const result = await workspace.sigmaq(['query', '-r', 'upper.yml', '-r', 'lower.yml', 'e.ndjson']);
    expect(placesOf(result)).to.deep.equal(['Upper e.ndjson#0', 'Lower e.ndjson#1']);
  });

  it('leaves out rules that DuckDB cannot run, says so and ends with 1', async () => {
    workspace.write({ 'ahead.yml': ruleText('Ahead', `Image|re: 'a(?=b|c)d*e'`), 'e.ndjson': lines(HIT) });
    const { code, stderr, stdout } = await query('-r', 'ahead.yml', 'e.ndjson');
    expect(code).to.equal(1);
    expect(stderr).to.include('unsupported-regex').and.include('1 rule in use; 1 not');
    expect(stdout).to.include('Whoami');
  });

  it('goes on behind what is broken: 1 for a part of a file, 2 for a file', async () => {
    workspace.write({ 'e.ndjson': lines('{broken', HIT), 'bad.parquet': 'junk' });
    const part = await query('e.ndjson');
    expect(part).to.deep.include({ code: 1 });
    expect(part.stderr).to.include('e.ndjson:1: error').and.include('1 skipped');
    const file = await query('bad.parquet', 'none.csv', 'e.ndjson');
    expect(file.code).to.equal(2);
    expect(file.stderr)
      .to.include('bad.parquet: error input-unreadable')
      .and.include('none.csv: error input-missing');
    expect(placesOf(file)).to.deep.equal(['Whoami e.ndjson#0']);
  });

  it('reads standard input, but not for both', async () => {
    const both = await workspace.sigmaq(['query', '-r', '-', '-']);
    expect(both).to.deep.include({ code: 3, stdout: '' });
    const events = await workspace.sigmaq(['query', '-r', 'whoami.yml', '-'], { stdin: lines(HIT) });
    expect(placesOf(events)).to.deep.equal(['Whoami <stdin>#0']);
  });

  it('is a table on a terminal', async () => {
    workspace.write({ 'e.ndjson': lines(HIT) });
    const { stdout } = await workspace.sigmaq(['query', '-r', 'whoami.yml', 'e.ndjson'], { tty: true });
    expect(stdout).to.match(/^.*high.*Whoami +e\.ndjson#0 +selection · Image\n$/);
  });

  it('says what to install where DuckDB is not', async () => {
    const missing = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
    const error: unknown = await openDuckdb(() => Promise.reject(missing)).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(UsageError);
    expect((error as UsageError).hint).to.equal('npm install @duckdb/node-api');
  });
});
