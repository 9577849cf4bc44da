/** Wrong usage gives 3, one line of what is wrong and how it is meant, and does nothing. */
import { expect } from 'chai';
import { createWorkspace, ruleText, type Workspace } from '../helpers/command-line.ts';

describe('wrong usage', () => {
  let workspace: Workspace;
  before(() => {
    workspace = createWorkspace();
    workspace.write({ 'a.yml': ruleText('Whoami', `Image|endswith: '\\whoami.exe'`) });
  });
  after(() => {
    workspace.remove();
  });

  const CASES: readonly (readonly [title: string, args: readonly string[], stderr: string])[] = [
    [
      'a command that is misspelt',
      ['convret'],
      "error: unknown command 'convret'\n(Did you mean convert?)\n",
    ],
    [
      'an option that is misspelt',
      ['convert', '--jsn', 'a.yml'],
      "error: unknown option '--jsn'\n(Did you mean --json?)\n",
    ],
    [
      'a target that is misspelt',
      ['convert', '-t', 'splnk', 'a.yml'],
      "error: unknown target 'splnk'\n(did you mean 'splunk'?)\n",
    ],
    [
      'a target that nobody knows',
      ['convert', '-t', 'mysql', 'a.yml'],
      "error: unknown target 'mysql'\n(known: splunk, kusto, eql, esql, lucene, duckdb, clickhouse, spark, trino, postgres, sqlite, all)\n",
    ],
    [
      'no target',
      ['convert', 'a.yml'],
      'error: name at least one target with -t\n(known: splunk, kusto, eql, esql, lucene, duckdb, clickhouse, spark, trino, postgres, sqlite, all)\n',
    ],
    [
      'a format that is misspelt',
      ['convert', '-t', 'splunk', '-f', 'defualt', 'a.yml'],
      "error: unknown format of splunk 'defualt'\n(did you mean 'default'?)\n",
    ],
    ['no path', ['convert', '-t', 'splunk'], "error: missing required argument 'path'\n"],
    [
      'an option without its value',
      ['convert', '-t'],
      "error: option '-t, --target <name,…>' argument missing\n",
    ],
    [
      'a policy that nobody knows',
      ['convert', '-t', 'splunk', '--approximate', 'sometimes', 'a.yml'],
      "error: option '--approximate <policy>' argument 'sometimes' is invalid. " +
        'Allowed choices are never, superset, any.\n',
    ],
    [
      'a setting without a value',
      ['convert', '-t', 'splunk', '-O', 'prefix', 'a.yml'],
      "error: -O takes key=value, not 'prefix'\n",
    ],
    [
      'a setting that is misspelt',
      ['convert', '-t', 'splunk', '-O', 'prefx=a', 'a.yml'],
      "error: unknown setting 'prefx'\n(did you mean 'prefix'?)\n",
    ],
    [
      'a placeholder without values',
      ['convert', '-t', 'splunk', '--placeholder', 'admins', 'a.yml'],
      "error: --placeholder takes name=value,…, not 'admins'\n",
    ],
    ['--mirror alone', ['convert', '-t', 'splunk', '--mirror', 'a.yml'], 'error: --mirror needs -o\n'],
    [
      'a list that is misspelt',
      ['list', 'target'],
      "error: unknown list 'target'\n(did you mean 'targets'?)\n",
    ],
    [
      'a code that is misspelt',
      ['help', 'condition-sintax'],
      "error: unknown topic 'condition-sintax'\n(did you mean 'condition-syntax'?)\n",
    ],
    [
      'control characters, without obeying them',
      ['convert', '-t', '\u001b[2J', 'a.yml'],
      "error: unknown target '\\x1b[2J'\n(known: splunk, kusto, eql, esql, lucene, duckdb, clickhouse, spark, trino, postgres, sqlite, all)\n",
    ],
  ];

  for (const [title, args, expected] of CASES) {
    it(`is ${title}`, async () => {
      const { code, stdout, stderr } = await workspace.sigmaq(args);
      expect(stderr).to.equal(expected);
      expect(stdout).to.equal('');
      expect(code).to.equal(3);
    });
  }

  it('is no command at all, which prints the help', async () => {
    const { code, stdout, stderr } = await workspace.sigmaq([]);
    expect(stderr).to.match(/^Usage: sigmaq \[options\] \[command\]\n/);
    expect(stdout).to.equal('');
    expect(code).to.equal(3);
  });
});
