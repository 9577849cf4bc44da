import { expect } from 'chai';
import { MAX_PARSEC_LENGTH } from '../../grammar/parsec.ts';
import { parseNameExpression, type NameExpression } from '../../grammar/pipeline-condition.ts';

function show(node: NameExpression): string {
  if (node.kind === 'name') return node.name;
  return node.kind === 'not'
    ? `not(${show(node.operand)})`
    : `${node.kind}(${node.operands.map(show).join(' ')})`;
}

function parse(text: string): string {
  const result = parseNameExpression(text);
  return result.ok ? show(result.value) : `fails at ${result.offset}`;
}

describe('grammar/pipeline-condition.ts', () => {
  for (const [text, tree] of [
    ['a', 'a'],
    ['a and b or c', 'or(and(a b) c)'],
    ['a or b and c', 'or(a and(b c))'],
    ['a and b and c', 'and(a b c)'],
    ['not a and b', 'and(not(a) b)'],
    ['not not a', 'a'],
    ['not (a or b)', 'not(or(a b))'],
    ['((a))', 'a'],
    ['notable and or-else', 'and(notable or-else)'],
    ['and-1 or 2', 'or(and-1 2)'],
    ['a\n and\tb', 'and(a b)'],
  ] as const) {
    it(`reads ${JSON.stringify(text)}`, () => {
      expect(parse(text)).to.equal(tree);
    });
  }

  for (const [text, offset] of [
    ['', 0],
    ['a b', 2],
    ['a and', 5],
    ['(a', 2],
    ['a)', 1],
    ['a & b', 2],
    ['not', 3],
    ['a AND b', 2],
  ] as const) {
    it(`refuses ${JSON.stringify(text)} at ${offset}`, () => {
      expect(parse(text)).to.equal(`fails at ${offset}`);
    });
  }

  it('remembers where names stood', () => {
    const result = parseNameExpression('a and bc');
    expect(result.ok && result.value).to.deep.equal({
      kind: 'and',
      operands: [
        { kind: 'name', name: 'a', offset: 0 },
        { kind: 'name', name: 'bc', offset: 6 },
      ],
    });
  });

  it('is not for texts that are too long', () => {
    expect(() => parseNameExpression('a'.repeat(MAX_PARSEC_LENGTH + 1))).to.throw(RangeError);
  });
});
