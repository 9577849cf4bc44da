import { expect } from 'chai';
import fc from 'fast-check';
import { predicate } from '../../../backends/predicate/index.ts';
import { convert } from '../../../lib/convert.ts';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import { createMatcher } from '../../../lib/engine/index.ts';
import { readEvent, type ReadEvent } from '../../../lib/events/index.ts';
import { explainMatch, type ExplainedNode, type ExplainedTest } from '../../../lib/explain/index.ts';
import { explainQuery } from '../../../lib/explain/explain-query.ts';
import { compileQuery } from '../../../lib/match/compile.ts';
import { parseSigma } from '../../../lib/parse.ts';
import { arbitraryCase } from '../../helpers/arbitrary.ts';

const HEAD = 'title: T\nlogsource: { product: windows, category: process_creation }\n';

function ruleOf(detection: string): SigmaRule {
  const { rules, diagnostics } = parseSigma(`${HEAD}detection:\n${detection.replace(/^\n/, '')}`);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
  return rules[0]!;
}

const eventOf = (fields: object): ReadEvent => readEvent(fields)!;

function testsOf(node: ExplainedNode): readonly ExplainedTest[] {
  switch (node.kind) {
    case 'test':
      return [node];
    case 'and':
    case 'or':
      return node.operands.flatMap(testsOf);
    case 'not':
      return testsOf(node.operand);
    case 'search':
      return testsOf(node.body);
    case 'selector':
      return node.searches.flatMap(testsOf);
    case 'constant':
      return [];
  }
}

const SVCHOST = ruleOf(`
  selection:
    CommandLine|endswith: svchost.exe
    Image|endswith: '\\svchost.exe'
  filter:
    ParentImage|endswith:
      - '\\rpcnet.exe'
      - '\\rpcnetp.exe'
  condition: selection and not filter
`);

describe('explainMatch', () => {
  it('gives the condition as its author wrote it, with a verdict at each node', () => {
    const image = 'C:\\Windows\\svchost.exe';
    const event = eventOf({ CommandLine: image, Image: image, ParentImage: 'C:\\rpcnet.exe' });
    const { matches, concerned, conditions } = explainMatch(SVCHOST, event);
    expect({ matches, concerned }).to.deep.equal({ matches: false, concerned: true });
    expect(conditions).to.have.lengthOf(1);
    expect(conditions[0]).to.deep.include({ text: 'selection and not filter', verdict: false, line: 11 });
    const { root } = conditions[0]!;
    expect(root.kind === 'and' && root.operands.map(({ kind, verdict }) => [kind, verdict])).to.deep.equal([
      ['search', true],
      ['not', false],
    ]);
    expect(
      testsOf(root).map(({ field, test, expected, verdict, values, line }) => [
        ...[field, test, expected, verdict, values[0], line],
      ]),
    ).to.deep.equal([
      ['CommandLine', 'ends with', 'svchost.exe', true, image, 5],
      ['Image', 'ends with', '\\svchost.exe', true, image, 6],
      ['ParentImage', 'ends with', '\\rpcnet.exe', true, 'C:\\rpcnet.exe', 9],
      ['ParentImage', 'ends with', '\\rpcnetp.exe', false, 'C:\\rpcnet.exe', 10],
    ]);
  });

  it('names the value in the rule by its span', () => {
    const { conditions } = explainMatch(SVCHOST, eventOf({}));
    const [test] = testsOf(conditions[0]!.root);
    expect(SVCHOST.source.text.slice(test!.span.start, test!.span.end)).to.equal('svchost.exe');
  });

  it('asks every test, also where another has settled the matter', () => {
    const { conditions } = explainMatch(SVCHOST, eventOf({ ParentImage: 'x\\rpcnetp.exe' }));
    expect(testsOf(conditions[0]!.root).map(({ verdict }) => verdict)).to.deep.equal([
      ...[false, false, false, true],
    ]);
  });

  it('gives all values of a field, none when it is absent, and for keywords those that hold the word', () => {
    const rule = ruleOf(`
  a:
    A: [x, null]
  words:
    - secret
  condition: a or words
`);
    const values = (fields: object): (readonly string[])[] =>
      testsOf(explainMatch(rule, eventOf(fields)).conditions[0]!.root).map((test) => test.values);
    expect(values({ A: ['y', 7], B: { C: 'a secret' } })).to.deep.equal([
      ['y', '7'],
      ['y', '7'],
      ['a secret'],
    ]);
    expect(values({})).to.deep.equal([[], [], []]);
  });

  it('says every kind of test in words', () => {
    const rule = ruleOf(`
  s:
    A|contains: x
    B|startswith|cased: y
    C: 'a*b?c'
    D: 4688
    E|re|i: 'x\\d+y'
    F|cidr: 10.0.0.0/8
    G|gte: 5
    H|exists: true
    I: null
    J|fieldref: K
    L|hour: 3
    M: ''
  condition: s
`);
    const tests = testsOf(explainMatch(rule, eventOf({})).conditions[0]!.root);
    expect(tests.map(({ field, test, expected }) => `${field} ${test} ${expected}`)).to.deep.equal([
      'A contains x',
      'B starts with (by case) y',
      'C is like a*b?c',
      'D is 4688',
      'E matches (?i)x\\d+y',
      'F is in 10.0.0.0/8',
      'G >= 5',
      'H is present null',
      'I is absent null',
      'J is the same as K',
      'L has a hour = 3',
      'M is ',
    ]);
  });

  it('resolves selectors, and explains a search once however often it is named', () => {
    const rule = ruleOf(`
  a_1: { A: x }
  a_2: { A: y }
  b: { B: z }
  condition:
    - all of a_* and not 1 of them
    - a_1 or b
`);
    const { conditions } = explainMatch(rule, eventOf({ A: 'x' }));
    const [{ root }, second] = [conditions[0]!, conditions[1]!];
    const [selector, not] = root.kind === 'and' ? root.operands : [];
    expect(selector).to.deep.include({ kind: 'selector', text: 'all of a_*', all: true, verdict: false });
    expect(selector?.kind === 'selector' && selector.searches.map(({ name }) => name)).to.deep.equal([
      ...['a_1', 'a_2'],
    ]);
    const first = selector?.kind === 'selector' ? selector.searches[0] : undefined;
    expect(second.root.kind === 'or' && second.root.operands[0]).to.equal(first);
    expect(not?.verdict).to.equal(false);
    expect(second.verdict).to.equal(true);
  });

  it('tells a rule that does not concern the event from one that does not match it', () => {
    const fields = { Channel: 'Security', EventID: 4624, CommandLine: 'svchost.exe', Image: '\\svchost.exe' };
    const explanation = explainMatch(SVCHOST, eventOf(fields));
    expect(explanation).to.deep.include({ matches: false, concerned: false });
    expect(explanation.conditions[0]?.verdict).to.equal(true);
    expect(createMatcher([SVCHOST]).match(eventOf(fields))).to.deep.equal([]);
  });

  it('looks at the fields that the rule sees', () => {
    const fields = { Channel: 'Security', EventID: 4688, NewProcessName: 'C:\\svchost.exe' };
    const { conditions } = explainMatch(SVCHOST, eventOf(fields));
    expect(testsOf(conditions[0]!.root)[1]).to.deep.include({ field: 'Image', values: ['C:\\svchost.exe'] });
  });

  it('says why a rule cannot be used', () => {
    const placeholder = ruleOf(`  s:\n    User|expand: '%admins%'\n  condition: s\n`);
    const missing = explainMatch(placeholder, eventOf({ User: 'ann' }));
    expect(missing).to.deep.include({ matches: false, conditions: [] });
    expect(missing.diagnostics.map(({ code }) => code)).to.deep.equal(['placeholder-unresolved']);
    const given = { placeholders: { admins: ['ann'] } };
    expect(explainMatch(placeholder, eventOf({ User: 'ann' }), given).matches).to.equal(true);

    const slow = ruleOf(`  s:\n    A|re: '^(\\w+\\s?)+$'\n  condition: s\n`);
    expect(explainMatch(slow, eventOf({ A: 'a' })).matches).to.equal(true);
    const refused = explainMatch(slow, eventOf({ A: 'a' }), { regex: 'safe' });
    expect(refused).to.deep.include({ matches: false, conditions: [] });
    expect(refused.diagnostics.map(({ code }) => code)).to.deep.equal(['unsupported-regex']);
  });

  it('comes to the verdict of the predicate, whatever the query and the event', () => {
    const source = { name: 'r', text: '' };
    fc.assert(
      fc.property(arbitraryCase(), ({ query, event }) => {
        const regex = { safe: false, linear: undefined };
        const verdict = explainQuery(query, { event, source, regex }).verdict;
        expect(verdict).to.equal(compileQuery(query, regex).predicate(event));
      }),
      { numRuns: 500 },
    );
  });

  it('comes to the verdict of predicate and matcher, whatever the condition', () => {
    const atom = fc.constantFrom(
      ...['a_1', 'a_2', 'b', '1 of a_*', 'all of a_*', '1 of them', 'all of them', 'any of *'],
    );
    const { condition } = fc.letrec<{ condition: string }>((tie) => ({
      condition: fc.oneof(
        { depthSize: 'medium' },
        atom,
        tie('condition').map((each) => `not ${each}`),
        fc
          .tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition'))
          .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
      ),
    }));
    const value = fc.constantFrom(undefined, 'x', 'y', 'z', 'X', ['x', 'q'], null);
    const fields = fc.record({ A: value, B: value, C: value });
    const searches = '  a_1: { A: x }\n  a_2: [{ B: [x, y] }, { C|contains: z }]\n  b: { A: x, C: null }\n';
    fc.assert(
      fc.property(fc.array(condition, { minLength: 1, maxLength: 3 }), fields, (conditions, record) => {
        const list = conditions.map((each) => `    - '${each}'\n`).join('');
        const rule = ruleOf(`${searches}  condition:\n${list}`);
        const event = eventOf(record);
        const explanation = explainMatch(rule, event);
        const verdicts = convert(rule, predicate).queries.map((matches) => matches(event.fields));
        expect(explanation.conditions.map(({ verdict }) => verdict)).to.deep.equal(verdicts);
        expect(explanation.matches).to.equal(createMatcher([rule]).match(event).length > 0);
      }),
      { numRuns: 300 },
    );
  });
});
