import { expect } from 'chai';
import fc from 'fast-check';
import { createJsonScanner, scanJson, type Scanned } from '../../../lib/events/scan.ts';

function values(scanned: readonly Scanned[]): unknown[] {
  return scanned.flatMap((each) => ('value' in each ? [each.value] : []));
}

function broken(scanned: readonly Scanned[]): unknown[] {
  return scanned.flatMap((each) => ('broken' in each ? [[each.line, each.broken]] : []));
}

describe('scanning events', () => {
  it('reads one value a line, blank lines and the last line break aside', () => {
    expect(scanJson('{"a":1}\n\n{"a":2}\r\n {"a":3} \n')).to.deep.equal([
      { line: 1, value: { a: 1 } },
      { line: 3, value: { a: 2 } },
      { line: 4, value: { a: 3 } },
    ]);
    expect(scanJson('{"a":1}')).to.deep.equal([{ line: 1, value: { a: 1 } }]);
    expect(scanJson('')).to.deep.equal([]);
  });

  it('reads a list, on one line or on many', () => {
    for (const text of [
      '[{"a":1},{"a":2}]',
      '[\n{"a":1},\n{"a":2}\n]\n',
      '[{"a":1}\n,{"a":2}]',
      '[ { "a" : 1 } , {"a":2}]',
    ]) {
      expect(values(scanJson(text)), text).to.deep.equal([{ a: 1 }, { a: 2 }]);
      expect(broken(scanJson(text)), text).to.deep.equal([]);
    }
    expect(scanJson('[]')).to.deep.equal([]);
  });

  it('reads values one after the other, printed over many lines', () => {
    const events = [{ Event: { System: { EventID: 1 }, list: [{ a: '}{' }, { b: '\\"' }] } }, { b: [] }, {}];
    const text = events.map((event) => JSON.stringify(event, null, 2)).join('\n');
    expect(values(scanJson(text))).to.deep.equal(events);
    expect(scanJson(text).map(({ line }) => line)).to.deep.equal([1, 16, 19]);
    expect(values(scanJson('{"a":1}{"a":2} {"a":3}'))).to.deep.equal([{ a: 1 }, { a: 2 }, { a: 3 }]);
  });

  it('skips a byte order mark', () => {
    expect(scanJson('\ufeff{"a":1}')).to.deep.equal([{ line: 1, value: { a: 1 } }]);
    expect(values(scanJson('\ufeff[{"a":1}]'))).to.deep.equal([{ a: 1 }]);
  });

  it('reports a broken line by its number and goes on with the next', () => {
    const rest = '{"b":2}\n{"c":3}\n';
    for (const line of [
      '{"a":"x',
      '{"a":1',
      '{"a":',
      '{"a":1,',
      '{"a":[1,2',
      '{"a":{"b":1',
      '{a:1}',
      '{"a":tru}',
      '{"a":1]',
      '{"a\\"',
    ]) {
      const scanned = scanJson(`{"z":0}\n${line}\n${rest}`);
      expect(broken(scanned), line).to.deep.equal([[2, 'not-json']]);
      expect(values(scanned), line).to.deep.equal([{ z: 0 }, { b: 2 }, { c: 3 }]);
    }
  });

  it('reports each of several broken lines', () => {
    const scanned = scanJson('{"a": 1\n{"b": 2\n{"c":3}\nplain text\n42\n"x"\n{"d":4}');
    expect(values(scanned)).to.deep.equal([{ c: 3 }, { d: 4 }]);
    expect(broken(scanned)).to.deep.equal([
      [1, 'not-json'],
      [2, 'not-json'],
      [4, 'not-an-object'],
      [5, 'not-an-object'],
      [6, 'not-an-object'],
    ]);
  });

  it('reports a value over many lines once, and reads those after it', () => {
    const broken3 = '  {\n    "a": 1,\n    "list": [\n      { "x": 1 }\n    "b": 2\n  },';
    const text = `[\n  {\n    "z": 0\n  },\n${broken3}\n  {\n    "c": 3\n  }\n]\n`;
    const scanned = scanJson(text);
    expect(values(scanned)).to.deep.equal([{ z: 0 }, { c: 3 }]);
    expect(broken(scanned)).to.deep.equal([[5, 'not-json']]);
  });

  it('reports a text that ends inside a value', () => {
    expect(scanJson('{"a":1}\n{"b":')).to.deep.equal([
      { line: 1, value: { a: 1 } },
      { line: 2, broken: 'incomplete' },
    ]);
    expect(broken(scanJson('[\n{"a": [\n{"b":1},\n{"b":2},\n'))).to.deep.equal([[2, 'incomplete']]);
    expect(values(scanJson('[\n{"a": [\n{"b":1},\n{"b":2},\n'))).to.deep.equal([{ b: 1 }, { b: 2 }]);
  });

  it('keeps a field called __proto__ a field', () => {
    const [value] = values(scanJson('{"__proto__":{"x":1},"a":2}'));
    expect(Object.keys(value as object)).to.deep.equal(['__proto__', 'a']);
    expect(Object.getPrototypeOf(value)).to.equal(Object.prototype);
  });

  it('skips what is longer or deeper than the limits, and nothing after it', () => {
    const long = `{"a":"${'x'.repeat(1000)}"}`;
    const pretty = JSON.stringify({ list: Array.from({ length: 100 }, (_, i) => ({ i })) }, null, 1);
    for (const text of [long, `[${long}`, pretty]) {
      const scanned = scanJson(`${text}\n{"b":2}\n`, { maxLength: 500 });
      expect(broken(scanned)).to.deep.equal([[1, 'too-long']]);
      expect(values(scanned)).to.deep.equal([{ b: 2 }]);
    }
    for (const depth of [201, 100_000]) {
      const deep = '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
      const lists = `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
      for (const text of [deep, lists, `${deep}{"x":1}`]) {
        const scanned = scanJson(`${text}\n{"b":2}\n`);
        expect(broken(scanned)).to.deep.equal([[1, 'too-deep']]);
        expect(values(scanned)).to.deep.equal([{ b: 2 }]);
      }
    }
    expect(values(scanJson('{"a":'.repeat(200) + '1' + '}'.repeat(200)))).to.have.lengthOf(1);
  });

  it('does not keep a long value it will not read', () => {
    const scanner = createJsonScanner({ maxLength: 1_000_000 });
    scanner.push('{"a":"');
    for (let i = 0; i < 500; i++) expect(values(scanner.push('x'.repeat(100_000)))).to.deep.equal([]);
    expect(values(scanner.push('"}\n{"b":2}\n'))).to.deep.equal([{ b: 2 }]);
  });

  it('takes time in proportion to the text, however it is broken', () => {
    const texts = [
      '{"a":\n'.repeat(5_000),
      '{"a":[\n'.repeat(5_000),
      '{"a":1,\n'.repeat(5_000),
      `[{"a":[${'{"b":1},\n'.repeat(5_000)}`,
      `{"a":1,\n${'"b":1,\n'.repeat(5_000)}`,
      '{"a":"x\n'.repeat(5_000),
    ];
    for (const text of texts) {
      const started = performance.now();
      scanJson(text);
      expect(performance.now() - started, text.slice(0, 20)).to.be.lessThan(2_000);
    }
  });

  it('gives the same however the text is cut into pieces', () => {
    const line = fc.oneof(
      fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.stringify(value)),
      fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.stringify(value, null, 1)),
      fc.constantFrom(
        '',
        '{"a":1',
        '{"a":"\\',
        'x',
        '[',
        ']',
        ',',
        '{"a":[1,{"b":2}',
        '\ufeff',
        '{"a":1}{"b":',
      ),
    );
    const text = fc
      .tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n', ',\n', ' '))
      .map(([lines, end]) => lines.join(end));
    fc.assert(
      fc.property(text, fc.array(fc.nat(40), { maxLength: 30 }), (whole, cuts) => {
        const scanner = createJsonScanner();
        const scanned: Scanned[] = [];
        let at = 0;
        for (const cut of cuts) scanned.push(...scanner.push(whole.slice(at, (at += cut))));
        scanned.push(...scanner.push(whole.slice(at)), ...scanner.end());
        expect(scanned).to.deep.equal(scanJson(whole));
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds every object of a text that is well formed', () => {
    const event = fc.dictionary(fc.string(), fc.jsonValue());
    const written = fc.array(fc.tuple(event, fc.constantFrom(0, 1, 4)), { maxLength: 6 });
    fc.assert(
      fc.property(written, fc.constantFrom('\n', '', ' ', '\n\n', ',\n', ','), (events, between) => {
        const text = events.map(([value, indent]) => JSON.stringify(value, null, indent)).join(between);
        const expected = events.map(([value]) => JSON.parse(JSON.stringify(value)) as unknown);
        for (const whole of [text, `[${text}]`, `[\n${text}\n]\n`]) {
          expect(values(scanJson(whole))).to.deep.equal(expected);
          expect(broken(scanJson(whole))).to.deep.equal([]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
