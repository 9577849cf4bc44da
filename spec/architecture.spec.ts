/** What may import what, and the few habits that a compiler does not check. The reasons are in CONTRIBUTING.md. */
import { expect } from 'chai';
import ts from 'typescript';
import {
  importsOf,
  listFiles,
  listSources,
  parseProjectFile,
  readProjectFile,
  ROOT,
  type Import,
} from './helpers/project.ts';

const SHIPPED = ['lib', 'backends', 'grammar', 'web', 'cli'];
const MAX_LINES = 400;

interface Layer {
  /** Paths this rule is about; the first rule that fits a file is the one that counts. */
  readonly files: RegExp;
  /** What they may import besides their own folder. */
  readonly may: RegExp;
  /** What they may import as types alone. */
  readonly mayAsType?: RegExp;
}

const NOTHING = /^$/;

const LAYERS: readonly Layer[] = [
  { files: /^grammar\//, may: /^(ohm-js|typescript-parsec)$/ },

  { files: /^lib\/source\//, may: NOTHING },
  { files: /^lib\/diagnostics\//, may: /^lib\/source\// },
  { files: /^lib\/ast\//, may: NOTHING, mayAsType: /^lib\/(source\/|yaml\/node)/ },
  { files: /^lib\/yaml\//, may: /^(js-yaml|lib\/(source|diagnostics)\/)/ },
  { files: /^lib\/syntax\//, may: /^(grammar|lib\/(ast|source|diagnostics))\// },
  { files: /^lib\/regex\/parse/, may: /^(grammar|lib\/(source|diagnostics))\//, mayAsType: /^ohm-js$/ },
  { files: /^lib\/regex\//, may: /^lib\/(source|diagnostics|query)\// },
  { files: /^lib\/query\//, may: NOTHING, mayAsType: /^lib\/(source|regex)\// },
  { files: /^lib\/rule\//, may: /^lib\/(ast|source|diagnostics|yaml|syntax|modifiers)\// },
  { files: /^lib\/modifiers\//, may: /^lib\/(ast|source|diagnostics|syntax|query|regex)\// },
  { files: /^lib\/resolve\//, may: /^lib\/(ast|source|diagnostics|syntax|query|regex|modifiers)\// },
  { files: /^lib\/collection\//, may: /^lib\/(ast|source|diagnostics|syntax|resolve)\// },
  { files: /^lib\/events\//, may: NOTHING, mayAsType: /^lib\/(ast|query)\// },
  { files: /^lib\/match\//, may: /^lib\/(query|regex|source)\//, mayAsType: /^lib\/(ast|backend)\// },
  {
    files: /^lib\/engine\//,
    may: /^lib\/(ast|source|diagnostics|query|regex|match|events|resolve)\//,
  },
  {
    files: /^lib\/correlate\//,
    may: /^lib\/(ast|collection|engine|events|match|query)\//,
    mayAsType: /^lib\/diagnostics\//,
  },
  {
    files: /^lib\/explain\//,
    may: /^lib\/(ast|source|diagnostics|query|match|events|resolve|syntax)\//,
    mayAsType: /^lib\/regex\//,
  },
  {
    files: /^lib\/witness\//,
    may: /^lib\/(query|regex|match|resolve|collection|correlate)\//,
    mayAsType: /^lib\/(ast|source|diagnostics)\//,
  },
  {
    files: /^lib\/analysis\/attack\//,
    may: /^lib\/(source|diagnostics)\//,
    mayAsType: /^lib\/(ast\/|yaml\/node)/,
  },
  {
    files: /^lib\/analysis\//,
    may: /^lib\/(ast|source|diagnostics|syntax|query|regex|match|modifiers|resolve|events)\//,
    mayAsType: /^lib\/yaml\/node/,
  },
  {
    files: /^lib\/pipeline\/file\//,
    may: /^(lib\/(ast|source|diagnostics|query|regex|syntax|yaml|rule|modifiers|resolve|pipeline)|grammar)\//,
    mayAsType: /^lib\/backend\//,
  },
  {
    files: /^lib\/pipeline\//,
    may: /^lib\/((ast|source|diagnostics|query|regex)\/|explain\/words\.ts$)/,
    mayAsType: /^lib\/(backend|modifiers)\//,
  },
  {
    files: /^lib\/backend\//,
    may: /^lib\/(ast|source|diagnostics|query|regex)\//,
    mayAsType: /^lib\/collection\//,
  },
  { files: /^lib\/[^/]+\.ts$/, may: /^lib\// },

  { files: /^backends\/index\.ts$/, may: /^(backends|lib\/backend)\// },
  {
    files: /^backends\/formats\//,
    may: /^lib\/(analysis\/attack|output-format)(\/|\.ts$)/,
    mayAsType: /^lib\/(ast\/|backend\/|convert\.ts$)/,
  },
  {
    files: /^backends\/pipelines\//,
    may: /^lib\/((pipeline|query|backend|source|events)\/|diagnostics\/messages\/pipeline\.ts$|resolve\/text-shape\.ts$)/,
    mayAsType: /^lib\/ast\//,
  },
  {
    files: /^backends\//,
    may: /^(lib\/(backend|match|query|source|regex\/(ast|result|shape|simplify|literals|complexity|print\/[\w-]+))(\.ts$|\/)|backends\/elastic\/)/,
    mayAsType: /^lib\/(ast|diagnostics)\//,
  },

  { files: /^web\//, may: /^lib\// },
  {
    files: /^cli\//,
    may: /^(lib\/|backends\/((pipelines|formats|sql)\/)?index\.ts$|web\/site\.ts$|commander$|@duckdb\/node-api$|node:|package\.json$)/,
  },
  { files: /^examples\//, may: /^(sigmaq(\/|$)|node:)/ },
];

function isAllowed(path: string, layer: Layer, { target, typeOnly }: Import): boolean {
  const folder = /^(backends|lib)\/[^/]+\/|^[^/]+\//.exec(path)?.[0];
  if (folder !== undefined && folder !== 'lib/' && target.startsWith(folder)) return true;
  return layer.may.test(target) || (typeOnly && layer.mayAsType?.test(target) === true);
}

describe('architecture', () => {
  it('keeps every import in the allowed direction', () => {
    const violations: string[] = [];
    for (const path of [...SHIPPED, 'examples'].flatMap(listSources)) {
      const layer = LAYERS.find(({ files }) => files.test(path));
      if (layer === undefined) violations.push(`${path} belongs to no layer`);
      else {
        for (const each of importsOf(path)) {
          if (!isAllowed(path, layer, each)) violations.push(`${path} imports ${each.target}`);
        }
      }
    }
    expect(violations).to.deep.equal([]);
  });

  it('sees an import in the wrong direction', () => {
    const splunk = LAYERS.find(({ files }) => files.test('backends/splunk/index.ts'));
    expect(splunk).to.not.equal(undefined);
    const allowed = (target: string, typeOnly = false): boolean =>
      isAllowed('backends/splunk/index.ts', splunk!, { target, typeOnly });
    expect(allowed('backends/splunk/dialect.ts')).to.equal(true);
    expect(allowed('lib/regex/print/pcre.ts')).to.equal(true);
    expect(allowed('lib/diagnostics/codes.ts', true)).to.equal(true);
    expect(allowed('lib/diagnostics/codes.ts')).to.equal(false);
    expect(allowed('lib/regex/parse.ts')).to.equal(false);
    expect(allowed('lib/syntax/condition.ts')).to.equal(false);
    expect(allowed('backends/eql/dialect.ts')).to.equal(false);
    expect(allowed('ohm-js')).to.equal(false);
  });

  it('runs wherever JavaScript runs: Node’s own modules are for the command line', () => {
    const users = ['lib', 'backends', 'grammar']
      .flatMap(listSources)
      .filter((path) => importsOf(path).some(({ target }) => target.startsWith('node:')));
    expect(users).to.deep.equal([]);
  });

  it(`keeps files to one concept: at most ${MAX_LINES} lines`, () => {
    const long = [...SHIPPED, 'bench', 'examples']
      .flatMap(listSources)
      .map((path) => ({ path, lines: readProjectFile(path).split('\n').length - 1 }))
      .filter(({ lines }) => lines > MAX_LINES);
    expect(long).to.deep.equal([]);
  });

  it('exports by name only', () => {
    const offenders = [...SHIPPED, 'spec', 'bench', 'examples']
      .flatMap(listSources)
      .filter((path) => /^export (default|=)/m.test(readProjectFile(path)));
    expect(offenders).to.deep.equal([]);
  });

  it('opens every file with its purpose', () => {
    const bare = [...SHIPPED, 'bench']
      .flatMap(listSources)
      .filter((path) => !/^(#!.*\n)?\/\*\*|^export (type )?[*{]/.test(readProjectFile(path)));
    expect(bare).to.deep.equal([]);
  });

  it('does nothing at import: module-level calls are marked pure, so that bundlers may drop them', () => {
    const bundled = ['lib', 'backends', 'grammar']
      .flatMap(listSources)
      .filter((path) => !path.startsWith('lib/diagnostics/catalogue/')); // Pages for people: no bundle has them.
    const impure = bundled.flatMap(impureCallsOf);
    expect(impure).to.deep.equal([]);
  });

  it('can load every module alone, and leaves no trace in the global object', async () => {
    const before = Object.getOwnPropertyNames(globalThis);
    for (const path of ['lib', 'backends', 'grammar'].flatMap(listSources)) await import(`../${path}`);
    expect(Object.getOwnPropertyNames(globalThis)).to.deep.equal(before);
  });

  it('mentions no place of the machine it was written on', () => {
    const machine = new RegExp(['(^|[^\\w.])/work', '/(main|shared)|\\bfile:/', '//'].join(''), 'm');
    const texts = listFiles().filter((path) => !path.endsWith('.gz') && !path.endsWith('.wasm'));
    const offenders = texts.filter((path) => {
      const text = readProjectFile(path);
      return machine.test(text) || (ROOT.length > 8 && text.includes(ROOT));
    });
    expect(offenders).to.deep.equal([]);
  });
});

/** Calls and constructions that run when the module is loaded and are not marked `@__PURE__`. */
function impureCallsOf(path: string): string[] {
  const file = parseProjectFile(path);
  const found: string[] = [];
  const report = (node: ts.Node): void => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${path}:${line + 1} ${node.getText().slice(0, 60)}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    const isCall =
      ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node);
    if (isCall && !isKnownPure(node) && !isMarkedPure(node, file)) report(node);
    ts.forEachChild(node, visit);
  };
  for (const statement of file.statements) {
    if (ts.isExpressionStatement(statement)) report(statement);
    visit(statement);
  }
  return found;
}

/** Bundlers know that these have no effect. */
function isKnownPure(node: ts.Node): boolean {
  return /^(new (Weak)?(Map|Set)(<.*>)?\(\)$|String\.raw`)/s.test(node.getText());
}

function isMarkedPure(node: ts.Node, file: ts.SourceFile): boolean {
  const before = file.text.slice(node.getFullStart(), node.getStart());
  return /\/\* ?@__PURE__ ?\*\//.test(before);
}
