/** Pipeline files from others: whatever is in them, they end soon and change no value in silence. */
import { expect } from 'chai';
import fc from 'fast-check';
import { splunk } from '../../../../backends/splunk/index.ts';
import { convert, parseSigma, type SigmaRule } from '../../../../lib/index.ts';
import { joinParts } from '../../../../lib/pipeline/file/replacement.ts';
import { numberMatcher } from '../../../../lib/pipeline/file/numbers.ts';
import { patternOf } from '../../../../lib/pipeline/file/texts.ts';
import { readPipeline } from '../../../../lib/pipeline/file/index.ts';
import { runPipelines } from '../../../../lib/pipeline/run.ts';
import { append, type Pattern } from '../../../../lib/modifiers/combinations.ts';
import { leaf } from '../../../../lib/query/build.ts';
import { leavesOf } from '../../../../lib/query/leaves.ts';
import type { Matcher, WildcardPart } from '../../../../lib/query/query.ts';
import { shapeOf } from '../../../../lib/resolve/text-shape.ts';
import { printWildcards } from '../../../../lib/syntax/wildcard.ts';

function ruleWith(value: string, category = 'c'): SigmaRule {
  const text = `title: T\nlogsource: { category: ${JSON.stringify(category)} }\ndetection: { s: { f: ${JSON.stringify(value)} }, condition: s }\n`;
  return parseSigma(text).rules[0]!;
}

function codesOf(pipeline: string): readonly string[] {
  return readPipeline(pipeline).diagnostics.map(({ code }) => code);
}

/** The query of a rule behind a pipeline, or what is said. */
function through(pipeline: string, value: string, category?: string): string {
  const read = readPipeline(pipeline);
  expect(read.diagnostics).to.deep.equal([]);
  const { queries, diagnostics } = convert(ruleWith(value, category), splunk, {
    pipelines: [read.pipeline!],
  });
  return queries[0] ?? diagnostics.map(({ message }) => message).join('\n');
}

/** Far above what the work takes, and far below what it took before it was bounded. */
function soon(work: () => void): void {
  const started = performance.now();
  work();
  expect(performance.now() - started).to.be.below(2000);
}

function template(text: string, vars = '{}'): string {
  return `vars: ${vars}\npostprocessing:\n  - { type: template, template: ${JSON.stringify(text)} }\n`;
}

describe('pipelines from others', () => {
  it('have no expression that one engine judges and another one runs', () => {
    const replace = (regex: string): string =>
      `transformations: [{ type: replace_string, regex: ${JSON.stringify(regex)}, replacement: z }]\n`;
    // A class to PCRE; to JavaScript a class, and a group that tries every way to divide a run of letters.
    expect(codesOf(replace('[[:alpha:](a+)+]'))).to.deep.equal(['pipeline-value']);
    expect(codesOf(replace('[[:^digit:]]'))).to.deep.equal(['pipeline-value']);
    expect(codesOf(replace('(?x)[b] # (a+)+$'))).to.deep.equal(['regex-unsupported']);
  });

  it('replace in long patterns without going through all of it for each match', () => {
    const pipeline = "transformations: [{ type: replace_string, regex: 'a', replacement: z }]\n";
    soon(() => expect(through(pipeline, 'a?'.repeat(20_000))).to.match(/^f="z\*z/));
  });

  it('replace characters, not halves of them', () => {
    const pipeline = "transformations: [{ type: replace_string, regex: '.', replacement: '<\\g<0>>' }]\n";
    expect(through(pipeline, '😀a')).to.equal('f="<😀><a>"');
  });

  describe('have templates that end soon', () => {
    it('whatever lists they put into each other', () => {
      const doubled = '{% set a = [1] %}' + '{% set a = [a, a] %}'.repeat(40) + '{{ a | tojson }}';
      soon(() => expect(through(template(doubled), 'a')).to.include('no JSON has more than 500000 values'));
    });

    it('however many names they set', () => {
      const names = Array.from({ length: 20_000 }, (_, index) => `{% set a${index} = 1 %}`);
      soon(() => expect(through(template(names.join('')), 'a')).to.include('too much work'));
    });

    it('however many times they do nothing', () => {
      const open = '{% for a in pipeline.vars.l %}'.repeat(3);
      const close = '{% endfor %}'.repeat(3);
      const list = JSON.stringify({ l: Array.from({ length: 500 }, (_, index) => index) });
      soon(() => expect(through(template(open + close, list), 'a')).to.include('too much work'));
    });

    it('which leaves room for what templates are for', () => {
      const list = JSON.stringify({ l: Array.from({ length: 2000 }, (_, index) => index) });
      const text =
        '{% for a in pipeline.vars.l %}{% set b = a %}{% if loop.last %}{{ b }}{% endif %}{% endfor %}';
      expect(through(template(text, list), 'a')).to.equal('1999');
    });
  });

  describe('make numbers of texts', () => {
    const pipeline = 'transformations: [{ type: convert_type, target_type: num }]\n';
    for (const [text, number] of [
      ['12345678901234567890', '12345678901234567890'],
      ['-00012345678901234567890', '-12345678901234567890'],
      ['007', '7'],
      [' +4.50 ', '4.5'],
      ['.5', '0.5'],
      ['1e3', '1000'],
    ] as const) {
      it(`with all of their digits: ${text}`, () => {
        expect(through(pipeline, text)).to.equal(`f=${number}`);
        expect(
          through(
            `transformations: [{ type: set_value, force_type: num, value: ${JSON.stringify(text)} }]\n`,
            'x',
          ),
        ).to.equal(`f=${number}`);
      });
    }

    it('only where they are numbers in every language', () => {
      for (const text of ['0x10', '0b1', '1_000', 'Infinity', 'NaN', '1e999', '.', '', '1 2', '٣'])
        expect(numberMatcher(text), text).to.equal(undefined);
      expect(through(pipeline, '0x10')).to.include('this value is none');
      expect(
        codesOf('transformations: [{ type: set_value, force_type: num, value: "0x10" }]\n'),
      ).to.deep.equal(['pipeline-value']);
    });

    it('and take none that a program cannot hold', () => {
      expect(codesOf('transformations: [{ type: set_value, value: 12345678901234567890 }]\n')).to.deep.equal([
        'pipeline-value',
      ]);
    });
  });

  it('take a star in the log source of a rule for a star', () => {
    const pipeline = (item: string): string =>
      `transformations: [{ type: add_condition, template: true, conditions: { ${item} } }]\n`;
    expect(through(pipeline("index: 'x-$category-*'"), 'a', 'a*?')).to.equal(
      // A literal star is asked for by an expression in Splunk.
      'index="x-a*?-*" f="a" | regex index="(?i)\\\\Ax-a\\\\*\\\\?-"',
    );
    expect(through(pipeline("index: '$category*'"), 'a', 'C:\\')).to.equal('index="C:\\\\*" f="a"');
    expect(through(pipeline("'index|re': '^$category$'"), 'a', 'b?')).to.include('b?');
  });
});

describe('laws of patterns', () => {
  const part: fc.Arbitrary<WildcardPart> = fc.oneof(
    fc
      .string({ unit: fc.constantFrom('*', '?', '\\', 'a', 'é'), maxLength: 4 })
      .map((text) => ({ kind: 'text' as const, text })),
    fc.constant({ kind: 'many' as const }),
    fc.constant({ kind: 'one' as const }),
  );

  it('joins parts as the reader of values does', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        expect(joinParts(parts)).to.deep.equal(parts.reduce<Pattern>(append, []));
      }),
    );
  });

  /** What each step makes of a value, text by text and wildcard by wildcard. */
  const STEPS: Readonly<Record<string, (parts: readonly WildcardPart[]) => readonly WildcardPart[]>> = {
    'replace_string, regex: "a", replacement: "b"': (parts) =>
      mapTexts(parts, (text) => text.replaceAll('a', 'b')),
    "replace_string, regex: '(\\*)', replacement: '\\1\\1', skip_special: true": (parts) =>
      mapTexts(parts, (text) => text.replaceAll('*', '**')),
    "replace_string, regex: '\\\\', replacement: '/', skip_special: true": (parts) =>
      mapTexts(parts, (text) => text.replaceAll('\\', '/')),
    'case, method: upper': (parts) => mapTexts(parts, (text) => text.toUpperCase()),
    'case, method: snake_case': (parts) => mapTexts(parts, (text) => text.toLowerCase()),
    'convert_type, target_type: str': (parts) => parts,
    "map_string, mapping: { '\\*': other }": (parts) =>
      printWildcards(parts) === '\\*' ? [{ kind: 'text', text: 'other' }] : parts,
  };

  function mapTexts(
    parts: readonly WildcardPart[],
    change: (text: string) => string,
  ): readonly WildcardPart[] {
    return parts.map((each) => (each.kind === 'text' ? { kind: 'text', text: change(each.text) } : each));
  }

  for (const [step, meaning] of Object.entries(STEPS)) {
    it(`${step} changes texts and leaves every wildcard what and where it is`, () => {
      const { pipeline, diagnostics } = readPipeline(`transformations: [{ type: ${step} }]\n`);
      expect(diagnostics).to.deep.equal([]);
      const run = { backend: 'any', format: 'default', unmapped: 'keep' } as const;
      fc.assert(
        fc.property(fc.array(part, { maxLength: 6 }).map(joinParts), (parts) => {
          const matcher: Matcher = shapeOf(parts, false);
          if (patternOf(matcher) === undefined) return;
          const query = leaf('f', matcher, { start: 0, end: 0 });
          const { state } = runPipelines(ruleWith('x'), [query], [pipeline!], run);
          const [changed] = leavesOf(state.queries[0]!);
          expect(patternOf(changed!.matcher)?.parts).to.deep.equal(joinParts(meaning(parts)));
        }),
      );
    });
  }
});
