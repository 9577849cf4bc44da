import { expect } from 'chai';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import type { Source } from '../../../lib/source/source.ts';
import type { YamlNode } from '../../../lib/yaml/node.ts';
import { outerSpan } from '../../../lib/yaml/outer-span.ts';
import { toPlain } from '../../../lib/yaml/plain.ts';
import { readDocuments, readYaml } from '../../../lib/yaml/read.ts';
import { at, findings, readMapping, readOne, scalarAt, yamlFindings } from '../../helpers/reading.ts';

/** The text a node's span marks. */
function markedIn(text: string, node: YamlNode): string {
  return text.slice(node.span.start, node.span.end);
}

describe('readYaml', () => {
  describe('scalars', () => {
    it('marks plain text', () => {
      const text = 'a: hello world # comment\n';
      const scalar = scalarAt(readOne(text), 'a');
      expect(scalar).to.deep.include({ value: 'hello world', style: 'plain', verbatim: true });
      expect(scalar.span).to.deep.equal({ start: 3, end: 14 });
    });

    it('marks quoted text without its quotes', () => {
      const text = `a: '\\cmd.exe'\nb: "x y"\n`;
      const tree = readOne(text);
      expect(scalarAt(tree, 'a')).to.deep.include({
        value: '\\cmd.exe',
        style: 'single-quoted',
        verbatim: true,
      });
      expect(markedIn(text, scalarAt(tree, 'a'))).to.equal('\\cmd.exe');
      expect(scalarAt(tree, 'b')).to.deep.include({ value: 'x y', style: 'double-quoted', verbatim: true });
      expect(markedIn(text, scalarAt(tree, 'b'))).to.equal('x y');
    });

    it('says when an escape moves the characters', () => {
      const text = `a: 'it''s'\nb: "tab\\there"\nc: "caf\\u00e9"\n`;
      const tree = readOne(text);
      expect(scalarAt(tree, 'a')).to.deep.include({ value: "it's", verbatim: false });
      expect(markedIn(text, scalarAt(tree, 'a'))).to.equal("it''s");
      expect(scalarAt(tree, 'b')).to.deep.include({ value: 'tab\there', verbatim: false });
      expect(scalarAt(tree, 'c')).to.deep.include({ value: 'café', verbatim: false });
    });

    it('says when folding moves the characters', () => {
      const text = 'a: one\n  two\nb: "one\n  two"\n';
      const tree = readOne(text);
      expect(scalarAt(tree, 'a')).to.deep.include({ value: 'one two', verbatim: false });
      expect(markedIn(text, scalarAt(tree, 'a'))).to.equal('one\n  two');
      expect(scalarAt(tree, 'b')).to.deep.include({ value: 'one two', verbatim: false });
    });

    it('marks the content of a block scalar', () => {
      const text = 'a: |\n    one\n      two\n\nb: >-\n    three\n    four\nc: 1\n';
      const tree = readOne(text);
      expect(scalarAt(tree, 'a')).to.deep.include({
        value: 'one\n  two\n',
        style: 'literal',
        verbatim: false,
      });
      expect(markedIn(text, scalarAt(tree, 'a'))).to.equal('one\n      two');
      expect(scalarAt(tree, 'b')).to.deep.include({ value: 'three four', style: 'folded', verbatim: false });
      expect(markedIn(text, scalarAt(tree, 'b'))).to.equal('three\n    four');
    });

    it('points into a block scalar of one line', () => {
      for (const header of ['|', '>', '|-', '>+', '|1']) {
        for (const lineBreak of ['\n', '\r\n']) {
          const text = ['a:', `  condition: ${header}`, '    selection', 'b: 1', ''].join(lineBreak);
          const scalar = scalarAt(readOne(text), 'a', 'condition');
          expect(scalar.text.trim()).to.equal('selection');
          expect(markedIn(text, scalar)).to.equal('selection');
          expect(scalar.verbatim, header).to.equal(header !== '|1');
        }
      }
    });

    it('counts places in UTF-16 units', () => {
      const text = `'😀': 'naïve 😀'\nb: x\n`;
      const tree = readOne(text);
      expect(scalarAt(tree, '😀').span).to.deep.equal({ start: 7, end: 15 });
      expect(markedIn(text, scalarAt(tree, 'b'))).to.equal('x');
    });

    it('gives an absent value the place where it would stand', () => {
      const place = (text: string, ...path: (string | number)[]): number => {
        const { span, value } = scalarAt(readOne(text), ...path);
        expect(value).to.equal(null);
        expect(span.end).to.equal(span.start);
        return span.start;
      };
      expect(place('a:\nb: 1\n', 'a')).to.equal(2);
      expect(place('a:   # comment\nb: 1\n', 'a')).to.equal(2);
      expect(place("'a' :\n", 'a')).to.equal(5);
      expect(place('a: {b: 1, c: , d: 2}\n', 'a', 'c')).to.equal(12);
      expect(place('a: {b, c: 1}\n', 'a', 'b')).to.equal(5);
      expect(place('- 1\n-\n- 2\n', 1)).to.equal(5);
      expect(place('-\n-\n', 0)).to.equal(1);
      expect(place('a:\n  b:\n', 'a', 'b')).to.equal(7);
      expect(place('? a\n', 'a')).to.equal(3);
      expect(place('a: !!null\nb: 1', 'a')).to.equal(9);
    });

    it('types plain text only', () => {
      const tree = readOne(`[4625, '4625', "yes", yes, 00000429, 2024-01-05, !!str 5, |]`.replace(', |', ''));
      expect(toPlain(tree)).to.deep.equal([4625, '4625', 'yes', true, '00000429', '2024-01-05', '5']);
      expect(scalarAt(readOne('a: |\n  5\n'), 'a').value).to.equal('5\n');
    });

    it('keeps the spelling of what it types', () => {
      const texts = ['10.0', 'YES', '~', '9007199254740993'];
      const tree = readOne(`[${texts.join(', ')}]`);
      expect(texts.map((_, index) => scalarAt(tree, index).text)).to.deep.equal(texts);
    });
  });

  describe('collections', () => {
    it('marks block collections from their first to their last entry', () => {
      const text = `a:\n  b: 'x'\n  c:\n    - 1\n    - "y"\nd: 2\n`;
      const tree = readOne(text);
      expect(markedIn(text, at(tree, 'a'))).to.equal(`b: 'x'\n  c:\n    - 1\n    - "y"`);
      expect(markedIn(text, at(tree, 'a', 'c'))).to.equal('- 1\n    - "y"');
      expect(markedIn(text, tree)).to.equal(text.trimEnd());
    });

    it('marks flow collections with their brackets', () => {
      const cases = [
        '[]',
        '{}',
        '[ ]',
        '[1]',
        '[1, ]',
        "['a']",
        '{a: 1}',
        '{a: }',
        '{a, }',
        '[[1], {b: []}]',
        '[ # c ]\n  1 # ]\n  ]',
      ];
      for (const flow of cases) {
        const text = `x: ${flow}\ny: 1\n`;
        expect(markedIn(text, at(readOne(text), 'x')), flow).to.equal(flow);
      }
    });

    it('reads a pair within a list as a map without brackets', () => {
      const text = 'x: [a: 1, b]\n';
      const tree = readOne(text);
      expect(toPlain(tree)).to.deep.equal({ x: [{ a: 1 }, 'b'] });
      expect(markedIn(text, at(tree, 'x', 0))).to.equal('a: 1');
    });

    it('keeps the order of keys', () => {
      const { pairs } = readMapping('b: 1\na: 2\n10: 3\n2: 4\n');
      expect(pairs.map(({ key }) => key.text)).to.deep.equal(['b', 'a', '10', '2']);
    });

    it('keeps the names of JavaScript’s own properties as keys like any other', () => {
      const text = '__proto__: {polluted: true}\nconstructor: 1\ntoString: 2\nhasOwnProperty: 3\n';
      const plain = toPlain(readOne(text)) as Record<string, unknown>;
      expect(Object.keys(plain)).to.deep.equal(['__proto__', 'constructor', 'toString', 'hasOwnProperty']);
      expect(Object.getPrototypeOf(plain)).to.equal(Object.prototype);
      expect('polluted' in {}).to.equal(false);
      expect(yamlFindings('__proto__: 1\n__proto__: 2\n')).to.deep.equal([
        'error yaml-duplicate-key «__proto__»',
      ]);
    });

    it('refuses a key that is already there, and shows the first', () => {
      const text = `a: 1\n'a': 2\nb: {c: 1, c: 2}\n`;
      const { documents, diagnostics } = readYaml({ name: 'rule.yml', text });
      expect(findings(diagnostics)).to.deep.equal([
        'error yaml-duplicate-key «a»',
        'error yaml-duplicate-key «c»',
      ]);
      expect(diagnostics[0]?.span).to.deep.equal({ start: 6, end: 7 });
      expect(diagnostics[0]?.related.map(({ span }) => span)).to.deep.equal([{ start: 0, end: 1 }]);
      expect(documents.map(toPlain)).to.deep.equal([{ a: 1, b: { c: 1 } }]);
    });

    it('compares keys by their text', () => {
      expect(yamlFindings(`1: a\n'1': b\n`)).to.deep.equal(['error yaml-duplicate-key «1»']);
      expect(yamlFindings('yes: a\non: b\n')).to.deep.equal([]);
    });

    it('refuses keys that are no scalars', () => {
      expect(yamlFindings('a: {{name}}\n')).to.deep.equal(['error yaml-key-not-scalar «{name}»']);
      expect(yamlFindings('? [a, b]\n: c\n')).to.deep.equal(['error yaml-key-not-scalar «[a, b]»']);
    });

    it('refuses unknown tags', () => {
      expect(yamlFindings('a: !important text\n')).to.deep.equal(['error yaml-unknown-tag «!important»']);
      expect(yamlFindings('a: !\n')).to.deep.equal(['error yaml-unknown-tag «!»']);
      expect(yamlFindings('a: !!set {b, c}\n')).to.deep.equal(['error yaml-unknown-tag «!!set»']);
      expect(yamlFindings('a: !!map {b: c}\nd: !!seq [e]\n')).to.deep.equal([]);
    });
  });

  describe('documents', () => {
    const plain = (text: string): unknown[] => {
      const { documents, diagnostics } = readYaml({ name: 'rule.yml', text });
      expect(findings(diagnostics)).to.deep.equal([]);
      return documents.map(toPlain);
    };

    it('reads several', () => {
      expect(plain('a: 1\n---\nb: 2\n--- {c: 3}\n--- # comment\nd: 4')).to.deep.equal([
        { a: 1 },
        { b: 2 },
        { c: 3 },
        { d: 4 },
      ]);
      expect(plain('a: 1\n...\nb: 2\n')).to.deep.equal([{ a: 1 }, { b: 2 }]);
      expect(plain('%YAML 1.2\n---\na: 1\n...\n%YAML 1.2\n---\nb: 2\n')).to.deep.equal([{ a: 1 }, { b: 2 }]);
    });

    it('places the nodes of each in the whole text', () => {
      const text = 'a: first\n---\nb: second\n---\nc: third\n';
      const { documents } = readYaml({ name: 'rule.yml', text });
      expect(documents.map((node) => markedIn(text, node))).to.deep.equal([
        'a: first',
        'b: second',
        'c: third',
      ]);
    });

    it('leaves empty ones out', () => {
      expect(plain('---\na: 1\n---\n')).to.deep.equal([{ a: 1 }]);
      expect(plain('# comment\n---\n---\na: 1\n--- # end\n')).to.deep.equal([{ a: 1 }]);
    });

    it('does not take three hyphens for a marker inside a line', () => {
      expect(plain(`a: x---\nb: ---y\nc: '---'\nd:\n  - --- z\n`)).to.deep.equal([
        { a: 'x---', b: '---y', c: '---', d: ['--- z'] },
      ]);
      expect(plain('a: |\n  ---\n  b\n---x: 1\n')).to.deep.equal([{ a: '---\nb\n', '---x': 1 }]);
    });

    it('accepts any line break and byte order marks', () => {
      const expected = [{ a: 1, b: ['x', 'y'] }, { c: 2 }];
      const text = 'a: 1\nb:\n  - x\n  - y\n---\nc: 2\n';
      for (const lineBreak of ['\n', '\r\n', '\r']) {
        expect(plain(text.replaceAll('\n', lineBreak))).to.deep.equal(expected);
        expect(plain(`\uFEFF${text.replaceAll('\n', lineBreak)}`)).to.deep.equal(expected);
      }
      expect(plain('\uFEFFa: 1\n\uFEFF---\nb: 2\n')).to.deep.equal([{ a: 1 }, { b: 2 }]);
    });

    it('counts a byte order mark and carriage returns as characters of the text', () => {
      const text = '\uFEFFa: 1\r\nb: 2\r\n';
      expect(markedIn(text, scalarAt(readOne(text), 'b'))).to.equal('2');
    });

    it('reads the others when one cannot be read', () => {
      const text = `a: 1\n---\nb: 'open\n---\nc: 3\n`;
      const documents = readDocuments({ name: 'rule.yml', text });
      expect(documents.map(({ root }) => root && toPlain(root))).to.deep.equal([
        { a: 1 },
        undefined,
        { c: 3 },
      ]);
      expect(documents.map(({ diagnostics }) => findings(diagnostics))).to.deep.equal([
        [],
        [`error yaml-syntax «'»`],
        [],
      ]);
      expect(documents[1]?.span).to.deep.equal({ start: 9, end: 18 });
    });

    it('says when there is none', () => {
      for (const text of ['', '\n\n', '# nothing\n', '---\n', '---\n---\n', '\uFEFF']) {
        expect(yamlFindings(text), text).to.deep.equal(['error yaml-empty «»']);
      }
    });
  });

  describe('laws', () => {
    const key = fc.string({ minLength: 1, maxLength: 8 });
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'grapheme' }),
        fc.integer(),
        fc.constantFrom(
          true,
          false,
          null,
          '00000429',
          '0x1F',
          '1e3',
          '2024-01-05',
          '*',
          '%x%',
          'a: b',
          '---',
        ),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(key, tie('value'), { maxKeys: 4 }),
      ),
    }));

    it('reads back what another tool wrote', () => {
      fc.assert(
        fc.property(value, fc.boolean(), (data, flow) => {
          const text = dump({ data }, flow ? { flowLevel: 0 } : {});
          expect(toPlain(readOne(text))).to.deep.equal({ data: JSON.parse(JSON.stringify(data)) as unknown });
        }),
        { numRuns: 300 },
      );
    });

    it('keeps every node inside its parent and every verbatim text at its place', () => {
      fc.assert(
        fc.property(value, fc.boolean(), (data, flow) => {
          const text = dump({ data }, flow ? { flowLevel: 0 } : {});
          checkPlaces({ name: 'dump.yml', text }, readOne(text));
        }),
        { numRuns: 300 },
      );
    });
  });
});

function checkPlaces(source: Source, node: YamlNode): void {
  const { start, end } = node.span;
  expect(start).to.be.at.most(end);
  if (node.kind === 'scalar') {
    if (node.verbatim) expect(source.text.slice(start, end).trimEnd()).to.equal(node.text.trimEnd());
    return;
  }
  const children =
    node.kind === 'sequence' ? node.items : node.pairs.flatMap(({ key, value }) => [key, value]);
  let from = start;
  for (const child of children) {
    const span = outerSpan(child);
    expect(span.start).to.be.at.least(from);
    expect(span.end).to.be.at.most(end);
    from = span.end;
    checkPlaces(source, child);
  }
}
