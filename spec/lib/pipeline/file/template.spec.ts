/** Templates: what they can say, and what hostile ones cannot do. */
import { expect } from 'chai';
import { toData, TemplateError, type Data } from '../../../../lib/pipeline/file/template/data.ts';
import { parseFormat, renderFormat } from '../../../../lib/pipeline/file/template/format.ts';
import { parseTemplate } from '../../../../lib/pipeline/file/template/parse.ts';
import { renderTemplate, STEPS_OF_A_QUERY } from '../../../../lib/pipeline/file/template/render.ts';

const VALUES = {
  query: 'f="x" <y>',
  n: 3,
  yes: true,
  nothing: null,
  list: ['b', 'a', 'b'],
  map: { one: 1, 'two words': 2 },
  pairs: [
    ['k', 'v'],
    ['l', 'w'],
  ],
};

function data(values: Readonly<Record<string, unknown>>): ReadonlyMap<string, Data> {
  return new Map(Object.entries(values).map(([name, value]) => [name, toData(value)]));
}

function render(
  template: string,
  values: Readonly<Record<string, unknown>> = VALUES,
  escape = false,
): string {
  return renderTemplate(parseTemplate(template), data(values), escape, STEPS_OF_A_QUERY);
}

function failure(template: string): string {
  try {
    return `rendered: ${render(template).slice(0, 40)}`;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return error.message;
  }
}

describe('templates', () => {
  const cases: readonly (readonly [template: string, text: string])[] = [
    ['{{ query }}', 'f="x" <y>'],
    ['{{ n + 1 }} {{ n - 1 }} {{ -2 }}', '4 2 -2'],
    ['{{ map.one }} {{ map["two words"] }} {{ list[0] }} {{ list.1 }}', '1 2 b a'],
    ['{{ "a" ~ n ~ "b" }} {{ "a" + "b" }}', 'a3b ab'],
    ['{{ yes }} {{ nothing }} {{ missing }}|', 'True None |'],
    ['{{ missing | default("d") }} {{ nothing | d("d", true) }} {{ nothing | d("d") }}', 'd d None'],
    ['{{ 1 if yes else 2 }}{{ 1 if not yes }}', '1'],
    ['{{ n == 3 and n != 4 }} {{ n < 3 or n >= 3 }} {{ not (n > 2) }}', 'True True False'],
    ['{{ "a" < "b" }} {{ n <= 2 }}', 'True False'],
    ['{{ "x" in query }} {{ "z" not in list }} {{ "one" in map }}', 'True True True'],
    [
      '{{ n is defined }} {{ m is not defined }} {{ nothing is none }} {{ query is string }}',
      'True True True True',
    ],
    [
      '{{ map is mapping }} {{ list is iterable }} {{ n is number }} {{ m is undefined }}',
      'True True True True',
    ],
    ['{{ list | join("-") }} {{ list | unique | sort | join }} {{ list | length }}', 'b-a-b ab 3'],
    ['{{ list | first }}{{ list | last }} {{ map | length }} {{ "abc" | list | join(" ") }}', 'bb 2 a b c'],
    [
      '{{ " A b " | trim | lower }} {{ "ab cd" | title }} {{ "aB" | capitalize }} {{ "a" | upper }}',
      'a b Ab Cd Ab A',
    ],
    ['{{ "a.b.c".replace(".", "/") }} {{ " x ".strip() }} {{ "x".upper() }}', 'a/b/c x X'],
    [
      '{{ map | tojson }} {{ list | tojson(1) }} {{ "7.9" | int }} {{ 5 | string }}',
      '{"one":1,"two words":2} [\n "b",\n "a",\n "b"\n] 7 5',
    ],
    ['{{ "a\\nb\\n\\nc" | indent(2) }}|{{ "a\\nb" | indent(1, true) }}', 'a\n  b\n\n  c| a\n b'],
    ['{% if n > 5 %}a{% elif n > 2 %}b{% else %}c{% endif %}', 'b'],
    ['{% for x in list %}{{ loop.index }}{{ x }}{{ "," if not loop.last }}{% endfor %}', '1b,2a,3b'],
    ['{% for x in [] %}a{% else %}none{% endfor %}', 'none'],
    [
      '{% for k, v in pairs %}{{ k }}={{ v }};{% endfor %}{% for k, v in map.items() %}{{ k }}{{ v }}{% endfor %}',
      'k=v;l=w;one1two words2',
    ],
    ['{% for k in map %}{{ k }} {% endfor %}', 'one two words '],
    ['{% set a = 1 %}{% if yes %}{% set a = 2 %}{{ a }}{% endif %}{{ a }}', '21'],
    ['a  {%- if yes -%}  b  {%- endif -%}  c', 'abc'],
    ['{# gone #}a {#- gone -#} b', 'ab'],
    ['a\n{{ n }}\n', 'a\n3'],
    ['}} %} { {', '}} %} { {'],
    ["{{ '}}' }} {{ \"{{ 'a' }}\" }}", "}} {{ 'a' }}"],
    ['{{ [1, 2] | join(",") }}', '1,2'],
  ];
  for (const [template, text] of cases) {
    it(`fill ${template}`, () => {
      expect(render(template)).to.equal(text);
    });
  }

  it('escape for HTML where asked, each text once', () => {
    expect(render('{{ query }} {{ query | e }} {{ "<b>" | safe }}', VALUES, true)).to.equal(
      'f=&#34;x&#34; &lt;y&gt; f=&#34;x&#34; &lt;y&gt; <b>',
    );
  });

  describe('refuse with a reason and a place', () => {
    const refusals: readonly (readonly [template: string, reason: RegExp, offset?: number])[] = [
      ['a {{ b', /not closed/, 2],
      ['{% include "x" %}', /no `{% include %}`/, 3],
      ['{% macro x() %}{% endmacro %}', /no `{% macro %}`/],
      ['{{ x | attr("y") }}', /no filter `attr`/, 7],
      ['{{ query.__class__() }}', /method `__class__`/],
      ['{{ range(9) }}', /cannot be called/, 8],
      ['{% if a %}', /not closed/],
      ['{% for a in b %}', /not closed/],
      ['{% endif %}', /does not belong/],
      ['{{ a b }}', /does not belong/],
      ['{{ }}', /missing/],
      ['{{ (a }}', /expected/],
      ['{{ [a }}', /expected/],
      ['{{ a[1 }}', /expected/],
      ['{{ a is odd }}', /no test `odd`/],
      ['{{ a | join(d=1) }}', /no names/],
      ['{{ a ! }}', /cannot be read/],
      ['{# a', /not closed/],
      ['{% set a %}', /expected `=`/],
      ['{% set 1 = a %}', /expected a name/],
      ['{% for a of b %}', /expected `in`/],
      ['{{ not }}', /missing/],
      ['{{ a not b }}', /expected `in`/],
      ['{{ a.-b }}', /expected a name/],
    ];
    for (const [template, reason, offset] of refusals) {
      it(template, () => {
        let thrown: unknown;
        try {
          parseTemplate(template);
        } catch (error) {
          thrown = error;
        }
        expect(thrown).to.be.instanceOf(TemplateError);
        expect((thrown as TemplateError).message).to.match(reason);
        if (offset !== undefined) expect((thrown as TemplateError).offset).to.equal(offset);
      });
    }
  });

  describe('cannot', () => {
    it('reach what is behind a value', () => {
      for (const name of [
        'constructor',
        '__proto__',
        'prototype',
        'toString',
        'hasOwnProperty',
        '__class__',
      ]) {
        for (const of of ['query', 'list', 'map', 'n', 'missing | default(map)']) {
          expect(failure(`{{ (${of}).${name} }}`), `${of}.${name}`).to.equal('rendered: ');
          expect(failure(`{{ (${of})["${name}"] }}`), `${of}[${name}]`).to.equal('rendered: ');
        }
        expect(failure(`{{ ${name} }}`)).to.equal('rendered: ');
      }
    });

    it('take the members of nothing', () => {
      expect(failure('{{ missing.name }}')).to.equal('there is nothing to take `name` from');
    });

    it('print what is no text', () => {
      expect(failure('{{ list }}')).to.match(/cannot be printed/);
      expect(failure('{{ n | join }}')).to.match(/no list/);
      expect(failure('{{ n | items }}')).to.match(/for maps/);
      expect(failure('{{ n + "a" }}')).to.match(/two numbers or two texts/);
      expect(failure('{{ query | replace("", "x") }}')).to.match(/needs a text/);
      expect(failure('{{ query | indent(1000) }}')).to.match(/0 to 100/);
      expect(failure('{% for a in n %}{% endfor %}')).to.match(/lists and maps/);
      expect(failure('{% for a, b in list %}{% endfor %}')).to.match(/pairs/);
    });

    it('grow beyond measure', () => {
      const doubling = '{% set a = "xxxxxxxxxxxxxxxx" %}' + '{% set a = a ~ a %}'.repeat(40);
      expect(failure(doubling)).to.match(/at most|no text is longer/);
      expect(
        failure(`{% set a = "x" %}${'{% set a = a.replace("x", "xxxxxxxxxxxxxxxx") %}'.repeat(12)}`),
      ).to.match(/at most|no text is longer/);
    });

    it('keep the program busy', () => {
      const started = performance.now();
      const many = `{% set l = "${'x'.repeat(500)}" | list %}`;
      const loops = '{% for a in l %}'.repeat(8) + 'x' + '{% endfor %}'.repeat(8);
      expect(failure(many + loops)).to.match(/at most|no text is longer/);
      const work = `{% set b = "${'x'.repeat(50_000)}" %}{% for a in b | list %}{% if b | upper | sort | unique %}{% endif %}{% endfor %}`;
      expect(failure(work)).to.match(/at most|no text is longer/);
      expect(performance.now() - started).to.be.below(5000);
    });

    it('overflow the stack', () => {
      expect(failure(`{{ ${'('.repeat(400)}1 }}`)).to.match(/levels/);
      expect(failure(`{{ ${'not '.repeat(400)}1 }}`)).to.match(/levels/);
      expect(failure(`{{ ${'['.repeat(400)} }}`)).to.match(/levels/);
      expect(failure('{% if a %}'.repeat(5000))).to.match(/levels/);
      expect(failure(`{{ ${'1 if '.repeat(240)} }}`)).to.match(/missing|levels|belong/);
      expect(failure(`{{ ${Array(20_000).fill('1').join(' + ')} }}`)).to.match(/at most 500 parts/);
    });
  });
});

describe('simple templates', () => {
  const fill = (template: string): string => renderFormat(parseFormat(template), data(VALUES));

  it('fill names, members and indices', () => {
    expect(fill('{query} {map[two words]} {map.one} {list[1]} {{n}} {n}')).to.equal('f="x" <y> 2 1 a {n} 3');
  });

  for (const [template, reason] of [
    ['{', /no partner/],
    ['}', /no partner/],
    ['{}', /expected a name/],
    ['{query!r}', /not supported/],
    ['{query:>9999999999}', /not supported/],
    ['{query.__class__.__init__}', /nothing to take|no value/],
    ['{missing}', /no value/],
    ['{list}', /cannot be printed/],
  ] as const) {
    it(`refuse ${template}`, () => {
      expect(() => fill(template)).to.throw(TemplateError, reason);
    });
  }
});
