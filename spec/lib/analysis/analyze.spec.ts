/** One example rule from end to end, and the parts of an analysis one by one. */
import { expect } from 'chai';
import { analyze, createCorpus, unreachableSearches, type Analysis } from '../../../lib/analysis/index.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { listFiles, readProjectFile } from '../../helpers/project.ts';
import { ruleOf } from '../../helpers/resolve-rule.ts';

const PTH = 'examples/rules/python_pth_persistence.yml';

function readRule(path: string): SigmaRule {
  const [rule] = parseSigma(readProjectFile(path), { name: path }).rules;
  if (rule === undefined) throw new Error(`${path} is not usable`);
  return rule;
}

const EXAMPLES = listFiles().filter((path) => /^examples\/rules\/.*\.yml$/.test(path));

describe('analyze, on the example of a Python path file', () => {
  let analysis: Analysis;
  before(() => {
    analysis = analyze(readRule(PTH), createCorpus(EXAMPLES.map(readRule)), { perValue: true });
  });

  it('covers Execution with Python', () => {
    const [tactic, ...others] = analysis.attack.tactics;
    expect(others).to.deep.equal([]);
    expect(tactic).to.include({ id: 'TA0002', name: 'Execution', implied: false });
    expect(tactic!.techniques).to.deep.equal([
      {
        id: 'T1059.006',
        name: 'Python',
        parent: { id: 'T1059', name: 'Command and Scripting Interpreter' },
      },
    ]);
  });

  it('needs the event FileCreate of Sysmon', () => {
    expect(analysis.events).to.deep.equal([
      {
        provider: 'Microsoft-Windows-Sysmon',
        name: 'Sysmon',
        channel: 'Microsoft-Windows-Sysmon/Operational',
        eventId: 11,
        title: 'FileCreate',
        requires: ['Sysmon with FileCreate in its configuration'],
      },
    ]);
  });

  it('has the condition as stage 0, then its searches with their polarity', () => {
    expect(analysis.stages.map(({ stage, name }) => [stage, name])).to.deep.equal([
      [0, 'condition'],
      [1, 'selection'],
      [2, 'not filter_main_python'],
    ]);
    expect(analysis.stages[0]!.yaml).to.equal('selection and not 1 of filter_main_*');
    expect(analysis.stages[2]).to.deep.include({
      polarity: 'negative',
      yaml: [
        'filter_main_python:',
        "    Image|endswith: '\\python.exe'",
        '    TargetFilename|endswith:',
        "        - '\\distutils-precedence.pth'",
        "        - '\\pywin32.pth'",
      ].join('\n'),
    });
  });

  it('excludes an image, and two endings of a file name', () => {
    expect(analysis.exclusions).to.deep.equal([
      {
        filter: 'filter_main_python',
        searches: ['filter_main_python'],
        predicates: [
          { field: 'Image', kind: 'ends_with', values: ['\\python.exe'], cased: false },
          {
            field: 'TargetFilename',
            kind: 'ends_with',
            values: ['\\distutils-precedence.pth', '\\pywin32.pth'],
            cased: false,
          },
        ],
      },
    ]);
  });

  it('looks for an expression and an ending that no other example looks for', () => {
    const searches = ['selection'];
    expect(analysis.indicators).to.deep.equal([
      {
        field: 'TargetFilename',
        kind: 'regex_match',
        values: ['(?i)\\\\(venv|python[0-9.]*)\\\\lib\\\\site-packages\\\\'],
        cased: false,
        searches,
        corpus: 0,
        corpusByValue: [0],
      },
      {
        field: 'TargetFilename',
        kind: 'ends_with',
        values: ['.pth'],
        cased: false,
        searches,
        corpus: 0,
        corpusByValue: [0],
      },
    ]);
  });

  it('says its logic in words and as a normal form', () => {
    expect(analysis.logic).to.deep.equal({
      conditions: [
        {
          text: 'selection and not 1 of filter_main_*',
          sentence: 'selection matches, and filter_main_python does not match',
          normalForm: 'selection and not filter_main_python',
        },
      ],
      fields: ['Image', 'TargetFilename'],
      keywords: false,
      unused: [],
    });
  });
});

describe('analyze', () => {
  it('is plain data for every example', () => {
    const rules = EXAMPLES.map(readRule);
    const corpus = createCorpus(rules);
    for (const rule of rules) {
      const analysis = analyze(rule, corpus);
      expect(JSON.parse(JSON.stringify(analysis))).to.deep.equal(analysis);
    }
  });

  it('explains a rule that cannot be resolved as far as it goes', () => {
    const rule = ruleOf(['selection:', "    User|expand: '%admins%'", 'condition: selection']);
    const { stages, indicators, diagnostics } = analyze(rule);
    expect(stages).to.have.lengthOf(2);
    expect(indicators[0]).to.deep.include({ values: ['%admins%'], transforms: ['expand'], corpus: null });
    expect(diagnostics.map(({ code }) => code)).to.include('placeholder-unresolved');
  });

  it('gives related rules their titles from the corpus', () => {
    const rule = readRule(PTH);
    const text = `${rule.source.text}related:\n    - { id: ${rule.id!.toUpperCase()}, type: derived }\n    - { id: 00000000-0000-4000-8000-000000000000, type: similar }\n`;
    const child = parseSigma(text.replace(rule.id!, '11111111-1111-4111-8111-111111111111')).rules[0]!;
    expect(analyze(child, createCorpus([rule])).header.related.map(({ title }) => title)).to.deep.equal([
      rule.title,
      null,
    ]);
  });
});

describe('analyze, on rules that ask for too much', () => {
  function milliseconds(lines: readonly string[]): number {
    const rule = ruleOf(lines);
    const start = performance.now();
    JSON.stringify(analyze(rule, createCorpus([rule])));
    return performance.now() - start;
  }

  it('bounds what selectors expand to', () => {
    const searches = Array.from({ length: 2000 }, (_, i) => `s${i}: { F: ${i} }`);
    const condition = Array.from({ length: 400 }, () => 'not all of s*').join(' and ');
    expect(milliseconds([...searches, `condition: ${condition}`])).to.be.below(3000);
  });

  it('reads a long search in proportion to its length', () => {
    const values = Array.from({ length: 20_000 }, (_, i) => `        - 'value # ${i}' # comment`);
    expect(milliseconds(['s:', '    F:', ...values, 'condition: s'])).to.be.below(3000);
  });

  it('passes over a list with itself excluded', () => {
    const list = Array.from({ length: 3000 }, (_, i) => `v${i}`).join(', ');
    const rule = ruleOf([`s: { F: [${list}] }`, `f: { F: [${list}, z] }`, 'condition: s and not f']);
    const start = performance.now();
    unreachableSearches(rule);
    expect(performance.now() - start).to.be.below(3000);
  });
});
