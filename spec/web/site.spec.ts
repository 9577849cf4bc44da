/** The pages: whole, safe, linked, and the same every time. */
import { posix } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { ASSETS } from '../../web/site.ts';
import { createCollection } from '../../lib/collection/index.ts';
import { parseSigma } from '../../lib/parse.ts';
import { listFiles } from '../helpers/project.ts';
import { exampleRules, readPage, rulesOf, siteOf } from '../helpers/site.ts';

type Site = ReadonlyMap<string, string>;

function pagesOf(site: Site): [string, string][] {
  return [...site].filter(([path]) => path.endsWith('.html'));
}

function expectWhole(site: Site): void {
  for (const [path, text] of pagesOf(site)) {
    const { tags } = readPage(text);
    const ids = tags.flatMap(({ attributes }) => attributes.get('id') ?? []);
    expect(ids, path).to.have.lengthOf(new Set(ids).size);
    expect(
      tags.filter(({ name }) => name === 'h1'),
      path,
    ).to.have.lengthOf(1);
  }
}

/** Nothing on a page runs or loads but the site's own files. */
function expectHarmless(site: Site): void {
  for (const [path, text] of pagesOf(site)) {
    const { tags } = readPage(text);
    for (const { name, attributes } of tags) {
      expect(['style', 'iframe', 'object', 'embed', 'form', 'base', 'img', 'svg'], path).to.not.include(name);
      expect(
        [...attributes.keys()].filter((each) => each.startsWith('on') || each === 'style'),
      ).to.deep.equal([]);
      if (name === 'script' || name === 'link') {
        const address = attributes.get('src') ?? attributes.get('href') ?? '';
        expect(address, path).to.match(/^(\.\.\/)?assets\/[\w.]+$/);
      }
      if (name === 'a')
        expect(attributes.get('href'), path).to.match(/^(https?:\/\/|#|(\.\.\/)?[\w./-]+(#\w+)?$)/i);
    }
    const policies = tags.filter(
      ({ attributes }) => attributes.get('http-equiv') === 'Content-Security-Policy',
    );
    expect(policies.map(({ attributes }) => attributes.get('content')).join()).to.match(
      /^default-src 'none'; /,
    );
  }
}

function expectLinked(site: Site): void {
  const places = new Set<string>(ASSETS.map((name) => `assets/${name}`));
  for (const path of site.keys()) places.add(path);
  const read = pagesOf(site).map(([path, text]) => ({ path, tags: readPage(text).tags }));
  for (const { path, tags } of read) {
    for (const { attributes } of tags) {
      const id = attributes.get('id');
      if (id !== undefined) places.add(`${path}#${id}`);
    }
  }
  for (const { path, tags } of read) {
    for (const { attributes } of tags) {
      const address = attributes.get('href') ?? attributes.get('src');
      if (address === undefined || /^https?:/i.test(address)) continue;
      const target = address.startsWith('#') ? path + address : posix.join(posix.dirname(path), address);
      expect(places.has(target), `${path} leads to ${address}`).to.equal(true);
    }
  }
}

describe('the catalogue site', () => {
  let site: Site;
  before(async () => {
    site = await siteOf(exampleRules());
  });

  it('closes every element in its place, and uses each id once', () => {
    expectWhole(site);
  });

  it('loads nothing but its own files, and runs nothing that a rule says', () => {
    expectHarmless(site);
  });

  it('leads nowhere that is not there', () => {
    expectLinked(site);
  });

  it('is the same bytes every time, in whatever order the rules come', async () => {
    expect([...(await siteOf(exampleRules()))]).to.deep.equal([...site]);
    const reversed = await siteOf([...exampleRules()].reverse());
    expect(new Map([...reversed].sort())).to.deep.equal(new Map([...site].sort()));
  });

  it('names every file that stands beside the templates', () => {
    const own = listFiles('web/assets').map((path) => posix.basename(path));
    expect(ASSETS).to.have.members(own.filter((name) => !/\.d\.ts$|\.json$/.test(name)));
  });

  it('names each table’s columns and what it is about', () => {
    for (const [path, text] of pagesOf(site)) {
      const { tags } = readPage(text);
      const count = (wanted: string): number => tags.filter(({ name }) => name === wanted).length;
      expect(count('caption'), path).to.equal(count('table'));
      for (const { name, attributes } of tags)
        if (name === 'th') expect(attributes.has('scope'), path).to.equal(true);
    }
  });

  it('lists every rule on the start page, with or without a script', () => {
    const { tags, text } = readPage(site.get('index.html') ?? '');
    const links = tags.flatMap(({ attributes }) => attributes.get('href') ?? []);
    expect(links.filter((link) => link.startsWith('rules/'))).to.have.lengthOf(exampleRules().length);
    for (const { title } of exampleRules()) expect(text).to.include(title);
  });

  it('shows everything that is known of a rule', () => {
    const page = pagesOf(site).find(([, text]) => text.includes('<h1>Python Path Configuration'));
    const { text } = readPage(page?.[1] ?? '');
    for (const part of [
      ...[
        'T1059.006 Command and Scripting Interpreter: Python',
        'Sysmon',
        'FileCreate',
        'not filter_main_python',
      ],
      ...[
        'selection matches, and filter_main_python does not match',
        '\\distutils-precedence.pth',
        'ends_with',
      ],
      ...['Splunk SPL', 'Microsoft KQL', 'Elastic EQL', 'exact', 'TargetFilename|endswith:', 'Other rules'],
    ]) {
      expect(text).to.include(part);
    }
  });

  it('makes a page for each technique and for each of those that it refines', () => {
    expect(readPage(site.get('techniques/t1059.006.html') ?? '').text).to.include(
      'Python Path Configuration',
    );
    expect(readPage(site.get('techniques/t1059.html') ?? '').text).to.include('T1059.006');
  });

  describe('of rules that share something', () => {
    const rule = (title: string, values: string): string =>
      `title: ${title}\nlogsource: { product: windows }\ndetection:\n  s:\n    Image|endswith: ${values}\n  condition: s\n`;

    it('says who looks for a value alone, and who in a list', async () => {
      const rules = [
        rule('One', "'\\a.exe'"),
        rule('Two', "'\\A.exe'"),
        rule('Three', "['\\a.exe', '\\b.exe']"),
      ];
      const shared = await siteOf(rulesOf(rules.join('---\n')));
      const [[path, text] = ['', '']] = pagesOf(shared).filter(([each]) => each.startsWith('indicators/'));
      expect(path).to.match(/^indicators\/image-ends-with-a-exe-[0-9a-f]{8}\.html$/);
      expect(readPage(text).text).to.match(/look for it alone 2[^]*One[^]*Two[^]*in a list 1[^]*Three/);
      expectLinked(shared);
    });

    it('has a page for a list that two rules have, in any order', async () => {
      const rules = [rule('One', "['\\a.exe', '\\b.exe']"), rule('Two', "['\\b.exe', '\\a.exe']")];
      const shared = await siteOf(rulesOf(rules.join('---\n')));
      const paths = pagesOf(shared).map(([path]) => path);
      expect(paths.filter((path) => /^indicators\/.*-and-1-more-/.test(path))).to.have.lengthOf(1);
    });
  });

  describe('of rules that say something of each other', () => {
    const rule = (title: string, selection: string): string =>
      `title: ${title}\nlogsource: { product: windows }\ndetection:\n  s:\n    ${selection}\n  condition: s\n`;
    const TEXT = [
      rule('Wide', 'Image|endswith: cmd.exe'),
      rule('Narrow', "Image|endswith: '\\cmd.exe'\n    User: x"),
      rule('Twin', "User: x\n    Image|endswith: '\\cmd.exe'"),
      rule('Other', 'Image: other.exe'),
    ].join('---\n');
    const relatedOf = async (text: string, title: string): Promise<string> => {
      const made = await siteOf(rulesOf(text));
      const page = pagesOf(made).find(([, each]) => each.includes(`<h1>${title}</h1>`))?.[1] ?? '';
      const { text: shown } = readPage(page);
      const [, related = ''] = shown.split('Proved of what they match');
      return related.split('Share indicators')[0]!.replace(/\s+/g, ' ').trim();
    };

    it('shows what is proved, from the side of each', async () => {
      expect(await relatedOf(TEXT, 'Wide')).to.match(
        /^no level Narrow matches only what this rule does no level Twin matches only what this rule does/,
      );
      expect(await relatedOf(TEXT, 'Narrow')).to.match(
        /^no level Twin matches the same no level Wide matches all that this rule does/,
      );
      expect(await relatedOf(TEXT, 'Other')).to.equal('');
    });

    it('takes a rule and its copy for one', async () => {
      const id = 'id: 11111111-2222-4333-8444-555555555555\n';
      const copies = `${rule('One', 'Image: a.exe')}${id}---\n${rule('Two', 'Image: a.exe')}${id}`;
      expect(await relatedOf(copies, 'One')).to.equal('');
    });

    it('folds what a rule that matches much would list', async () => {
      const many = Array.from({ length: 15 }, (_, index) =>
        rule(`N${index}`, `Image: 'C:\\\\cmd.exe'\n    User: u${index}`),
      );
      const shown = await relatedOf([rule('Wide', 'Image|endswith: cmd.exe'), ...many].join('---\n'), 'Wide');
      expect(shown).to.include('5 more rules');
    });
  });

  it('names the filters that narrow a rule, with what is in them', async () => {
    const filter = `title: <b>Ours</b>
id: 22222222-2222-4333-8444-555555555555
description: What we do ourselves.
logsource: { product: windows }
filter: { rules: any, ours: { User: us }, condition: not ours }
`;
    const text = `title: R\nlogsource: { product: windows }\ndetection: { s: { a: b }, condition: s }\n---\n${filter}`;
    const { rules } = createCollection(parseSigma(text, { name: 'rules.yml' }));
    const made = await siteOf(rules);
    expectWhole(made);
    expectHarmless(made);
    expectLinked(made);
    const page = pagesOf(made).find(([, each]) => each.includes('<h1>R</h1>'))?.[1] ?? '';
    const { text: shown } = readPage(page);
    for (const part of [
      'Filters',
      '<b>Ours</b>',
      'What we do ourselves.',
      'every rule of its log source',
      'not ours',
    ])
      expect(shown).to.include(part);
    const without = pagesOf(await siteOf(rulesOf(text))).find(([, each]) => each.includes('<h1>R</h1>'));
    expect(readPage(without![1]).text).to.not.include('What narrows the rule');
  });

  it('folds long lists', async () => {
    const values = Array.from({ length: 500 }, (_, index) => `v${index}`).join(', ');
    const long = `title: Long\nlogsource: { product: windows }\ndetection:\n  s:\n    f: [${values}]\n  condition: s\n`;
    const page = [...(await siteOf(rulesOf(long)))].find(([path]) => path.startsWith('rules/'))?.[1] ?? '';
    expect(readPage(page).text).to.include('490 more values');
  });

  it('shows a rule of a file with several from its own first line on', async () => {
    const rule = 'title: A\nlogsource: { product: windows }\ndetection:\n  s:\n    f: x\n  condition: s\n';
    const shown = [...(await siteOf(rulesOf(`${rule}---\n${rule.replace('A', 'B')}`)))];
    const page = shown.find(([, text]) => text.includes('<h1>B</h1>'))?.[1] ?? '';
    expect(page).to.include('id="L8" data-line="8">title: B');
    expect(page).to.not.include('title: A');
  });

  it('stays whole and harmless whatever rules say', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom(
        '</script><script>alert(1)</script>',
        '"><img src=x onerror=alert(1)>',
        "'onmouseover='alert(1)",
        'javascript:alert(1)',
        'https://x.example/"onclick="alert(1)',
        '__proto__',
        'constructor',
        '</pre></code>',
        '<!--',
        '\u202e\u2028\u0000',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 11, maxLength: 11 }), async (texts) => {
        const [title, text, author, reference, tag, product, field, value, search, other, more] = texts.map(
          (each) => JSON.stringify(each),
        );
        const rule = `title: ${title}
description: ${text}
author: ${author}
references: [${reference}, ${other}]
tags: [${tag}, attack.t1059.001]
falsepositives: [${more}]
level: high
logsource: { product: ${product}, definition: ${text} }
detection:
  ${search}:
    ${field}: [${value}, ${other}]
  filter:
    ${field}: ${more}
  condition: all of them and not filter
custom: ${other}
`;
        const rules = rulesOf(`${rule}---\n${rule}`, '<b>"file".yml');
        fc.pre(rules.length > 0);
        const made = await siteOf(rules);
        expectWhole(made);
        expectHarmless(made);
        expectLinked(made);
      }),
      { numRuns: 60 },
    );
  });
});
