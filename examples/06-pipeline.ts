/** Rules in the terms of an index, by a pipeline file. Run: `npm run build && npx tsx examples/06-pipeline.ts` */
import { readFileSync } from 'node:fs';
import { convert, formatDiagnostic, parseSigma } from 'sigmaq';
import { splunk } from 'sigmaq/backends/splunk';
import { explainChange } from 'sigmaq/pipeline';
import { readPipeline } from 'sigmaq/pipeline/file';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

const { pipeline, diagnostics } = readPipeline(read('pipelines/own-index.yml'), { name: 'own-index.yml' });
for (const diagnostic of diagnostics) console.log(formatDiagnostic(diagnostic));

const { rules } = parseSigma(read('rules/admin_tools_by_others.yml'));
for (const rule of rules) {
  const { queries } = convert(rule, splunk, {
    pipelines: pipeline === undefined ? [] : [pipeline],
    onPipelineStep: (change) => {
      const { step, removed, added } = explainChange(change);
      console.log(`${step}: ${removed.length} comparisons went, ${added.length} came`);
    },
  });
  for (const query of queries) console.log(query);
}
