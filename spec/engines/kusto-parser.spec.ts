/** The parser that judges our KQL finds what it should. */
import { expect } from 'chai';
import {
  createKustoParser,
  mixedTypes,
  nodesOf,
  shapeOf,
  textLiterals,
  type KustoNode,
} from './kusto-parser.ts';

const parser = createKustoParser({
  Text: 'string',
  Other: 'string',
  Small: 'int',
  Number: 'long',
  Real: 'real',
  Decimal: 'decimal',
  Flag: 'bool',
  Bag: 'dynamic',
  'a-b': 'string',
});

function read(body: string): { codes: readonly string[]; mixed: readonly string[]; tree: KustoNode } {
  const { diagnostics, tree } = parser.analyze(`T | where ${body}`);
  return { codes: diagnostics.map(({ code }) => code), mixed: mixedTypes(tree), tree };
}

describe('the KQL parser of the specs', () => {
  it('accepts what is right', () => {
    for (const body of [
      'Text =~ @"a\\b" and Small in (1, 2) or Flag == true',
      'not(* contains "x") and [\'a-b\'] in~ ("a", "b")',
      'coalesce(Number > 1.5, false) and tostring(Bag.x["y z"]) matches regex "a.b"',
      'Decimal == decimal(1.5) and Text startswith_cs Other',
    ]) {
      const { codes, mixed } = read(body);
      expect([codes, mixed], body).to.deep.equal([[], []]);
    }
  });

  it('finds errors of syntax, names and types', () => {
    expect(read('Text == "\\c"').codes).to.include('KS002');
    expect(read('Text ==').codes).to.include('KS006');
    expect(read('Missing == "x"').codes).to.deep.equal(['KS142']);
    expect(read('Number contains "x"').codes).to.deep.equal(['KS106']);
    expect(read('* in~ ("a", "b")').codes).to.include('KS006');
  });

  it('finds comparisons of different types, which the package lets pass', () => {
    for (const body of [
      'Number == "4"',
      'Text == 4',
      'Small in (1, "2")',
      'Decimal == 4',
      'Bag.x =~ "y"',
      'Flag == "true"',
    ]) {
      const { codes, mixed } = read(body);
      expect(codes, body).to.deep.equal([]);
      expect(mixed, body).to.have.length(1);
    }
  });

  it('decodes literals', () => {
    const { tree } = read(
      'Text in (@"a\\""b", "c\\n\\u0041", \'d\') and Number == 12 and Flag == true and Real > 1.5',
    );
    expect(textLiterals(tree)).to.deep.equal(['a\\"b', 'c\nA', 'd']);
    const others = nodesOf(tree, ({ kind }) => /^(Long|Boolean|Real)LiteralExpression$/.test(kind));
    expect(others.map(({ literal }) => literal)).to.deep.equal([12, true, 1.5]);
  });

  it('tells shapes apart, not values', () => {
    const shape = (body: string): string => shapeOf(read(body).tree);
    expect(shape('Text == "a"')).to.equal(shape('Other == "b or true"'));
    expect(shape('Text == "a"')).to.not.equal(shape('Text == "a" or true'));
    expect(shape('Text == "a" or Text == "b"')).to.not.equal(shape('Text == "a" and Text == "b"'));
  });
});
