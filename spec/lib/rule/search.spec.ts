import { expect } from 'chai';
import type { SearchNode } from '../../../lib/ast/detection.ts';
import { parseOne, ruleFindings, ruleWithDetection } from '../../helpers/reading.ts';

const COMPLETED = '\ncondition: selection';

function searchOf(body: string): { readonly node: SearchNode; readonly text: string } {
  const text = ruleWithDetection(`selection: ${body}${COMPLETED}`);
  const node = parseOne(text).rule.detection.searches.get('selection')?.body;
  if (node === undefined) throw new Error('no selection');
  return { node, text };
}

/** A search in short: `all(…)`, `any(…)`, `field|modifier=values`. */
function show(node: SearchNode): string {
  switch (node.kind) {
    case 'all-of':
      return `all(${node.nodes.map(show).join(' ')})`;
    case 'any-of':
      return `any(${node.nodes.map(show).join(' ')})`;
    case 'item': {
      const key = [node.field ?? '', ...node.modifiers.map(({ name }) => name)].join('|');
      return `${key}=${JSON.stringify(node.values.map(({ value }) => value))}`;
    }
  }
}

const shown = (body: string): string => show(searchOf(body).node);
const found = (body: string): string[] => ruleFindings(ruleWithDetection(`selection: ${body}${COMPLETED}`));

describe('a search', () => {
  it('that is a map matches all of its items', () => {
    expect(shown('{Image: a, CommandLine|contains|all: [b, c]}')).to.equal(
      'all(Image=["a"] CommandLine|contains|all=["b","c"])',
    );
    expect(shown('{Image: a}')).to.equal('all(Image=["a"])');
  });

  it('that is a list of maps matches any of them', () => {
    expect(shown('[{A: 1, B: 2}, {C: 3}]')).to.equal('any(all(A=[1] B=[2]) all(C=[3]))');
    expect(shown('[{A: 1}]')).to.equal('any(all(A=[1]))');
  });

  it('that is a list of scalars is one item of keywords', () => {
    expect(shown('[a, 5, true]')).to.equal('=["a",5,true]');
    expect(shown('[a]')).to.equal('=["a"]');
  });

  it('that is a scalar is one keyword', () => {
    expect(shown('evil')).to.equal('=["evil"]');
    expect(shown('4625')).to.equal('=[4625]');
    expect(shown("''")).to.equal('=[""]');
  });

  it('may mix maps and keywords', () => {
    expect(shown('[a, b, {C: 1}, d]')).to.equal('any(=["a","b"] all(C=[1]) =["d"])');
  });

  it('may have lists within lists', () => {
    expect(shown('[[a, b], [{C: 1}, [d]]]')).to.equal('any(=["a","b"] any(all(C=[1]) =["d"]))');
  });

  it('may have modifiers on keywords', () => {
    expect(shown(`{'|all': [a, b]}`)).to.equal('all(|all=["a","b"])');
  });

  it('types its values and keeps their spelling', () => {
    const { node, text } = searchOf("{F: [10.0, 00000429, 0x1F, YES, ~, \"a\\tb\", 'it''s', c]}");
    const [item] = node.kind === 'all-of' ? node.nodes : [];
    if (item?.kind !== 'item') throw new Error('no item');
    expect(item.values.map(({ value }) => value)).to.deep.equal([
      10,
      '00000429',
      '0x1F',
      true,
      null,
      'a\tb',
      "it's",
      'c',
    ]);
    expect(item.values.map((value) => value.text)).to.deep.equal([
      '10.0',
      '00000429',
      '0x1F',
      'YES',
      '~',
      'a\tb',
      "it's",
      'c',
    ]);
    expect(item.values.map(({ verbatim }) => verbatim)).to.deep.equal([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      true,
    ]);
    expect(item.values.map(({ span }) => text.slice(span.start, span.end))).to.deep.equal([
      ...['10.0', '00000429', '0x1F', 'YES', '~', 'a\\tb', "it''s", 'c'],
    ]);
  });

  it('takes null and the empty list for "not there"', () => {
    expect(shown('{A: , B: null, C: [], D: [x, ~]}')).to.equal('all(A=[null] B=[null] C=[] D=["x",null])');
  });

  it('gives every item its place', () => {
    const { node, text } = searchOf(`\n    'Image|endswith': '\\a.exe'\n    B:\n        - "c"\n        - d`);
    const items = node.kind === 'all-of' ? node.nodes : [];
    expect(items.map(({ span }) => text.slice(span.start, span.end))).to.deep.equal([
      `'Image|endswith': '\\a.exe'`,
      `B:\n            - "c"\n            - d`,
    ]);
    const [first] = items;
    if (first?.kind !== 'item') throw new Error('no item');
    expect(text.slice(first.fieldSpan.start, first.fieldSpan.end)).to.equal('Image');
    expect(first.modifiers.map(({ span }) => text.slice(span.start, span.end))).to.deep.equal(['endswith']);
  });

  it('marks keywords from the first to the last', () => {
    const { node, text } = searchOf(`['a b', {C: 1}, d, "e"]`);
    const spans =
      node.kind === 'any-of' ? node.nodes.map(({ span }) => text.slice(span.start, span.end)) : [];
    expect(spans).to.deep.equal([`'a b'`, '{C: 1}', 'd, "e"']);
  });

  it('can share values through aliases, which stay where they were written', () => {
    const text = ruleWithDetection(
      'a: {F: &names [x, y]}\nselection: {G: *names}\ncondition: a or selection',
    );
    const search = parseOne(text).rule.detection.searches.get('selection')?.body;
    const item = search?.kind === 'all-of' ? search.nodes[0] : undefined;
    if (item?.kind !== 'item') throw new Error('no item');
    expect(item.values.map(({ value }) => value)).to.deep.equal(['x', 'y']);
    expect(item.values.map(({ span }) => text.slice(span.start, span.end))).to.deep.equal(['x', 'y']);
    expect(text.slice(item.span.start, item.span.end)).to.equal('G');
  });

  it('cannot be empty', () => {
    expect(found('')).to.deep.equal(['error detection-empty «selection»']);
    expect(found('~')).to.deep.equal(['error detection-empty «selection»']);
    expect(found('[]')).to.deep.equal(['error detection-empty «[]»']);
    expect(found('{}')).to.deep.equal(['error detection-empty «{}»']);
    expect(found('[{A: 1}, {}]')).to.deep.equal(['error detection-empty «{}»']);
  });

  it('compares fields with scalars alone', () => {
    expect(found('{A: {B: 1}}')).to.deep.equal(['error detection-value-type «{B: 1}»']);
    expect(found('{A: [x, {B: 1}, [y]]}')).to.deep.equal([
      'error detection-value-type «{B: 1}»',
      'error detection-value-type «[y]»',
    ]);
  });

  it('has no null among its keywords: there is no field that could be missing', () => {
    expect(found('[a, ~]')).to.deep.equal(['error detection-keyword-null «~»']);
    expect(found(`{'|all': [a, null]}`)).to.deep.equal(['error detection-keyword-null «null»']);
    expect(found(`{'|all': []}`)).to.deep.equal([`error detection-keyword-null «'|all': []»`]);
  });

  it('needs the name of a field', () => {
    expect(found(`{'': a}`)).to.deep.equal(['error detection-field-key «»']);
    expect(found(`{A|: a}`)).to.deep.equal(['error detection-field-key «|»']);
  });
});
