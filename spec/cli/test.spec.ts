import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { TestRecord } from '../../cli/output/test-report.ts';
import { createWorkspace, ruleText, type Result, type Workspace } from '../helpers/command-line.ts';
import { ROOT } from '../helpers/project.ts';
import { elementsOf } from '../helpers/xml.ts';

const ID = '3b1e9a52-5a8e-4a55-9d0a-0d4a4c4a8b01';
const RULE = ruleText('Whoami', `Image|endswith: '\\whoami.exe'`, `id: ${ID}\n`);

/** An event as evtx_dump writes it. */
const event = (Image: string): object => ({
  Event: {
    System: { EventID: 1, Channel: 'Microsoft-Windows-Sysmon/Operational' },
    EventData: { Image },
  },
});
const HIT = event('C:\\Windows\\whoami.exe');
const MISS = event('C:\\Windows\\cmd.exe');
const pretty = (...events: readonly object[]): string =>
  events.map((each) => JSON.stringify(each, null, 2)).join('\n');

describe('sigmaq test', () => {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = createWorkspace();
  });
  afterEach(() => {
    workspace.remove();
  });

  const test = (...args: readonly string[]): Promise<Result> => workspace.sigmaq(['test', ...args]);
  const recordsOf = async (...args: readonly string[]): Promise<TestRecord[]> =>
    (await test('--json', ...args)).stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as TestRecord);

  describe('with regression data', () => {
    const INFO = 'regression_data/rules/windows/whoami/info.yml';
    const STEM = `regression_data/rules/windows/whoami/${ID}`;
    const info = (...lines: readonly string[]): string =>
      `id: 1\nrule_metadata:\n    - id: ${ID}\n      title: Whoami\nregression_tests_info:\n` +
      `    - name: Positive Detection Test\n      type: evtx\n      provider: Microsoft-Windows-Sysmon\n` +
      lines.map((line) => `      ${line}\n`).join('');

    function write(
      infoText: string,
      json: string | undefined,
      more: Readonly<Record<string, string>> = {},
    ): void {
      workspace.write({
        'rules/windows/whoami.yml': `${RULE}regression_tests_path: ${INFO}\n`,
        [INFO]: infoText,
        [`${STEM}.evtx`]: 'binary',
        ...(json !== undefined && { [`${STEM}.json`]: json }),
        ...more,
      });
    }

    it('finds the data from any folder above the rule, and says how it went', async () => {
      write(info('match_count: 1', `path: ${STEM}.evtx`), pretty(HIT));
      const { code, stdout, stderr } = await test('rules');
      expect({ code, stdout, stderr }).to.deep.equal({ code: 0, stdout: '1 test: 1 passed\n', stderr: '' });
      expect((await test('-v', 'rules/windows/whoami.yml')).stdout).to.equal(
        `✓ ${INFO}  Whoami  Positive Detection Test\n1 test: 1 passed\n`,
      );
    });

    it('needs as many matches as match_count says, and more are welcome', async () => {
      write(info('match_count: 2', `path: ${STEM}.evtx`), pretty(HIT, MISS, HIT, HIT));
      expect((await recordsOf('rules'))[0]).to.deep.include({ status: 'passed', events: 4, matched: 3 });
      write(info('match_count: 4', `path: ${STEM}.evtx`), pretty(HIT, MISS, HIT, HIT));
      expect((await recordsOf('rules'))[0]).to.deep.include({
        status: 'failed',
        message: '3 of 4 events matched, and all have to',
      });
    });

    it('needs one match where match_count is absent', async () => {
      write(info(`path: ${STEM}.evtx`), pretty(MISS, HIT));
      expect((await test('rules')).code).to.equal(0);
      write(info(`path: ${STEM}.evtx`), pretty(MISS, MISS));
      const { code, stdout } = await test('rules');
      expect(stdout).to.include(
        `✗ ${INFO}  Whoami  Positive Detection Test: 0 of 2 events matched, and 1 has to\n    NO MATCH  Whoami`,
      );
      expect(stdout).to.match(/Image ends with \\whoami\.exe +"C:\\Windows\\cmd\.exe" +false +whoami\.yml:7/);
      expect(code).to.equal(1);
    });

    it('takes the JSON beside the info.yml where no path leads to one', async () => {
      write(info('match_count: 1'), undefined, { [`${STEM.replace(ID, 'other')}.json`]: pretty(HIT) });
      expect((await test('rules')).code).to.equal(0);
    });

    it('passes over what is not run here, and says so', async () => {
      write(info('match_count: 1', `path: ${STEM}.raw`).replace('type: evtx', 'type: raw'), pretty(HIT));
      const { code, stdout } = await test('rules');
      expect(stdout).to.include('Positive Detection Test: tests of type raw are not run\n');
      expect(stdout).to.include('1 test: 0 passed, 1 skipped\n');
      expect(code).to.equal(0);
    });

    for (const [what, infoText, json, message] of [
      ['no JSON', info(), undefined, 'there is no JSON file with the events'],
      ['a broken event', info(), '{"Event":', `${ID}.json:1 is no event`],
      ['another format', 'a: 1\n', '', 'regression_tests_info is not a list of maps'],
      ['no test', 'regression_tests_info: []\n', '', 'regression_tests_info is empty'],
      ['a count that is none', info('match_count: many'), pretty(HIT), 'match_count is no whole number'],
    ] as const) {
      it(`gives 2 for data with ${what}`, async () => {
        write(infoText, json);
        const { code, stdout } = await test('rules');
        expect(stdout).to.include(message);
        expect(code).to.equal(2);
      });
    }

    it('goes nowhere outside of the folders above the rule', async () => {
      for (const path of ['../secret/info.yml', '/etc/passwd', 'a/../../x']) {
        workspace.write({
          'rules/x.yml': `${RULE}regression_tests_path: ${path}\n`,
          'secret/info.yml': info(),
        });
        const { code, stdout } = await test('rules');
        expect(stdout).to.include('no folder above the rule holds this path');
        expect(code).to.equal(2);
      }
    });
  });

  describe('with *.test.yml', () => {
    it('takes events as they stand there and from files, for a rule by its path', async () => {
      workspace.write({
        'rules/whoami.yml': RULE,
        'tests/events/hits.json': pretty(HIT, HIT),
        'tests/whoami.test.yml': `rule: ../rules/whoami.yml
match:
    - Image: 'C:\\whoami.exe'
    - file: events/hits.json
    - file: a field of an event
      Image: '\\whoami.exe'
miss:
    - Image: 'C:\\cmd.exe'
`,
      });
      const records = await recordsOf('tests');
      expect(
        records.map(({ name, status, matched, events }) => [name, status, matched, events]),
      ).to.deep.equal([
        ['match 1', 'passed', 1, 1],
        ['match events/hits.json', 'passed', 2, 2],
        ['match 3', 'passed', 1, 1],
        ['miss 1', 'passed', 0, 1],
      ]);
      expect(records[0]).to.deep.include({
        file: 'tests/whoami.test.yml',
        ruleFile: 'rules/whoami.yml',
        ruleId: ID,
      });
    });

    it('finds a rule by its id among those that are named, and several tests in one file', async () => {
      workspace.write({
        'rules/whoami.yml': RULE,
        'x.test.yml': `rule: ${ID.toUpperCase()}\nmatch: [{ Image: \\whoami.exe }]\n---\nrule: nope\nmiss: [{ a: 1 }]\n`,
      });
      const records = await recordsOf('x.test.yml', 'rules');
      expect(records.map(({ status, message }) => `${status} ${message}`)).to.deep.equal([
        'passed ',
        'error no rule that was named has the id nope',
      ]);
    });

    it('fails where one event of a file does not match, or one matches that must not', async () => {
      workspace.write({
        'rules/whoami.yml': RULE,
        'mixed.ndjson': `${JSON.stringify(HIT)}\n${JSON.stringify(MISS)}\n`,
        'x.test.yml': `rule: rules/whoami.yml\nmatch: [{ file: mixed.ndjson }]\nmiss: [{ file: mixed.ndjson }]\n`,
      });
      const { code, stdout } = await test('x.test.yml');
      expect(stdout).to.include('match mixed.ndjson: 1 of 2 events matched, and all have to\n    NO MATCH');
      expect(stdout).to.include('miss mixed.ndjson: 1 of 2 events matched, and none may\n    MATCH');
      expect(stdout).to.include('2 tests: 0 passed, 2 failed\n');
      expect(code).to.equal(1);
    });

    it('knows of events what its logsource says', async () => {
      const suite = (product: string): string =>
        `rule: rules/whoami.yml\nlogsource: { product: ${product} }\nmatch: [{ Image: \\whoami.exe }]\n`;
      workspace.write({
        'rules/whoami.yml': RULE,
        'a.test.yml': suite('windows'),
        'b.test.yml': suite('linux'),
      });
      expect((await recordsOf('a.test.yml', 'b.test.yml')).map(({ status }) => status)).to.deep.equal([
        ...['passed', 'failed'],
      ]);
    });

    for (const [what, text, message] of [
      ['a misspelt key', `rule: x.yml\nmach: [{ a: 1 }]\n`, 'unknown key mach, did you mean match?'],
      ['no rule', `match: [{ a: 1 }]\n`, 'rule is not the path or id of a rule'],
      [
        'a rule that is not there',
        `rule: ./x.yml\nmatch: [{ a: 1 }]\n`,
        'x.yml: there is no such file or folder',
      ],
      ['no event', `rule: whoami.yml\nmatch: []\n`, 'there is no event in it'],
      ['an event that is none', `rule: whoami.yml\nmatch: [text]\n`, 'match and miss are lists of events'],
      ['a file that is not there', `rule: whoami.yml\nmatch: [{ file: x.json }]\n`, 'there is no such file'],
      [
        'an unknown log source',
        `rule: whoami.yml\nlogsource: { os: x }\nmatch: [{ a: 1 }]\n`,
        'logsource is not a map',
      ],
      ['a list', `- a\n`, 'a test file is a map'],
      ['no YAML', `[`, 'YAML: '],
    ] as const) {
      it(`gives 2 for a file with ${what}`, async () => {
        workspace.write({ 'whoami.yml': RULE, 'a.test.yml': text });
        const { code, stdout } = await test('a.test.yml');
        expect(stdout).to.include(message);
        expect(code).to.equal(2);
      });
    }

    it('is no rule for the other commands', async () => {
      workspace.write({ 'r/whoami.yml': RULE, 'r/whoami.test.yml': 'rule: whoami.yml\n' });
      expect((await workspace.sigmaq(['convert', '-t', 'splunk', 'r'])).code).to.equal(0);
    });
  });

  describe('reports', () => {
    beforeEach(() => {
      workspace.write({
        'rules/whoami.yml': RULE,
        'rules/placeholder.yml': ruleText('P & "Q" <\\e>', `User|expand: '%admins%'`),
        'a.test.yml': `rule: rules/whoami.yml\nmatch: [{ Image: "\\e]0;<&>\\"" }, { Image: \\whoami.exe }]\n`,
        'b.test.yml': `rule: rules/placeholder.yml\nmatch: [{ User: ann }]\n---\nrule: ./nope.yml\nmiss: [{ a: 1 }]\n`,
      });
    });

    it('name the rules that have no test', async () => {
      expect((await test('rules', 'a.test.yml')).stdout).to.match(
        /2 tests: 1 passed, 1 failed; 1 rule without tests\n$/,
      );
    });

    it('count a rule that cannot be used as failed', async () => {
      const [record] = await recordsOf('b.test.yml');
      expect(record?.status).to.equal('failed');
      expect(record?.message).to.match(/^the rule cannot be used: /);
      expect((await recordsOf('--placeholder', 'admins=ann', 'b.test.yml'))[0]?.status).to.equal('passed');
    });

    it('are JUnit’s XML with --junit, well-formed whatever rules and events hold', async () => {
      const { code } = await test('--junit', 'out.xml', 'a.test.yml', 'b.test.yml');
      expect(code).to.equal(2);
      const xml = readFileSync(join(workspace.path, 'out.xml'), 'utf8');
      expect(elementsOf(xml)).to.deep.equal([
        ...['testsuites', 'testsuite', 'testcase', 'failure', 'testcase'],
        ...['testsuite', 'testcase', 'failure', 'testcase', 'error'],
      ]);
      expect(xml).to.include('<testsuites name="sigmaq" tests="4" failures="2" errors="1" skipped="0"');
      expect(xml).to.include('classname="Whoami" name="match 1" file="a.test.yml"');
      expect(xml).to.include('\\x1b]0;&lt;&amp;&gt;&quot;');
    });

    it('are not written where they cannot be', async () => {
      const { code, stderr } = await test('--junit', 'rules', 'a.test.yml');
      expect(stderr).to.include("cannot write to 'rules'");
      expect(code).to.equal(3);
    });

    it('say that there is nothing to test', async () => {
      const { code, stderr } = await test('rules');
      expect(stderr).to.include('error input-no-tests: there is no test');
      expect(code).to.equal(2);
    });
  });

  it('passes the tests of the examples', async () => {
    const { code, stdout } = await test(join(ROOT, 'examples', 'tests'));
    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: '7 tests: 7 passed\n' });
  });
});
