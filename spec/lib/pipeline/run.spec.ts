/** Steps over the queries of a rule, seen through `convert`. */
import { expect } from 'chai';
import { kusto } from '../../../backends/kusto/index.ts';
import { splunk } from '../../../backends/splunk/index.ts';
import { convert, parseSigma, type ConvertOptions, type SigmaRule } from '../../../lib/index.ts';
import {
  addCondition,
  hasLogSource,
  mapFields,
  refuseLogSource,
  refuseRule,
  useSchema,
  type Pipeline,
  type PipelineStep,
  type Schema,
} from '../../../lib/pipeline/index.ts';
import { leaf } from '../../../lib/query/build.ts';

const NOWHERE = { start: 0, end: 0 };

function ruleOf(detection: string): SigmaRule {
  const { rules, diagnostics } = parseSigma(
    `title: T\nlogsource: { product: windows, category: process_creation }\ndetection:\n${detection}`,
  );
  expect(diagnostics).to.deep.equal([]);
  return rules[0]!;
}

function pipeline(steps: readonly PipelineStep[], more: Partial<Pipeline> = {}): Pipeline {
  return { name: 'test', title: 'Test', priority: 0, backends: [], steps, ...more };
}

const NAMES: Readonly<Record<string, string | readonly string[]>> = {
  Image: 'FolderPath',
  CommandLine: ['ProcessCommandLine', 'InitiatingCommandLine'],
};
const map = mapFields((field) => NAMES[field], { target: 'the table' });

function through(detection: string, steps: readonly PipelineStep[], options: ConvertOptions = {}) {
  return convert(ruleOf(detection), kusto, { pipelines: [pipeline(steps)], ...options });
}

describe('pipelines', () => {
  it('rename fields and keep values as typed matchers: a star that is text stays text', () => {
    const { queries, fidelity } = through("    a:\n        Image|endswith: '\\*.exe'\n    condition: a\n", [
      map,
    ]);
    expect(queries).to.deep.equal(['FolderPath endswith "*.exe"']);
    expect(fidelity).to.equal('exact');
  });

  it('look in each of several fields, also under a negation', () => {
    const { queries } = through('    a:\n        CommandLine: x\n    condition: not a\n', [map]);
    expect(queries).to.deep.equal(['not(ProcessCommandLine =~ "x" or InitiatingCommandLine =~ "x")']);
  });

  it('take a field that became several for missing where it is missing in all of them', () => {
    const { queries } = through('    a:\n        CommandLine: null\n    condition: a\n', [map]);
    expect(queries).to.deep.equal(['isempty(ProcessCommandLine) and isempty(InitiatingCommandLine)']);
  });

  it('rename both sides of a reference between fields', () => {
    const { queries } = through('    a:\n        Image|fieldref: CommandLine\n    condition: a\n', [map]);
    expect(queries).to.deep.equal([
      '(isnotempty(ProcessCommandLine) and FolderPath =~ ProcessCommandLine) or (isnotempty(InitiatingCommandLine) and FolderPath =~ InitiatingCommandLine)',
    ]);
  });

  describe('treat a field without a name in the target', () => {
    const detection = '    a:\n        Other: x\n        Image: y\n    condition: a\n';

    it('as an error at its place, by default', () => {
      const { queries, diagnostics, fidelity } = through(detection, [map]);
      expect(queries).to.deep.equal([]);
      expect(fidelity).to.equal('unsupported');
      expect(
        diagnostics.map(({ code, severity, span, source }) => [
          code,
          severity,
          source.text.slice(span.start, span.end),
        ]),
      ).to.deep.equal([['pipeline-unmapped-field', 'error', 'x']]);
    });

    it('as a warning, when asked', () => {
      const { queries, diagnostics } = through(detection, [map], { unmapped: 'warn' });
      expect(queries).to.deep.equal(['Other =~ "x" and FolderPath =~ "y"']);
      expect(diagnostics.map(({ severity }) => severity)).to.deep.equal(['warning']);
    });

    it('in silence, when asked', () => {
      expect(through(detection, [map], { unmapped: 'keep' }).diagnostics).to.deep.equal([]);
    });
  });

  it('add conditions in front and tell the backend of tables and types', () => {
    const schema: Schema = { sources: ['Events', 'More'], types: new Map([['EventID', 'integer']]) };
    const { queries } = through('    a:\n        EventID: 5\n    condition: a\n', [
      useSchema('use Events', () => schema),
      addCondition('only Sysmon', () =>
        leaf('Channel', { kind: 'equals', value: 'Sysmon', cased: false }, NOWHERE),
      ),
    ]);
    expect(queries).to.deep.equal(['union Events, More\n| where Channel =~ "Sysmon" and EventID == 5']);
  });

  it('refuse log sources and rules, at their places', () => {
    const refused = through('    a:\n        f: x\n    condition: a\n', [
      refuseLogSource('The table', (state) =>
        hasLogSource(state, { product: 'windows' }) ? 'no Windows here' : undefined,
      ),
      refuseRule(() => 'not today'),
    ]);
    expect(refused.queries).to.deep.equal([]);
    expect(refused.diagnostics.map(({ code, message }) => [code, message])).to.deep.equal([
      ['pipeline-log-source', 'The table does not collect these events: no Windows here'],
      ['pipeline-refused', 'not today'],
    ]);
  });

  it('run in the order of their priority and only for their backends', () => {
    const first = pipeline([mapFields((field) => (field === 'f' ? 'g' : undefined))], { priority: 1 });
    const second = pipeline([mapFields((field) => (field === 'g' ? 'h' : undefined))], { priority: 2 });
    const rule = ruleOf('    a:\n        f: x\n    condition: a\n');
    expect(convert(rule, splunk, { pipelines: [second, first] }).queries).to.deep.equal(['h="x"']);

    const { diagnostics } = convert(rule, splunk, { pipelines: [pipeline([], { backends: ['kusto'] })] });
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['pipeline-backend']);
  });

  it('fill placeholders and change finished text', () => {
    const rule = ruleOf("    a:\n        User|expand: '%admins%'\n    condition: a\n");
    const { queries } = convert(rule, splunk, {
      pipelines: [
        pipeline([], {
          placeholders: () => ({ admins: ['ann', 'bob*'] }),
          postprocess: [{ description: 'add a command', apply: (query) => `${query} | head 10` }],
        }),
      ],
    });
    expect(queries).to.deep.equal(['User IN ("ann", "bob*") | head 10']);
  });

  it('tell what each step changed', () => {
    const told: string[] = [];
    through('    a:\n        Image: x\n    condition: a\n', [map, mapFields(() => undefined)], {
      onPipelineStep: ({ step }) => told.push(step.description),
    });
    expect(told).to.deep.equal(['map fields to the table']);
  });
});
