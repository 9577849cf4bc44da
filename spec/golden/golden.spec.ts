/**
 * Whole rules to whole queries, through the public entry points.
 *
 * A case is a folder with `rule.yml`; beside it stands what each target makes of it (`splunk.txt` …: fidelity, the
 * codes and places of diagnostics, the queries) and optionally `events.json` with events the rule must match and
 * must miss. The rules of `examples/` are cases too, under `examples/`. After a change of output, write the files
 * anew with `UPDATE=1 npm run specs -- spec/golden/golden.spec.ts`, and judge each difference against the manual of its target.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { targets } from '../../backends/index.ts';
import { predicate } from '../../backends/predicate/index.ts';
import { convert, locate, parseSigma, type Diagnostic, type SigmaRule } from '../../lib/index.ts';
import { ROOT } from '../helpers/project.ts';

const HERE = join(ROOT, 'spec', 'golden');
const EXAMPLES = join(ROOT, 'examples', 'rules');
const UPDATE = process.env.UPDATE === '1';

interface Case {
  readonly name: string;
  readonly rule: string;
  /** Where the expected text of a target is. */
  readonly expected: (target: string) => string;
  readonly events: string;
}

interface Events {
  readonly match: readonly Record<string, unknown>[];
  readonly miss: readonly Record<string, unknown>[];
}

const CASES: readonly Case[] = [
  ...readdirSync(HERE, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(HERE, entry.name, 'rule.yml')))
    .map(({ name }) => caseOf(name, join(HERE, name, 'rule.yml'), join(HERE, name))),
  ...readdirSync(EXAMPLES).map((file) => {
    const name = file.replace(/\.yml$/, '');
    return caseOf(`examples/${name}`, join(EXAMPLES, file), join(HERE, 'examples', name));
  }),
].sort((a, b) => (a.name < b.name ? -1 : 1));

function caseOf(name: string, rule: string, folder: string): Case {
  const isExample = name.startsWith('examples/');
  return {
    name,
    rule,
    expected: (target) => (isExample ? `${folder}.${target}.txt` : join(folder, `${target}.txt`)),
    events: isExample ? `${folder}.events.json` : join(folder, 'events.json'),
  };
}

function readRule({ rule, name }: Case): SigmaRule {
  const { rules, diagnostics } = parseSigma(readFileSync(rule, 'utf8'), { name });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
  expect(rules).to.have.length(1);
  return rules[0] as SigmaRule;
}

function showDiagnostic({ code, source, span }: Diagnostic): string {
  const { line, column } = locate(source, span.start);
  return `# ${code} at ${line}:${column}`;
}

describe('golden conversions', () => {
  for (const each of CASES) {
    for (const target of targets) {
      it(`converts ${each.name} to ${target.name} as judged`, async () => {
        const { queries, fidelity, diagnostics } = convert(readRule(each), await target.load());
        const actual = [`# ${fidelity}`, ...diagnostics.map(showDiagnostic), ...queries, ''].join('\n');
        const file = each.expected(target.name);
        if (UPDATE) writeFileSync(file, actual);
        expect(actual).to.equal(readFileSync(file, 'utf8'));
      });
    }

    if (existsSync(each.events)) {
      it(`matches the events of ${each.name} as written beside it`, () => {
        const { match, miss } = JSON.parse(readFileSync(each.events, 'utf8')) as Events;
        const { queries } = convert(readRule(each), predicate);
        const matches = (event: Record<string, unknown>): boolean => queries.some((query) => query(event));
        expect(match.filter((event) => !matches(event))).to.deep.equal([]);
        expect(miss.filter(matches)).to.deep.equal([]);
      });
    }
  }
});
