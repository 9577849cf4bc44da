/**
 * Every diagnostic at its place, as people see it.
 *
 * A folder is named after a code and holds `input.yml`, a rule with one mistake, and `expected.txt`, the code frame of
 * the diagnostic. A first line `# target: eql` converts the rule as well, `# collection` puts the documents together. Limits whose inputs would be large are
 * made in `large-inputs.ts`. `pipeline.yml` is a pipeline, with one mistake or for the rule beside it. After a change of wording: `UPDATE=1 npm run specs -- spec/errors/errors.spec.ts`, then read
 * each difference as the author of the rule would.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { targets } from '../../backends/index.ts';
import { catalogue } from '../../lib/diagnostics/catalogue/index.ts';
import {
  convert,
  createCollection,
  formatDiagnostic,
  parseSigma,
  type Diagnostic,
  type DiagnosticCode,
} from '../../lib/index.ts';
import { readPipeline } from '../../lib/pipeline/file/index.ts';
import type { Pipeline } from '../../lib/pipeline/index.ts';
import { ROOT } from '../helpers/project.ts';
import { LARGE_INPUTS, NOT_OF_RULES } from './large-inputs.ts';

const HERE = join(ROOT, 'spec', 'errors');
const UPDATE = process.env.UPDATE === '1';
const FOLDERS = readdirSync(HERE).filter((name) =>
  ['input.yml', 'pipeline.yml'].some((file) => existsSync(join(HERE, name, file))),
);

/** What there is to say of the files in a folder. */
async function diagnosticsIn(folder: string): Promise<readonly Diagnostic[]> {
  const [text, written] = ['input.yml', 'pipeline.yml'].map((name) => {
    const path = join(HERE, folder, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  });
  const read = written === undefined ? undefined : readPipeline(written, { name: 'pipeline.yml' });
  const pipelines = read?.pipeline === undefined ? [] : [read.pipeline];
  const found = text === undefined ? [] : await diagnosticsOf(text, pipelines);
  return [...(read?.diagnostics ?? []), ...found];
}

async function diagnosticsOf(
  text: string,
  pipelines: readonly Pipeline[] = [],
): Promise<readonly Diagnostic[]> {
  const parsed = parseSigma(text, { name: 'input.yml' });
  const collection = createCollection(/^# collection$/m.test(text) ? parsed : { rules: parsed.rules });
  const diagnostics = [...parsed.diagnostics, ...collection.diagnostics];
  const wanted = /^# target: (\w+)$/m.exec(text)?.[1];
  const approximate = /^# approximate: any$/m.test(text) ? 'any' : 'superset';
  const target = targets.find(({ name }) => name === (wanted ?? 'splunk'));
  if (target === undefined) throw new Error(`no target ${String(wanted)}`);
  const backend = await target.load();
  return [
    ...diagnostics,
    ...collection.rules.flatMap((rule) => convert(rule, backend, { approximate, pipelines }).diagnostics),
  ];
}

describe('diagnostics', () => {
  for (const code of FOLDERS) {
    it(`shows ${code} where the trouble is`, async () => {
      const diagnostics = await diagnosticsIn(code);
      const actual = `${diagnostics.map(formatDiagnostic).join('\n\n')}\n`;
      const file = join(HERE, code, 'expected.txt');
      if (UPDATE) writeFileSync(file, actual);
      expect(diagnostics.map((each) => each.code)).to.include(code);
      expect(actual).to.equal(readFileSync(file, 'utf8'));
    });
  }

  for (const [code, makeInput] of Object.entries(LARGE_INPUTS)) {
    it(`reports ${code} at once`, async () => {
      const started = performance.now();
      const diagnostics = await diagnosticsOf(makeInput());
      expect(diagnostics.map((each) => each.code)).to.include(code);
      expect(performance.now() - started).to.be.below(10_000);
    });
  }

  it('have a case for every code that a rule can bring about', () => {
    const covered = new Set<string>([...FOLDERS, ...Object.keys(LARGE_INPUTS), ...Object.keys(NOT_OF_RULES)]);
    const codes = Object.keys(catalogue) as DiagnosticCode[];
    expect(codes.filter((code) => !covered.has(code))).to.deep.equal([]);
    expect([...covered].filter((code) => !Object.hasOwn(catalogue, code))).to.deep.equal([]);
  });
});
