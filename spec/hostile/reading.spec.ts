/** Texts that were written to hurt: each gets its diagnostic soon, and nothing is thrown. */
import { expect } from 'chai';
import fc from 'fast-check';
import { hasErrors } from '../../lib/diagnostics/diagnostic.ts';
import { MAX_DIAGNOSTICS } from '../../lib/diagnostics/collector.ts';
import { parseSigma } from '../../lib/parse.ts';
import { MAX_DEPTH, MAX_DOCUMENT_LENGTH, MAX_DOCUMENTS, MAX_TEXT_LENGTH } from '../../lib/yaml/limits.ts';
import { ruleWith, ruleWithDetection } from '../helpers/reading.ts';

/**
 * Milliseconds of processor time within which a text must have its diagnostic: other programs do not count. Where the
 * lines that specs reach are counted, counting takes its own time.
 */
const PATIENCE = process.env.NODE_V8_COVERAGE === undefined ? 2000 : 4000;

const MEGABYTE = 1024 * 1024;

/** Repeats a piece until the text has the length. */
function fill(piece: string, length: number, before = '', after = ''): string {
  return before + piece.repeat(Math.floor((length - before.length - after.length) / piece.length)) + after;
}

/** The codes of the errors, each once. */
function errorsOf(text: string): string[] {
  const before = process.cpuUsage();
  const { diagnostics } = parseSigma(text);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000, 'milliseconds').to.be.below(PATIENCE);
  return [...new Set(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code))];
}

describe('hostile texts', () => {
  it('get a diagnostic for their length', () => {
    expect(errorsOf(ruleWith({ description: 'a'.repeat(5 * MEGABYTE) }))).to.deep.equal(['yaml-too-large']);
    expect(errorsOf(fill('a\n', MAX_TEXT_LENGTH + 2))).to.deep.equal(['yaml-too-large']);
    const values = fill(`\n            - 'value'`, 5 * MEGABYTE, ruleWithDetection('selection:\n    Image:'));
    expect(errorsOf(values)).to.deep.equal(['yaml-too-large']);
  });

  it('get a diagnostic for their number of documents', () => {
    expect(errorsOf(fill('---\n', MEGABYTE))).to.deep.equal(['yaml-too-large']);
    expect(errorsOf(`${ruleWith({})}---\n`.repeat(MAX_DOCUMENTS + 1))).to.deep.equal(['yaml-too-large']);
  });

  it('get a diagnostic for all their conditions together', () => {
    const rules = Array.from({ length: 1000 }, (_, i) =>
      ruleWithDetection(`a:\n    f: x\ncondition: a${i}${' or a'.repeat(200)}`),
    );
    expect(errorsOf(rules.join('---\n'))).to.deep.equal(['condition-too-long']);
  });

  it('get a diagnostic for their depth, in flow and in block style', () => {
    const depth = 10_000;
    const texts = [
      '['.repeat(depth),
      `${'['.repeat(depth)}${']'.repeat(depth)}`,
      '{a: '.repeat(depth),
      '- '.repeat(depth),
      '? '.repeat(depth),
      ': '.repeat(depth),
      Array.from({ length: 1000 }, (_, level) => `${' '.repeat(level)}a:\n`).join(''),
      ruleWithDetection(`selection: ${'['.repeat(depth)}x${']'.repeat(depth)}`),
    ];
    for (const text of texts) expect(errorsOf(text), text.slice(0, 20)).to.deep.equal(['yaml-too-deep']);
  });

  it('are read as deep as the limit', () => {
    // Two levels belong to the rule: the document and its detection.
    const nested = (levels: number): string =>
      ruleWithDetection(`selection: ${'['.repeat(levels)}x${']'.repeat(levels)}\ncondition: selection`);
    expect(errorsOf(nested(MAX_DEPTH - 2))).to.deep.equal([]);
    expect(errorsOf(nested(MAX_DEPTH - 1))).to.deep.equal(['yaml-too-deep']);
  });

  it('get a diagnostic for what their aliases stand for', () => {
    const levels = Array.from({ length: 30 }, (_, level) => {
      const previous = level === 0 ? 'lol' : `*a${level - 1}`;
      return `a${level}: &a${level} [${Array(9).fill(previous).join(', ')}]\n`;
    });
    expect(errorsOf(levels.join(''))).to.deep.equal(['yaml-alias-limit']);
    const maps = Array.from({ length: 30 }, (_, level) => {
      const previous = level === 0 ? '{x: 1}' : `*m${level - 1}`;
      return `m${level}: &m${level} {a: ${previous}, b: ${previous}, c: ${previous}}\n`;
    });
    expect(errorsOf(maps.join(''))).to.deep.equal(['yaml-alias-limit']);
  });

  it('do not take the text’s other rules along', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [${Array(100).fill('*a').join()}]\nc: [${Array(100).fill('*b').join()}]\n`;
    const { rules, diagnostics } = parseSigma(
      `${ruleWith({})}---\n${bomb}---\n${ruleWith({ title: 'Last' })}`,
    );
    expect(rules.map(({ title }) => title)).to.deep.equal(['Rule', 'Last']);
    expect(diagnostics.map(({ code }) => code)).to.include('yaml-alias-limit');
  });

  it('cannot buy time with dense YAML', () => {
    const length = MAX_DOCUMENT_LENGTH;
    const texts = {
      'a list of one-letter values': fill('a,', length, '[', ']'),
      'a map of one-letter keys': fill('a,', length, '{', '}'),
      'empty items': fill('-\n', length),
      'pairs in a list': fill('a: b,', length, '[', ']'),
      'equal keys': fill('a: b\n', length),
      'explicit keys': fill('? a\n', length),
      anchors: fill('- &a a\n', length),
      tags: fill('- !a a\n', length),
      'markers and directives': fill('%a\n---\n', length),
      'a key of many items': `- &a\n  &b\n  ${fill('a,', length - 20, '[', ']')}`,
      'merge keys': `- &a {${Array.from({ length: 1000 }, (_, i) => `k${i}: 1`).join()}}\n${fill('- <<: *a\n', length / 2)}`,
      hyphens: fill('-', length),
      'lines of a block': fill(' a\n', length, 'a: |\n'),
      'comments below an absent value': `a:\n${fill('#\n', length)}`,
      'an open quote': fill('a\n', length, `a: '`),
      'an open bracket': fill('a\n ', length, 'a: ['),
      'one long broken line': `a: b: ${fill('c', length - 10)}`,
    };
    for (const [name, text] of Object.entries(texts)) {
      expect(errorsOf(text.slice(0, length)), name).to.not.deep.equal([]);
    }
  }).timeout(60_000);

  it('cannot buy time with names that are nearly others', () => {
    const many = Array.from({ length: 40_000 }, (_, i) => `- &n${i} x\n`).join('');
    const texts = {
      'unknown aliases': many + '- *zzzz\n'.repeat(40_000),
      'two long names': `- &${'a'.repeat(100_000)} x\n- *${'b'.repeat(120_000)}\n`,
      'many conditions': ruleWithDetection(`a: x\ncondition:\n${fill('    - a or b\n', MEGABYTE / 2)}`),
    };
    for (const [name, text] of Object.entries(texts)) expect(errorsOf(text), name).to.not.deep.equal([]);
  });

  it('share a budget of nodes among their documents', () => {
    const document = fill('a,', MEGABYTE / 2, '--- [', ']\n');
    expect(errorsOf(document.repeat(16))).to.include('yaml-too-many-nodes');
  });

  it('cannot flood the reader with diagnostics, nor hide an error behind warnings', () => {
    const searches = Array.from({ length: 5000 }, (_, i) => `s${i}: {F: [{a: b}]}`);
    const flood = parseSigma(ruleWithDetection([...searches, 'condition: s1'].join('\n')));
    expect(flood.rules).to.deep.equal([]);
    expect(flood.diagnostics).to.have.length(MAX_DIAGNOSTICS);

    const tags = Array.from({ length: 500 }, (_, i) => `Bad ${i}`).join(', ');
    const hidden = parseSigma(ruleWith({ tags: `[${tags}]`, zz: '1', detection: '{ selection: a }' }));
    expect(hidden.rules).to.deep.equal([]);
    expect(hasErrors(hidden.diagnostics)).to.equal(true);
  });

  it('cannot reach the properties of JavaScript’s own objects', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];
    for (const name of names) {
      const attribute = parseSigma(ruleWith({ [name]: '{ polluted: true }' }));
      expect(attribute.rules[0]?.custom.get(name)).to.deep.equal({ polluted: true });
      const source = parseSigma(ruleWith({ logsource: `{ product: windows, ${name}: { polluted: true } }` }));
      expect([...(source.rules[0]?.logsource.custom.keys() ?? [])]).to.deep.equal([name]);
      const search = parseSigma(ruleWithDetection(`${name}:\n    ${name}: x\ncondition: ${name}`));
      expect([...(search.rules[0]?.detection.searches.keys() ?? [])]).to.deep.equal([name]);
      expect(errorsOf(ruleWith({ related: `[{ ${name}: 1 }]`, level: name, status: name }))).to.deep.equal(
        [],
      );
    }
    expect('polluted' in {}).to.equal(false);
  });

  it('give values or diagnostics, never an exception', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        ': ',
        '\n',
        '  ',
        '- ',
        '---\n',
        "'",
        '"',
        '[',
        ']',
        '{',
        '}',
        ',',
        '*',
        '&',
        '!',
        '|',
        '>',
        '%',
        '#',
        '?',
      ],
      ...[
        '\t',
        '\r\n',
        '\uFEFF',
        '\u0000',
        '\\',
        '<<: ',
        'title: x\n',
        'detection:\n',
        'condition: a\n',
        'logsource:\n',
      ],
      ...['...\n', '😀', '\uD800', '!!str ', '*a', '&a ', '~', '0x1'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { documents } = parseSigma(pieces.join(''));
        for (const { rule, diagnostics, source, span } of documents) {
          expect(rule === undefined).to.equal(hasErrors(diagnostics));
          for (const place of [span, ...diagnostics.map((each) => each.span)]) {
            expect(place.start).to.be.within(0, place.end);
            expect(place.end).to.be.at.most(source.text.length);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});
