/** Predicates: what the author asked, spelling levelled. */
import { expect } from 'chai';
import { rowKey, valueKey } from '../../../lib/analysis/keys.ts';
import { predicatesOf, type Predicate } from '../../../lib/analysis/predicate.ts';
import { ruleOf } from '../../helpers/resolve-rule.ts';

/** The predicates of a search of these lines. */
function read(...lines: string[]): readonly Predicate[] {
  const rule = ruleOf(['selection:', ...lines.map((line) => `    ${line}`), 'condition: selection']);
  return predicatesOf(rule.detection.searches.get('selection')!.body, rule.source);
}

function only(line: string): Predicate {
  const [predicate, ...others] = read(line);
  expect(others).to.deep.equal([]);
  return predicate!;
}

describe('predicates', () => {
  const KINDS: readonly (readonly [string, Partial<Predicate>])[] = [
    ['F: x', { kind: 'equals', values: ['x'], cased: false }],
    ['F: 4688', { kind: 'equals', values: ['4688'] }],
    ['F: true', { kind: 'equals', values: ['true'] }],
    ['F: [a, b]', { kind: 'in', values: ['a', 'b'] }],
    ['F: [a, a]', { kind: 'equals', values: ['a'] }],
    ['F|startswith: x', { kind: 'starts_with', values: ['x'] }],
    ['F|endswith: x', { kind: 'ends_with', values: ['x'] }],
    ['F|contains: x', { kind: 'contains', values: ['x'] }],
    ["F: '*x*'", { kind: 'contains', values: ['x'] }],
    ["F: 'a*b'", { kind: 'wildcard', values: ['a*b'] }],
    ["F|contains: 'a*b'", { kind: 'wildcard', values: ['*a*b*'] }],
    ["F: '*'", { kind: 'exists', values: ['true'] }],
    ['F|contains|cased: x', { kind: 'contains', values: ['x'], cased: true }],
    ['F|contains|all: [a, b]', { kind: 'contains', values: ['a', 'b'], all: true }],
    ["F|re: '^plain'", { kind: 'regex_match', values: ['^plain'], cased: true }],
    ["F|re|i: 'x'", { kind: 'regex_match', values: ['x'], cased: false }],
    ['F|cidr: 10.0.0.0/8', { kind: 'cidr_match', values: ['10.0.0.0/8'] }],
    ['F|gte: 5', { kind: 'gte', values: ['5'] }],
    ['F|exists: false', { kind: 'exists', values: ['false'] }],
    ['F: null', { kind: 'is_null', values: [] }],
    ['F: []', { kind: 'is_null', values: [] }],
    ['F|fieldref: G', { kind: 'field_reference', values: ['G'] }],
    ['F|hour|gte: 22', { kind: 'time_part', values: ['hour gte 22'] }],
    ["F|contains|windash: ' -a'", { kind: 'contains', values: [' -a'], transforms: ['windash'] }],
    ['F|base64offset|contains: x', { kind: 'contains', values: ['x'], transforms: ['base64offset'] }],
    ["F|expand: '%p%'", { kind: 'equals', values: ['%p%'], transforms: ['expand'] }],
    ['F|neq: x', { kind: 'equals', values: ['x'], negated: true }],
    ["'|all': ['*a*', b]", { field: null, kind: 'keyword', values: ['a', 'b'], all: true }],
  ];
  for (const [line, expected] of KINDS) {
    it(`reads ${line}`, () => expect(only(line)).to.deep.include(expected));
  }

  it('are one for each kind of the values of a line', () => {
    expect(read("F: ['a*', '*b', 'c*']").map(({ kind, values }) => [kind, values])).to.deep.equal([
      ['starts_with', ['a', 'c']],
      ['ends_with', ['b']],
    ]);
  });

  it('say which map of a list they are from', () => {
    const predicates = read('- F: a', '  G: b', '- F: c');
    expect(predicates.map(({ field, alternative }) => [field, alternative])).to.deep.equal([
      ['F', 1],
      ['G', 1],
      ['F', 2],
    ]);
  });
});

describe('row keys', () => {
  const row = (line: string): string => rowKey(only(line));

  it('are one whatever the spelling', () => {
    expect(row("F: '*X*'")).to.equal(row('F|contains: x'));
    expect(row('F: [a, B]')).to.equal(row('F: [b, A, a]'));
    expect(row('F: [a, A]')).to.equal(row('F: a'));
    expect(row("F: '4688'")).to.equal(row('F: 4688'));
    expect(row("F|re|i: 'x'")).to.equal(row("F|re: '(?i)x'"));
  });

  it('tell apart what differs', () => {
    expect(row('F|contains|cased: X')).to.not.equal(row('F|contains|cased: x'));
    expect(row('F|contains: [a, b]')).to.not.equal(row('F|contains|all: [a, b]'));
    expect(row('F|contains|windash: -a')).to.not.equal(row('F|contains: -a'));
    expect(row("F|re: '\\S'")).to.not.equal(row("F|re: '\\s'"));
    expect(row('F: a')).to.not.equal(row('G: a'));
  });

  it('of a value are the same alone and in a list', () => {
    expect(valueKey(only('F: [a, b]'), 'b')).to.equal(valueKey(only('F: B'), 'B'));
  });
});
