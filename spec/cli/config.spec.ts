/** Mistakes in a project's configuration, each at its place; nothing is built then. */
import { expect } from 'chai';
import { CONFIG_KEYS, readConfig } from '../../cli/config/read.ts';
import { loadTarget } from '../../cli/config/load-target.ts';
import { formatDiagnostic, type Diagnostic } from '../../lib/index.ts';
import { readProjectFile } from '../helpers/project.ts';

const GOOD = `rules: rules
targets:
  a:
    backend: splunk
    output: out
`;

function problemsOf(text: string): readonly string[] {
  return readConfig({ name: 'c.yml', text }).diagnostics.map(show);
}

async function targetProblemsOf(more: string, backend = 'splunk'): Promise<readonly string[]> {
  const text = `rules: r\ntargets:\n  a:\n    backend: ${backend}\n    output: out\n${more}`;
  const { config, diagnostics } = readConfig({ name: 'c.yml', text });
  expect(diagnostics.map(show)).to.deep.equal([]);
  const { target, diagnostics: found } = await loadTarget(config!.targets[0]!, config!.source, '.');
  expect(target === undefined).to.equal(found.length > 0);
  return found.map(show);
}

/** Code, place, message and hints. */
function show(diagnostic: Diagnostic): string {
  const { code, source, span, message, hints } = diagnostic;
  expect(formatDiagnostic(diagnostic)).to.match(/^c\.yml:\d+:\d+ error /);
  const line = source.text.slice(0, span.start).split('\n').length;
  const at = source.text.slice(span.start, span.end).split('\n')[0]!;
  return [`${code} ${line} ${at}: ${message}`, ...hints].join(' | ');
}

describe('a configuration', () => {
  it('is read from YAML and from JSON alike', () => {
    const { config, diagnostics } = readConfig({ name: 'c.yml', text: GOOD });
    expect(diagnostics).to.deep.equal([]);
    expect(config!.rules).to.deep.equal(['rules']);
    expect(
      config!.targets.map(({ name, backend, format }) => [name, backend.value, format.value]),
    ).to.deep.equal([['a', 'splunk', 'default']]);
    const json = JSON.stringify(
      { rules: ['rules'], targets: { a: { backend: 'splunk', output: 'out' } } },
      null,
      '\t',
    );
    const fromJson = readConfig({ name: 'c.json', text: json });
    expect(fromJson.diagnostics).to.deep.equal([]);
    expect(fromJson.config!.targets[0]!.output.value).to.equal('out');
  });

  it('gives its placeholders to every target, where the target has none of its own', () => {
    const text = `${GOOD}    placeholders: { a: own }\nplaceholders:\n  a: x\n  b: [1, '2', c]\n`;
    const { config } = readConfig({ name: 'c.yml', text });
    expect(config!.targets[0]!.placeholders).to.deep.equal({ a: ['own'], b: [1, '2', 'c'] });
  });

  it('is one map', () => {
    expect(problemsOf('- a')).to.deep.equal([
      'config-not-a-map 1 - a: a configuration is a map, and this document is a list',
    ]);
    expect(problemsOf(`${GOOD}---\na: b`)[0]).to.match(
      /^config-not-a-map 7 a: b: a configuration is one document/,
    );
    expect(problemsOf('')[0]).to.match(/^yaml-empty/);
    expect(problemsOf('a: [')[0]).to.match(/^yaml-syntax/);
  });

  it('has no key that means nothing', () => {
    expect(problemsOf(GOOD.replace('rules', 'rule'))).to.deep.equal([
      'config-unknown-key 1 rule: a configuration has no key `rule` | did you mean `rules`?',
      'config-missing-key 1 rule: a configuration needs the key `rules`',
    ]);
    expect(problemsOf(`${GOOD}    pipeline: x\n`)).to.deep.equal([
      'config-unknown-key 6 pipeline: a target has no key `pipeline` | did you mean `pipelines`?',
    ]);
    expect(problemsOf(`${GOOD}exclude: { path: x }\n`)).to.deep.equal([
      'config-unknown-key 6 path: a selection of rules has no key `path` | did you mean `paths`?',
    ]);
    expect(problemsOf(`${GOOD}    logsources: [{ produkt: x, conditions: { a: b } }]\n`)).to.deep.equal([
      'config-unknown-key 6 produkt: a log source has no key `produkt` | did you mean `product`?',
    ]);
  });

  it('has rules and targets, and each target a backend and a folder', () => {
    expect(problemsOf('rules: x')).to.deep.equal([
      'config-missing-key 1 rules: a configuration needs the key `targets`',
    ]);
    expect(problemsOf('rules: x\ntargets: {}')[0]).to.match(/^config-value 2 /);
    expect(problemsOf('rules: x\ntargets: { a: { backend: b } }')).to.deep.equal([
      'config-missing-key 2 backend: a target needs the key `output`',
    ]);
    expect(problemsOf('rules: x\ntargets: { ../a: { backend: b, output: c } }')[0]).to.match(
      /^config-value 2 \.\.\/a/,
    );
  });

  it('takes values of the right kind', () => {
    const bad: readonly (readonly [string, string])[] = [
      ['    settings: x', 'config-value 6 x: `settings` takes a map of texts'],
      ['    settings: { prefix: [a] }', 'config-value 6 [a]: `prefix` takes a text'],
      ['    pipelines: { a: b }', 'config-value 6 { a: b }: `pipelines` takes a text or a list of texts'],
      [
        '    unmapped: never',
        'config-unknown-name 6 never: there is no policy `never` | known: error, warn, keep',
      ],
      [
        '    accept: pipeline-logsource',
        'config-unknown-name 6 pipeline-logsource: there is no diagnostic code `pipeline-logsource`',
      ],
      [
        '    only: { level: hihg }',
        'config-unknown-name 6 hihg: there is no level `hihg` | did you mean `high`?',
      ],
      [
        '    exclude: { status: [stable, tests] }',
        'config-unknown-name 6 tests: there is no status `tests` | did you mean `test`?',
      ],
      ['    overrides: { x: y }', 'config-value 6 y: `x` takes a map of texts'],
      ['    logsources: x', 'config-value 6 x: `logsources` takes a list of log sources with conditions'],
      ['    logsources: [x]', 'config-value 6 x: `each item` takes a map'],
      [
        '    placeholders: { a: { b: c } }',
        'config-value 6 { b: c }: `a` takes a text, a number or a list of them',
      ],
    ];
    for (const [line, expected] of bad)
      expect(problemsOf(`${GOOD}${line}\n`)[0]).to.satisfy((found: string) => found.startsWith(expected));
  });

  it('gives each target a folder of its own', () => {
    expect(problemsOf(`${GOOD}  b: { backend: splunk, output: ./out/ }\n`)).to.deep.equal([
      'config-conflict 6 ./out/: the target `a` writes to `./out/` as well | give each target a folder of its own: what is in it that no rule asks for any more is removed',
    ]);
  });

  it('names backends, pipelines, formats and settings that exist', async () => {
    expect(await targetProblemsOf('', 'spluk')).to.deep.equal([
      'config-unknown-name 4 spluk: there is no backend `spluk` | did you mean `splunk`?',
    ]);
    expect(await targetProblemsOf('    pipelines: [splunk_windows, splunk-window]\n')).to.deep.equal([
      'config-unknown-name 6 splunk-window: there is no pipeline `splunk-window` | did you mean `splunk-windows`?',
    ]);
    expect(await targetProblemsOf('    format: savedsearch\n')).to.deep.equal([
      'config-unknown-name 6 savedsearch: there is no format `savedsearch` | did you mean `savedsearches`?',
    ]);
    expect((await targetProblemsOf('    settings: { prefx: x }\n'))[0]).to.match(
      /^config-unknown-name 6 x: there is no setting of the backend splunk `prefx` \| did you mean `prefix`\?/,
    );
    expect(
      (await targetProblemsOf('    format: savedsearches\n    formatSettings: { cron: x }\n'))[0],
    ).to.match(/^config-unknown-name 7 x: there is no setting of the format savedsearches `cron`/);
    expect((await targetProblemsOf('    formatSettings: { schedule: x }\n'))[0]).to.match(
      /^config-unknown-name 6 x/,
    );
    expect((await targetProblemsOf('    pipelines: own.yml\n'))[0]).to.match(
      /^config-unknown-name 6 own\.yml/,
    );
  });

  it('puts together what is made for each other', async () => {
    expect(await targetProblemsOf('    pipelines: splunk-windows\n', 'eql')).to.deep.equal([
      'config-conflict 6 splunk-windows: the pipeline `splunk-windows` is not made for the backend `eql` | it is made for splunk',
    ]);
    expect(await targetProblemsOf('    format: savedsearches\n', 'eql')).to.deep.equal([
      'config-conflict 6 savedsearches: the format `savedsearches` is not made for the backend `eql` | it is made for splunk',
    ]);
    expect(
      await targetProblemsOf('    format: savedsearches\n    formatSettings: { schedule: hourly }\n'),
    ).to.deep.equal([
      "config-value 7 hourly: settings: savedsearches: schedule is five fields such as */15 * * * *, not 'hourly'",
    ]);
    expect(
      (await targetProblemsOf('    format: savedsearches\n    overrides: { a: { quantity: few } }\n'))[0],
    ).to.match(/^config-value 7 few: settings: savedsearches: quantity is a number/);
    expect((await targetProblemsOf('    settings: { optional: maybe }\n', 'eql'))[0]).to.match(
      /^config-value 6 maybe: eql: optional is true or false/,
    );
  });

  it('survives hostile texts', () => {
    expect(problemsOf('__proto__: x\nconstructor: y')).to.have.lengthOf(4);
    expect(problemsOf(`${GOOD}placeholders: { __proto__: [x] }`)).to.deep.equal([]);
    expect(problemsOf('['.repeat(5000))[0]).to.match(/^yaml-/);
  });

  it('has a schema that knows the same keys', () => {
    const schema = JSON.parse(readProjectFile('cli/config/schema.json')) as Schema & {
      readonly $defs: Readonly<Record<string, Schema>>;
    };
    const keysOf = ({ properties, additionalProperties }: Schema): readonly string[] => {
      expect(additionalProperties).to.equal(false);
      return Object.keys(properties);
    };
    expect(keysOf(schema)).to.have.members(CONFIG_KEYS.project!);
    for (const name of ['target', 'selection', 'logsource'])
      expect(keysOf(schema.$defs[name]!), name).to.have.members(CONFIG_KEYS[name]!);
  });

  it('is shown in an example in which all is well', async () => {
    const text = readProjectFile('examples/sigmaq.config.yml');
    const { config, diagnostics } = readConfig({ name: 'c.yml', text });
    expect(diagnostics).to.deep.equal([]);
    for (const target of config!.targets)
      expect((await loadTarget(target, config!.source, '.')).diagnostics).to.deep.equal([]);
  });
});

interface Schema {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly additionalProperties: unknown;
}
