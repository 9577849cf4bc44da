/** The search of the index, in the very script that pages load. */
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { readProjectFile } from '../helpers/project.ts';
import { readPage, rulesOf, siteOf } from '../helpers/site.ts';
import { wordsOf } from '../../web/search-data.ts';

interface Hit {
  readonly place: number;
  readonly why: readonly string[];
}

interface Index {
  find(text: string): readonly Hit[];
  readonly facets: ReadonlyMap<string, readonly (readonly number[])[]>;
}

const RULES = `title: Alpha Loader
id: 11111111-1111-4111-8111-111111111111
level: high
tags: [attack.execution, attack.t1059.001, cve.2021-44228]
logsource: { product: windows, category: process_creation }
detection:
  selection:
    CommandLine|contains: ['-EncodedCommand ', 'add-type']
    Hashes|contains: d41d8cd98f00b204e9800998ecf8427e
  condition: selection
---
title: Beta Rundll32
id: 22222222-2222-4222-8222-222222222222
level: low
tags: [attack.t1558.003]
logsource: { product: linux, service: auditd }
detection:
  selection:
    Image|endswith: '/alpha'
  condition: selection
---
title: Gamma __proto__ constructor
id: 33333333-3333-4333-8333-333333333333
logsource: { product: windows, category: image_load }
detection:
  selection:
    Image|endswith: ['\\rundll32.exe', '__proto__']
    Über: größe
  condition: selection
`;

/** The index as the start page makes it. */
async function createIndex(): Promise<Index> {
  const site = await siteOf(rulesOf(RULES));
  const sandbox: Record<string, unknown> = {};
  runInNewContext(site.get('assets/data.js') ?? '', sandbox);
  runInNewContext(readProjectFile('web/assets/search.js'), sandbox);
  const rows = ['Alpha Loader', 'Beta Rundll32', 'Gamma __proto__ constructor'].map((title, place) => ({
    title,
    path: `rules/${String(place + 1).repeat(8)}-${String(place + 1).repeat(4)}.html`,
    source: ['windows · process_creation', 'linux · auditd', 'windows · image_load'][place],
    techniques: [['T1059.001'], ['T1558.003'], ['']][place],
  }));
  return runInNewContext('sigmaqSearch.createIndex(sigmaqData, rows)', { ...sandbox, rows }) as Index;
}

describe('the search of the index', () => {
  let index: Index;
  before(async () => {
    index = await createIndex();
  });
  const find = (text: string): number[] => [...index.find(text)].map(({ place }) => place);

  for (const [what, text, places] of [
    ['a title', 'beta', [1]],
    ['the middle of a title, in any case', 'UNDLL', [1, 2]],
    ['a technique', 't1059.001', [0]],
    ['the sub-techniques of a technique', 'T1558', [1]],
    ['the name of a technique', 'kerberoasting', [1]],
    ['an indicator', '\\rundll32.exe', [2]],
    ['a part of an indicator', 'encodedcomm', [0]],
    ['an indicator with punctuation', ' Add-Type ', [0]],
    ['words of other alphabets', 'GRÖSSE', []],
    ['words of other alphabets as they are', 'größe', [2]],
    ['a fingerprint', 'D41D8CD98F00B204E9800998ECF8427E', [0]],
    ['a tag', 'cve.2021-44228', [0]],
    ['a log source', 'auditd', [1]],
    ['an id', '33333333-3333-4333-8333-333333333333', [2]],
    ['all words together', 'alpha encodedcommand', [0]],
    ['nothing for words of different rules', 'beta encodedcommand', []],
    ['nothing for names that every object has', 'hasOwnProperty', []],
    ['names that every object has, in a rule', '__proto__', [2]],
  ] as const) {
    it(`finds ${what}`, () => {
      expect(find(text)).to.deep.equal(places);
    });
  }

  it('puts titles before indicators', () => {
    expect(find('alpha')).to.deep.equal([0, 1]);
  });

  it('says what it found where the row does not show it', () => {
    expect([...index.find('encodedcomm')[0]!.why]).to.deep.equal(['encodedcommand']);
    expect([...index.find('kerberoasting')[0]!.why].join()).to.match(/^T1558\.003 .*Kerberoasting$/);
    expect([...index.find('beta')[0]!.why]).to.deep.equal([]);
  });

  it('files each rule under its facets, in the order of the page', async () => {
    const page = readPage((await siteOf(rulesOf(RULES))).get('index.html') ?? '');
    const boxes = page.tags.filter(({ attributes }) => attributes.get('type') === 'checkbox');
    const names = [...new Set(boxes.map(({ attributes }) => attributes.get('name')))];
    expect(names).to.deep.equal(['level', 'status', 'tactic', 'product', 'category']);
    expect([...index.facets.keys()]).to.deep.equal(names);
    expect([...(index.facets.get('level') ?? [])].flat()).to.deep.equal([0, 1, 2]); // high, low, none
    expect([...(index.facets.get('product') ?? [])].flat()).to.deep.equal([0, 1, 0]);
  });

  it('cuts values into words that are worth searching', () => {
    expect(wordsOf('\\Temp\\Add-Type.exe /c ..a')).to.deep.equal(['temp', 'add-type.exe']);
    expect(wordsOf('-_.')).to.deep.equal([]);
  });
});
