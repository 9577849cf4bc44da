import { expect } from 'chai';
import { MAX_ALIASED_NODES, MAX_DEPTH } from '../../../lib/yaml/limits.ts';
import { toPlain } from '../../../lib/yaml/plain.ts';
import { readYaml } from '../../../lib/yaml/read.ts';
import { at, readOne, yamlFindings } from '../../helpers/reading.ts';

describe('aliases', () => {
  it('stand for the very node that has the name', () => {
    const tree = readOne('a: &names [x, y]\nb: *names\nc: &one 1\nd: [*one, *one]\n');
    expect(toPlain(tree)).to.deep.equal({ a: ['x', 'y'], b: ['x', 'y'], c: 1, d: [1, 1] });
    expect(at(tree, 'b')).to.equal(at(tree, 'a'));
  });

  it('can be keys', () => {
    expect(toPlain(readOne('a: &name Image\nb:\n  *name : 1\n'))).to.deep.equal({
      a: 'Image',
      b: { Image: 1 },
    });
  });

  it('take the latest node of the name', () => {
    expect(toPlain(readOne('a: &x 1\nb: *x\nc: &x 2\nd: *x\n'))).to.deep.equal({ a: 1, b: 1, c: 2, d: 2 });
  });

  it('reach no further than their document', () => {
    expect(yamlFindings('a: &x 1\nc: *x\n---\nb: *x\n')).to.deep.equal(['error yaml-unknown-alias «*x»']);
  });

  it('are most often wildcards whose quotes were forgotten', () => {
    const text = 'a:\n  Image: *\\cmd.exe\n  b: &list [1]\n  c: *lst\n  d: *list\n';
    const { diagnostics } = readYaml({ name: 'rule.yml', text });
    expect(yamlFindings(text)).to.deep.equal([
      'error yaml-unknown-alias «*\\cmd.exe»',
      'error yaml-unknown-alias «*lst»',
    ]);
    expect(diagnostics[0]?.hints).to.deep.equal([
      "a value that starts with `*` must be quoted, for example '*.exe'",
    ]);
    expect(diagnostics[1]?.hints[0]).to.equal('did you mean `*list`?');
  });

  it('cannot stand inside what they stand for', () => {
    expect(yamlFindings('a: &x [1, *x]\n')).to.include('error yaml-unknown-alias «*x»');
    expect(yamlFindings('a: &x {b: {c: *x}}\n')).to.include('error yaml-unknown-alias «*x»');
  });

  it('warn of a name that nothing uses: it was meant as text', () => {
    expect(yamlFindings('a: && whoami\n')).to.deep.equal(['warning yaml-unused-anchor «&&»']);
    expect(yamlFindings('a: &x 1\nb: &x 2\nc: *x\n')).to.deep.equal(['warning yaml-unused-anchor «&x»']);
  });

  it('expand to a limited number of nodes, however few of them are written', () => {
    const levels = Array.from({ length: 40 }, (_, level) => {
      const previous = level === 0 ? 'x' : `*l${level - 1}`;
      return `l${level}: &l${level} [${Array(10).fill(previous).join(', ')}]\n`;
    });
    const found = yamlFindings(levels.join(''));
    // 10⁵ values are more than the limit, 10⁴ are not.
    expect(found).to.deep.equal(['error yaml-alias-limit «*l3»']);
  });

  it('count each time they are used', () => {
    const list = `a: &list [${Array(999).fill('x').join(',')}]\n`;
    const uses = (count: number): string => `${list}b: [${Array(count).fill('*list').join(',')}]\n`;
    expect(yamlFindings(uses(MAX_ALIASED_NODES / 1000))).to.deep.equal([]);
    expect(yamlFindings(uses(MAX_ALIASED_NODES / 1000 + 1))).to.deep.equal([
      'error yaml-alias-limit «*list»',
    ]);
  });

  it('cannot build a tree deeper than the limit', () => {
    const chain = (length: number): string =>
      `- &a0 [x]\n${Array.from({ length }, (_, i) => `- &a${i + 1} [*a${i}]\n`).join('')}- *a${length}\n`;
    expect(yamlFindings(chain(MAX_DEPTH - 2))).to.deep.equal([]);
    expect(yamlFindings(chain(MAX_DEPTH + 10))).to.include(`error yaml-too-deep «*a${MAX_DEPTH - 2}»`);
  });
});

describe('merge keys', () => {
  it('give a map the pairs it does not have', () => {
    const text = 'base: &base {a: 1, b: 2}\nx:\n  b: 3\n  <<: *base\n  c: 4\n';
    expect(toPlain(readOne(text))).to.deep.equal({ base: { a: 1, b: 2 }, x: { a: 1, b: 3, c: 4 } });
  });

  it('let the map win wherever its own key stands', () => {
    const text = 'base: &base {a: 1}\nx:\n  <<: *base\n  a: 2\n';
    expect(toPlain(at(readOne(text), 'x'))).to.deep.equal({ a: 2 });
  });

  it('take a list of maps, of which the first wins', () => {
    const text = '- &a {k: 1, l: 1}\n- &b {k: 2, m: 2}\n- <<: [*a, *b]\n- <<: *b\n  n: 3\n';
    expect(toPlain(at(readOne(text), 2))).to.deep.equal({ k: 1, l: 1, m: 2 });
    expect(toPlain(at(readOne(text), 3))).to.deep.equal({ k: 2, m: 2, n: 3 });
  });

  it('are keys like any other in quotes', () => {
    expect(toPlain(readOne(`'<<': 1\n`))).to.deep.equal({ '<<': 1 });
  });

  it('refuse what is no map', () => {
    expect(yamlFindings('<<: text\na: 1\n')).to.deep.equal(['error yaml-merge-value «text»']);
    expect(yamlFindings('<<: [{a: 1}, 2]\n')).to.deep.equal(['error yaml-merge-value «2»']);
  });
});
