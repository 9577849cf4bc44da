import { expect } from 'chai';
import type { ConditionNode } from '../../../lib/ast/condition.ts';
import { parseCondition } from '../../../lib/syntax/condition.ts';
import {
  MAX_CONDITION_DEPTH,
  MAX_CONDITION_LENGTH,
  MAX_CONDITIONS_LENGTH,
} from '../../../lib/syntax/condition-limits.ts';
import { embed, embedFolded, marked } from '../../helpers/embedded.ts';

/** The tree in brackets. */
function shape(node: ConditionNode): string {
  switch (node.kind) {
    case 'identifier':
      return node.name;
    case 'selector':
      return `<${node.quantifier} ${node.pattern}>`;
    case 'not':
      return `(not ${shape(node.operand)})`;
    default:
      return `(${[node.kind, ...node.operands.map(shape)].join(' ')})`;
  }
}

function parse(text: string): ConditionNode {
  const { condition, diagnostics } = parseCondition(embed(text));
  expect(diagnostics).to.deep.equal([]);
  expect(condition?.text).to.equal(text);
  return condition?.root as ConditionNode;
}

/** `code at what it points to`. */
function failure(text: string): string {
  const { condition, diagnostics } = parseCondition(embed(text));
  expect(condition).to.equal(undefined);
  expect(diagnostics).to.have.length(1);
  const [diagnostic] = diagnostics;
  return diagnostic === undefined ? '' : `${diagnostic.code} at ${marked(diagnostic)}`;
}

describe('parseCondition', () => {
  it('binds not before and, and and before or', () => {
    expect(shape(parse('a or b and not c'))).to.equal('(or a (and b (not c)))');
    expect(shape(parse('not a and b'))).to.equal('(and (not a) b)');
    expect(shape(parse('(a or b) and c'))).to.equal('(and (or a b) c)');
    expect(shape(parse('not (a or b)'))).to.equal('(not (or a b))');
    expect(shape(parse('not 1 of a* and b'))).to.equal('(and (not <1 a*>) b)');
  });

  it('keeps lists flat but parentheses as written', () => {
    expect(shape(parse('a and b and c'))).to.equal('(and a b c)');
    expect(shape(parse('a and (b and c)'))).to.equal('(and a (and b c))');
    expect(shape(parse('((a))'))).to.equal('a');
    expect(shape(parse('not not a'))).to.equal('(not (not a))');
  });

  it('reads keywords as whole words only', () => {
    expect(shape(parse('sel and notfilter'))).to.equal('(and sel notfilter)');
    expect(shape(parse('notepad and x'))).to.equal('(and notepad x)');
    expect(shape(parse('order or android'))).to.equal('(or order android)');
    expect(shape(parse('not-a and and.b or or_c'))).to.equal('(or (and not-a and.b) or_c)');
    expect(shape(parse('all-x and any1 and 1password'))).to.equal('(and all-x any1 1password)');
  });

  it('reads selectors with stars anywhere, hyphens and dots', () => {
    expect(shape(parse('1 of them or any of a*b*c'))).to.equal('(or <1 them> <any a*b*c>)');
    expect(shape(parse('all of sel-*-x.y'))).to.equal('<all sel-*-x.y>');
    expect(shape(parse('1 of selection'))).to.equal('<1 selection>');
    expect(shape(parse('1 of *'))).to.equal('<1 *>');
  });

  it('takes quantifiers for names where no `of` follows', () => {
    expect(shape(parse('1 and all or any'))).to.equal('(or (and 1 all) any)');
  });

  it('takes line breaks and any number of spaces for one', () => {
    expect(shape(parse('  a\n  and\tb\r\n  or   c '))).to.equal('(or (and a b) c)');
    expect(shape(parse('(a)and(b)'))).to.equal('(and a b)');
  });

  it('gives each node its place', () => {
    const embedded = embed('a and not (b or 1 of c_*)');
    const { condition } = parseCondition(embedded);
    const places: string[] = [];
    const visit = (node: ConditionNode): void => {
      places.push(marked({ source: embedded.source, span: node.span }));
      if (node.kind === 'selector') {
        places.push(marked({ source: embedded.source, span: node.patternSpan }));
      }
      if (node.kind === 'not') visit(node.operand);
      if (node.kind === 'and' || node.kind === 'or') node.operands.forEach(visit);
    };
    if (condition !== undefined) visit(condition.root);
    expect(places).to.deep.equal([
      'a and not (b or 1 of c_*)',
      'a',
      'not (b or 1 of c_*)',
      '(b or 1 of c_*)',
      'b',
      '1 of c_*',
      'c_*',
    ]);
  });

  it('gives equal conditions places of their own', () => {
    const [first, second] = [embed('x and y'), { ...embed('x and y'), span: { start: 100, end: 107 } }];
    expect(parseCondition(first).condition?.root.span.start).to.equal(5);
    expect(parseCondition(second).condition?.root.span.start).to.equal(100);
  });

  it('marks the whole scalar where places inside it are lost', () => {
    const embedded = embedFolded('a and b');
    const root = parseCondition(embedded).condition?.root;
    expect(root?.kind === 'and' && root.operands[1]?.span).to.deep.equal(embedded.span);
  });

  it('points at the word that does not fit', () => {
    expect(failure('a b')).to.equal('condition-syntax at b');
    expect(failure('a and or b')).to.equal('condition-syntax at or');
    expect(failure('a) and b')).to.equal('condition-syntax at )');
    expect(failure('a && b')).to.equal('condition-syntax at &');
    expect(failure('()')).to.equal('condition-syntax at )');
    expect(failure('1 of (a or b)')).to.equal('condition-syntax at (');
    expect(failure('1of sel_*')).to.equal('condition-syntax at sel_*');
  });

  it('points at the last character where text is missing, and at a parenthesis left open', () => {
    expect(failure('a and')).to.equal('condition-syntax at d');
    expect(failure('not ')).to.equal('condition-syntax at t');
    expect(failure('1 of')).to.equal('condition-syntax at f');
    expect(failure('a and (b or (c')).to.equal('condition-syntax at (');
    expect(failure('')).to.equal('condition-syntax at ');
    expect(failure(' \n ')).to.equal('condition-syntax at  \n ');
  });

  it('says what should have been there', () => {
    const message = (text: string): string | undefined => parseCondition(embed(text)).diagnostics[0]?.message;
    expect(message('a b')).to.equal(
      'unexpected `b` in the condition: expected `and`, `or` or the end of the condition',
    );
    expect(message('a and')).to.contain('ends too early: expected a search identifier');
    expect(message('1 of')).to.contain('expected a name, a pattern with `*`, or `them`');
    expect(message('(a')).to.equal('this `(` has no `)`');
    expect(message('')).to.equal('the condition is empty');
  });

  it('calls an aggregation by its name, up to the end', () => {
    expect(failure('selection | count() by host > 5 ')).to.equal(
      'condition-aggregation at | count() by host > 5',
    );
    expect(failure('a and b |near c')).to.equal('condition-aggregation at |near c');
  });

  it('tells upper-case keywords from names', () => {
    expect(failure('a AND b')).to.equal('condition-keyword-case at AND');
    expect(failure('NOT a')).to.equal('condition-keyword-case at NOT');
    expect(failure('a and Not b')).to.equal('condition-keyword-case at Not');
    expect(failure('1 OF a*')).to.equal('condition-keyword-case at OF');
    expect(failure('ALL of a*')).to.equal('condition-keyword-case at ALL');
    expect(shape(parse('AND and OR'))).to.equal('(and AND OR)');
  });

  it('knows the three quantifiers and no other', () => {
    expect(failure('2 of sel_*')).to.equal('condition-quantifier at 2');
    expect(failure('a and some of them')).to.equal('condition-quantifier at some');
    expect(failure('sel_* and a')).to.equal('condition-quantifier at sel_*');
    expect(failure('a and *_x')).to.equal('condition-quantifier at *_x');
    const { diagnostics } = parseCondition(embed('sel_* and a'));
    expect(diagnostics[0]?.hints).to.deep.equal(['write `1 of sel_*` or `all of sel_*`']);
  });

  it('parses so much of one source, counting a condition once, and as much of the next', () => {
    const source = { name: 'many.yml', text: '' };
    const codeOf = (text: string): string | undefined =>
      parseCondition({ ...embed(text), source }).diagnostics[0]?.code;
    const half = (name: string): string => `${name}${' or a'.repeat(MAX_CONDITIONS_LENGTH / 10 - 10)}`;
    expect(codeOf('a '.repeat(MAX_CONDITION_LENGTH))).to.equal('condition-too-long');
    expect([half('a'), half('b'), half('a'), half('b')].map(codeOf)).to.deep.equal(Array(4).fill(undefined));
    expect([half('c'), 'd', half('a')].map(codeOf)).to.deep.equal([
      'condition-too-long',
      'condition-too-long',
      undefined,
    ]);
    expect(parseCondition(embed('d')).diagnostics).to.deep.equal([]);
  });

  it('refuses what is too long or too deep before parsing it', () => {
    const words = 'a '.repeat(100_000);
    expect(failure(words)).to.match(/^condition-too-long at a a/);
    const nested = (depth: number): string => '('.repeat(depth) + 'a' + ')'.repeat(depth);
    expect(shape(parse(nested(MAX_CONDITION_DEPTH)))).to.equal('a');
    expect(failure(nested(MAX_CONDITION_DEPTH + 1))).to.equal('condition-too-deep at (');
    expect(failure('('.repeat(MAX_CONDITION_LENGTH))).to.equal('condition-too-deep at (');
    expect(failure('not '.repeat(MAX_CONDITION_DEPTH + 1) + 'a')).to.equal('condition-too-deep at not');
    expect(failure('not\x01'.repeat(MAX_CONDITION_DEPTH + 1) + 'a')).to.equal('condition-too-deep at not');
    expect(failure('not (not '.repeat(40) + 'a' + ')'.repeat(40))).to.match(/^condition-too-deep/);
    expect(parse('(a) and '.repeat(100) + 'not a and '.repeat(100) + 'a').kind).to.equal('and');
  });

  it('reads long chains without a deep stack', () => {
    const root = parse('a or '.repeat(12_000) + 'a');
    expect(root.kind === 'or' && root.operands.length).to.equal(12_001);
  }).timeout(10_000);
});
