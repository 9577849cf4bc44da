/** What a program carries when it imports a part of sigmaq: ceilings in bytes, and what must not be inside. */
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { build } from 'esbuild';
import { ROOT } from '../helpers/project.ts';

/** The bundle of a program, minified as for a browser. */
async function bundle(
  program: string,
): Promise<{ text: string; gzipped: number; inputs: readonly string[] }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const [output] = outputFiles;
  const inputs = Object.values(metafile.outputs).flatMap((each) => Object.keys(each.inputs));
  return { text: output!.text, gzipped: gzipSync(output!.contents).length, inputs };
}

/** Ceilings in bytes after gzip. Raise one only with the reason beside it. */
const BACKENDS = {
  splunk: 8192,
  kusto: 8192,
  // Lucene's expressions match whole values and know neither anchors nor classes such as \d: turning a search into
  // a whole match, and computing with sets of characters, is a quarter of it. The types of a
  // schema, and lists in one go, are the last of it.
  eql: 11264,
  // With all that EQL refuses: parts of dates, other fields, fields with several values, and keywords.
  esql: 13312,
  lucene: 10240,
  // Six engines, four ways to write a regular expression, and networks spelled out where no function takes any text.
  sql: 15872,
  // Matches instead of printing: numbers, dates, networks, and regular expressions made for this engine.
  predicate: 12288,
};
/**
 * More than half of it are js-yaml and ohm; the grammars of conditions and regular expressions are a sixth. Correlations,
 * filters and the running of pipelines have the rest up to here.
 */
const READER_AND_ENGINE = 92 * 1024;

describe('bundles', () => {
  for (const [name, ceiling] of Object.entries(BACKENDS)) {
    it(`carries ${name} in at most ${ceiling} bytes, and no parser with it`, async () => {
      const { gzipped, inputs } = await bundle(
        `import { ${name} } from './backends/${name}/index.ts'; console.log(${name});`,
      );
      expect(gzipped).to.be.at.most(ceiling);
      expect(
        inputs.filter((path) => /node_modules|grammar\/|lib\/(yaml|syntax|rule|resolve)\//.test(path)),
      ).to.deep.equal([]);
    });
  }

  it(`carries reading and conversion in at most ${READER_AND_ENGINE} bytes`, async () => {
    const { gzipped, inputs } = await bundle(
      `import { parseSigma, convert } from './lib/index.ts'; console.log(parseSigma, convert);`,
    );
    expect(gzipped).to.be.at.most(READER_AND_ENGINE);
    expect(inputs.filter((path) => path.startsWith('backends/'))).to.deep.equal([]);
  });

  it('carries no parser with the steps of pipelines', async () => {
    const { inputs } = await bundle(`import * as all from './lib/pipeline/index.ts'; console.log(all);`);
    expect(
      inputs.filter((path) => /node_modules|grammar\/|lib\/(yaml|rule|resolve)\//.test(path)),
    ).to.deep.equal([]);
  });

  it('leaves nothing of an import that is not used', async () => {
    const { text } = await bundle(
      ['./lib/index.ts', './lib/backend/index.ts', './backends/index.ts', './backends/splunk/index.ts']
        .map((path, i) => `import * as unused${i} from '${path}';`)
        .join('\n'),
    );
    expect(text.trim()).to.equal('');
  });
});
