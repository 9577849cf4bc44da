/**
 * Pipeline files as people have them: what each makes of rules.
 *
 * A folder holds `pipeline.yml`, `rules.yml` and `expected.txt`: the queries of each rule, a line each, or what was said
 * of it behind a `!`; below `=====` what the finalizers make of all queries. A first line `# target: kusto` in the rules
 * chooses a target other than Splunk. The expectations are worked out from pySigma's documentation and the manual of
 * the target; where we depart from pySigma, the reason is in the README.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { targets } from '../../backends/index.ts';
import { convert, formatDiagnostic, parseSigma } from '../../lib/index.ts';
import { finalizeQueries, readPipeline } from '../../lib/pipeline/file/index.ts';
import { FIELD_CONDITIONS } from '../../lib/pipeline/file/conditions/field.ts';
import { ITEM_CONDITIONS } from '../../lib/pipeline/file/conditions/item.ts';
import { RULE_CONDITIONS } from '../../lib/pipeline/file/conditions/rule.ts';
import { FINALIZERS } from '../../lib/pipeline/file/finalizers.ts';
import { POSTPROCESSING } from '../../lib/pipeline/file/postprocessing.ts';
import { TRANSFORMATIONS } from '../../lib/pipeline/file/transformations/index.ts';
import { ROOT } from '../helpers/project.ts';

const HERE = join(ROOT, 'spec', 'pipelines');
const FOLDERS = readdirSync(HERE).filter((name) => existsSync(join(HERE, name, 'pipeline.yml')));

function read(folder: string, file: string): string {
  return readFileSync(join(HERE, folder, file), 'utf8');
}

async function resultOf(folder: string): Promise<string> {
  const { pipeline, diagnostics } = readPipeline(read(folder, 'pipeline.yml'), {
    name: `${folder}/pipeline.yml`,
    files: (path) => read(folder, path),
  });
  expect(diagnostics.map(formatDiagnostic)).to.deep.equal([]);
  const text = read(folder, 'rules.yml');
  const parsed = parseSigma(text);
  expect(parsed.diagnostics.map(formatDiagnostic)).to.deep.equal([]);
  const wanted = /^# target: (\w+)$/m.exec(text)?.[1] ?? 'splunk';
  const backend = await targets.find(({ name }) => name === wanted)!.load();

  const lines: string[] = [];
  const queries: string[] = [];
  for (const rule of parsed.rules) {
    const converted = convert(rule, backend, { pipelines: [pipeline!] });
    queries.push(...converted.queries);
    lines.push(...converted.queries);
    lines.push(...converted.diagnostics.map(({ code, message }) => `! ${code}: ${message}`));
  }
  const finished = finalizeQueries(queries, [pipeline!]);
  if (finished !== undefined) lines.push('=====', finished.replace(/\n$/, ''));
  return `${lines.join('\n')}\n`;
}

describe('pipeline files', () => {
  for (const folder of FOLDERS) {
    it(`make of rules what they should: ${folder}`, async () => {
      expect(await resultOf(folder)).to.equal(read(folder, 'expected.txt'));
    });
  }

  it('show every transformation, condition, postprocessing item and finalizer at work', () => {
    const used = new Set(
      FOLDERS.flatMap((folder) =>
        [...read(folder, 'pipeline.yml').matchAll(/\btype: (\w+)/g)].map(([, type]) => type ?? ''),
      ),
    );
    const all = [
      TRANSFORMATIONS,
      RULE_CONDITIONS,
      ITEM_CONDITIONS,
      FIELD_CONDITIONS,
      POSTPROCESSING,
      FINALIZERS,
    ].flatMap((table) => Object.keys(table));
    // Refused, whatever is in them: spec/errors/pipeline-unsafe.
    const refused = ['http_placeholders', 'command_placeholders'];
    expect(all.filter((type) => !used.has(type))).to.have.members(refused);
    expect([...used].filter((type) => !all.includes(type))).to.deep.equal([]);
  });
});
