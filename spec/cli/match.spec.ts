import { expect } from 'chai';
import { gzipSync } from 'node:zlib';
import type { AlertRecord } from '../../cli/output/alerts.ts';
import {
  createWorkspace,
  ruleText,
  type Result,
  type Settings,
  type Workspace,
} from '../helpers/command-line.ts';

const RULE = ruleText(
  'Whoami',
  `Image|endswith: '\\whoami.exe'`,
  'id: 3b1e9a52-5a8e-4a55-9d0a-0d4a4c4a8b01\nlevel: high\n',
);
const HIT = { Image: 'C:\\Windows\\System32\\whoami.exe', User: 'ann' };
const MISS = { Image: 'C:\\Windows\\System32\\cmd.exe' };

const lines = (...events: readonly unknown[]): string =>
  events.map((event) => (typeof event === 'string' ? event : JSON.stringify(event)) + '\n').join('');

describe('sigmaq match', () => {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = createWorkspace();
    workspace.write({ 'whoami.yml': RULE });
  });
  afterEach(() => {
    workspace.remove();
  });

  const match = (args: readonly string[], settings?: Settings): Promise<Result> =>
    workspace.sigmaq(['match', '-r', 'whoami.yml', ...args], settings);
  const alertsOf = ({ stdout }: Result): AlertRecord[] =>
    stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as AlertRecord);
  const indicesOf = (result: Result): number[] => alertsOf(result).map(({ eventIndex }) => eventIndex);

  describe('alerts', () => {
    it('are a record each when piped: which rule, which event, what in it', async () => {
      workspace.write({ 'e.ndjson': lines(MISS, HIT) });
      const { code, stdout, stderr } = await match(['e.ndjson']);
      expect(stdout).to.equal(
        '{"ruleId":"3b1e9a52-5a8e-4a55-9d0a-0d4a4c4a8b01","title":"Whoami","level":"high","file":"e.ndjson",' +
          '"eventIndex":1,"matched":{"searches":["selection"],"fields":["Image"]}}\n',
      );
      expect(stderr).to.equal('2 events, 1 match of 1 rule; 1 rule in use\n');
      expect(code).to.equal(0);
    });

    it('are no failure, and neither is their absence', async () => {
      workspace.write({ 'e.ndjson': lines(MISS) });
      const { code, stdout, stderr } = await match(['e.ndjson']);
      expect({ code, stdout }).to.deep.equal({ code: 0, stdout: '' });
      expect(stderr).to.equal('1 event, 0 matches of 0 rules; 1 rule in use\n');
    });

    it('are a line of a table each on a terminal, and records there with --json', async () => {
      workspace.write({ 'e.ndjson': lines(HIT) });
      const { stdout } = await match(['e.ndjson'], { tty: true, env: { NO_COLOR: '1' } });
      expect(stdout).to.match(/^high {9} {2}Whoami {50} {2}e\.ndjson#0 {18} {2}selection · Image\n$/);
      expect(alertsOf(await match(['--json', 'e.ndjson'], { tty: true }))).to.have.lengthOf(1);
    });

    it('cannot command a terminal', async () => {
      workspace.write({ 'e.yml': ruleText('"a\\e[2Jb"', 'Image: x'), 'e.ndjson': lines({ Image: 'x' }) });
      const settings = { tty: true, env: { NO_COLOR: '1' } };
      const { stdout } = await workspace.sigmaq(['match', '-r', 'e.yml', 'e.ndjson'], settings);
      expect(stdout).to.include('a\\x1b[2Jb');
    });

    it('have null for what the rule does not say', async () => {
      workspace.write({ 'x.yml': ruleText('X', 'Image: x'), 'e.ndjson': lines({ Image: 'X' }) });
      const [alert] = alertsOf(await workspace.sigmaq(['match', '-r', 'x.yml', 'e.ndjson']));
      expect(alert).to.deep.include({ ruleId: null, level: null });
    });

    it('come by event, then in the order of the rules', async () => {
      workspace.write({
        'r/b.yml': ruleText('B', `Image|contains: who`),
        'r/a.yml': ruleText('A', `User: ann`),
        'e.ndjson': lines(HIT, { User: 'ANN' }),
      });
      const alerts = alertsOf(await match(['-r', 'r', 'e.ndjson']));
      expect(alerts.map(({ title, eventIndex }) => `${eventIndex} ${title}`)).to.deep.equal([
        ...['0 Whoami', '0 A', '0 B', '1 A'],
      ]);
    });
  });

  describe('reads', () => {
    it('one event a line, lists, and events one after the other', async () => {
      workspace.write({
        'a.json': JSON.stringify([MISS, HIT, HIT], null, 2),
        'b.json': [MISS, HIT].map((event) => JSON.stringify(event, null, 2)).join('\n'),
        'c.json': `\ufeff${lines(HIT, '', MISS, HIT).replaceAll('\n', '\r\n')}`,
        'd.json': JSON.stringify(HIT),
        'e.json': '',
      });
      const alerts = alertsOf(await match(['a.json', 'b.json', 'c.json', 'd.json', 'e.json']));
      expect(alerts.map(({ file, eventIndex }) => `${file} ${eventIndex}`)).to.deep.equal([
        ...['a.json 1', 'a.json 2', 'b.json 1', 'c.json 0', 'c.json 2', 'd.json 0'],
      ]);
    });

    it('gzip by what is in the file, not by its name', async () => {
      workspace.write({ 'e.json': Buffer.concat([gzipSync(lines(MISS)), gzipSync(lines(HIT))]) });
      expect(indicesOf(await match(['e.json']))).to.deep.equal([1]);
      expect(indicesOf(await match(['-'], { stdin: gzipSync(lines(HIT)) }))).to.deep.equal([0]);
    });

    it('folders, event files alone, sorted', async () => {
      workspace.write({
        'd/b.ndjson': lines(HIT),
        'd/a/x.json.gz': gzipSync(lines(HIT)),
        'd/c.jsonl': lines(HIT),
        'd/README.md': '{',
      });
      const alerts = alertsOf(await match(['d']));
      expect(alerts.map(({ file }) => file)).to.deep.equal(['d/a/x.json.gz', 'd/b.ndjson', 'd/c.jsonl']);
    });

    it('standard input', async () => {
      const [alert] = alertsOf(await match(['-'], { stdin: lines(HIT) }));
      expect(alert?.file).to.equal('<stdin>');
    });

    it('events larger and smaller than the pieces a stream is cut into', async () => {
      const large = { ...HIT, Filler: 'ä'.repeat(800_000) };
      const many = Array.from({ length: 9_000 }, (_, i) => ({
        ...(i % 3 === 0 ? HIT : MISS),
        Filler: 'é'.repeat(100),
      }));
      const events = [MISS, large, ...many, large, HIT];
      const expected = events.flatMap((event, index) => ('User' in event ? [index] : []));
      workspace.write({
        'lines.ndjson': lines(...events),
        'list.json': JSON.stringify(events, null, 1),
        'values.json': events.map((event) => JSON.stringify(event, null, 1)).join('\n'),
      });
      for (const file of ['lines.ndjson', 'list.json', 'values.json']) {
        expect(indicesOf(await match([file])), file).to.deep.equal(expected);
      }
    });
  });

  describe('what is broken', () => {
    const broken = async (text: string | Uint8Array): Promise<Result> => {
      workspace.write({ 'e.ndjson': text });
      return match(['e.ndjson']);
    };

    it('is reported with its line and skipped, and nothing after it is lost', async () => {
      const result = await broken(lines(HIT, '{"Image":"C:\\\\who', 'garbage', '"text"', HIT));
      expect(indicesOf(result)).to.deep.equal([0, 1]);
      expect(result.stderr).to.include('e.ndjson:2: error event-not-json: this is no JSON\n');
      expect(result.stderr).to.include('e.ndjson:3: error event-not-an-object: ');
      expect(result.stderr).to.include('2 events, 2 matches of 1 rule; 1 rule in use; 3 skipped');
      expect(result.code).to.equal(1);
    });

    it('at the end of the text is incomplete', async () => {
      const result = await broken(`${lines(HIT)}{"Image":`);
      expect(result.stderr).to.include('e.ndjson:2: error event-incomplete: ');
      expect(indicesOf(result)).to.deep.equal([0]);
    });

    it('may be bytes that are not UTF-8: the event that has them is named, others keep every character', async () => {
      const bad = Buffer.from('{"Image":"\xff\\\\whoami.exe"}\n', 'latin1');
      const good = lines({ ...HIT, User: 'x\ufffdy' });
      workspace.write({ 'x.yml': ruleText('X', `User: "x\ufffdy"`) });
      workspace.write({ 'e.ndjson': Buffer.concat([Buffer.from(good), bad, Buffer.from(good)]) });
      const result = await match(['-r', 'x.yml', 'e.ndjson']);
      expect(alertsOf(result).map(({ title, eventIndex }) => `${title} ${eventIndex}`)).to.deep.equal([
        ...['Whoami 0', 'X 0', 'Whoami 1', 'X 1'],
      ]);
      expect(result.stderr).to.include('e.ndjson:2: error event-encoding: ');
      expect(result.code).to.equal(1);
    });

    it('may be a few lines into an event that is not UTF-8', async () => {
      const event = JSON.stringify({ Image: 'caf\u00e9', User: 'ann' }, null, 2);
      const result = await broken(
        Buffer.concat([Buffer.from(`${event}\n`, 'latin1'), Buffer.from(lines(HIT))]),
      );
      expect(indicesOf(result)).to.deep.equal([0]);
      expect(result.stderr).to.include('e.ndjson:2: error event-encoding: ');
    });

    it('may be huge', async () => {
      const huge = JSON.stringify({ ...HIT, Filler: 'x'.repeat(50_000_000) });
      const result = await broken(lines(HIT, huge, HIT));
      expect(indicesOf(result)).to.deep.equal([0, 1]);
      expect(result.stderr).to.include('e.ndjson:2: error event-too-long: ');
    });

    it('may be deep', async () => {
      const deep = '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000);
      const result = await broken(lines(HIT, deep, `${'['.repeat(100_000)}${']'.repeat(100_000)}`, HIT));
      expect(indicesOf(result)).to.deep.equal([0, 1]);
      expect(result.stderr).to.include('e.ndjson:2: error event-too-deep: ');
    });

    it('may be shown in part: of many the first, and how many there are', async () => {
      const result = await broken(lines(...Array.from({ length: 1000 }, () => 'x'), HIT));
      expect(result.stderr.match(/event-not-an-object/g)).to.have.lengthOf(20);
      expect(result.stderr).to.include('1000 skipped');
      workspace.write({ 'e.ndjson': lines(...Array.from({ length: 30 }, () => 'x')) });
      expect((await match(['-v', 'e.ndjson'])).stderr.match(/event-not-an-object/g)).to.have.lengthOf(30);
    });

    it('is not a field called __proto__', async () => {
      workspace.write({ 'p.yml': ruleText('P', `__proto__: x`) });
      workspace.write({ 'e.ndjson': lines('{"__proto__":{"Image":"\\\\whoami.exe"}}', '{"__proto__":"x"}') });
      const result = await match(['-r', 'p.yml', 'e.ndjson']);
      expect(alertsOf(result).map(({ title, eventIndex }) => `${title} ${eventIndex}`)).to.deep.equal([
        'P 1',
      ]);
      expect(({} as Record<string, unknown>).Image).to.equal(undefined);
    });

    it('may be gzip that ends too early: what was there is matched', async () => {
      const random = Array.from({ length: 5_000 }, (_, i) => ({ ...HIT, Id: (i * 7919) % 10_007 }));
      const packed = gzipSync(lines(...random));
      const result = await broken(packed.subarray(0, packed.length / 2));
      expect(alertsOf(result)).to.not.be.empty;
      expect(result.stderr).to.include('e.ndjson: error input-compression: ');
      expect(result.code).to.equal(2);
    });

    it('may be an input that is not there, or a folder without events; the others are matched', async () => {
      workspace.write({ 'e.ndjson': lines(HIT), 'd/x.txt': '' });
      const result = await match(['nope.ndjson', 'd', 'e.ndjson']);
      expect(indicesOf(result)).to.deep.equal([0]);
      expect(result.stderr).to.include('nope.ndjson: error input-missing: ');
      expect(result.stderr).to.include('d: error input-no-events: ');
      expect(result.code).to.equal(2);
    });
  });

  describe('rules', () => {
    it('that cannot be used are named and left out', async () => {
      workspace.write({ 'p.yml': ruleText('P', `User|expand: '%admins%'`), 'e.ndjson': lines(HIT) });
      const result = await match(['-r', 'p.yml', 'e.ndjson']);
      expect(indicesOf(result)).to.deep.equal([0]);
      expect(result.stderr).to.include('error placeholder-unresolved');
      expect(result.stderr).to.include('1 rule in use; 1 not\n');
      expect(result.code).to.equal(1);
      const given = await match(['-r', 'p.yml', '--placeholder', 'admins=ann', 'e.ndjson']);
      expect(indicesOf(given)).to.deep.equal([0, 0]);
      expect(given.code).to.equal(0);
    });

    it('that cannot be read give 2', async () => {
      workspace.write({ 'b.yml': '[', 'e.ndjson': lines(HIT) });
      const result = await match(['-r', 'b.yml', '-r', 'nope.yml', 'e.ndjson']);
      expect(indicesOf(result)).to.deep.equal([0]);
      expect(result.code).to.equal(2);
    });

    it('whose expressions can take very long are left out with --safe-regex', async () => {
      workspace.write({
        's.yml': ruleText('S', `Image|re: '^(\\w+\\s?)+$'`),
        'e.ndjson': lines({ Image: 'a b' }),
      });
      expect(indicesOf(await match(['-r', 's.yml', 'e.ndjson']))).to.deep.equal([0]);
      const safe = await match(['-r', 's.yml', '--safe-regex', 'e.ndjson']);
      expect(indicesOf(safe)).to.deep.equal([]);
      expect(safe.code).to.equal(1);
    });

    it('see the events of their log source, and those that do not say theirs as --logsource says', async () => {
      const sysmon = { Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: 11, ...HIT };
      workspace.write({ 'e.ndjson': lines(sysmon, { ...sysmon, EventID: 1 }, HIT) });
      expect(indicesOf(await match(['e.ndjson']))).to.deep.equal([1, 2]);
      expect(indicesOf(await match(['--logsource', 'product=linux', 'e.ndjson']))).to.deep.equal([1]);
      expect(indicesOf(await match(['--logsource', 'product=windows', 'e.ndjson']))).to.deep.equal([1, 2]);
    });
  });

  describe('wrong usage', () => {
    const usage = async (args: readonly string[]): Promise<string> => {
      workspace.write({ 'e.ndjson': lines(HIT) });
      const { code, stdout, stderr } = await workspace.sigmaq(['match', ...args]);
      expect({ code, stdout }).to.deep.equal({ code: 3, stdout: '' });
      return stderr;
    };

    it('is said in one line, and nothing is read', async () => {
      expect(await usage(['e.ndjson'])).to.include('--rules');
      expect(await usage(['-r', 'whoami.yml'])).to.include('events');
      expect(await usage(['-r', 'whoami.yml', '-j', '0', 'e.ndjson'])).to.include(
        '--jobs needs a whole number',
      );
      expect(await usage(['-r', 'whoami.yml', '-j', '1000', 'e.ndjson'])).to.include(
        '--jobs takes up to 256',
      );
      expect(await usage(['-r', '-', '-'])).to.include('standard input cannot hold both');
      expect(await usage(['-r', 'whoami.yml', '--logsource', 'produkt=windows', 'e.ndjson'])).to.include(
        `did you mean 'product'?`,
      );
      expect(await usage(['-r', 'whoami.yml', '--logsource', 'windows', 'e.ndjson'])).to.include(
        '--logsource takes product=…,category=…,service=…',
      );
    });
  });
});
