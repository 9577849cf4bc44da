/**
 * The data that the index searches, as a script: pages opened from a folder may load scripts, but no other files.
 *
 * Rules are known by their place in the table of the index, which has their titles. What the table does not show is
 * packed, as it has to be loaded before anything is found; `assets/search.js` unpacks it.
 *
 * | part       | what                                                                                                |
 * | ---------- | --------------------------------------------------------------------------------------------------- |
 * | `facets`   | for each facet, and each rule, how many choices it is filed under and their places                    |
 * | `words`    | every word of the values that rules look for, sorted; a line each: how many characters it shares with |
 * |            | the word before, in base 36, then the rest                                                            |
 * | `postings` | for each word, how many rules have it, then the distances between their places                        |
 * | `names`    | names of techniques by identifier                                                                     |
 *
 * Numbers are written in digits of five bits, the lowest first, in the alphabet of base64: digits from 32 on say that
 * another one follows.
 */
import type { Catalogue, RuleEntry } from './catalogue.ts';
import type { Facet } from './facets.ts';
import type { SiteFile } from './page.ts';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** What the prefix of a word is cut at: one character of base 36. */
const MAX_SHARED = 35;

/** Fingerprints of files are random: their first characters tell them apart, the others would only fill the index. */
const FINGERPRINT = /^[0-9a-f]{32,}$/;
const FINGERPRINT_PREFIX = 8;

/** Longer words are encoded data; nobody searches for their middle. */
const MAX_WORD = 64;

export function searchData({ entries, techniques }: Catalogue, facets: readonly Facet[]): SiteFile {
  const postings = postingsOf(entries);
  const words = [...postings.keys()].sort();
  const data = {
    facets: Object.fromEntries(facets.map(({ name, places }) => [name, packPlaces(places)])),
    words: packWords(words),
    postings: words.map((word) => packPosting([...(postings.get(word) ?? [])])).join(''),
    names: Object.fromEntries([...techniques].map(([id, { title }]) => [id, title])),
  };
  return { path: 'assets/data.js', text: `globalThis.sigmaqData = ${scriptJson(data)};\n` };
}

/** Words in lower case, with the places of the rules that look for them or are tagged with them. */
function postingsOf(entries: readonly RuleEntry[]): ReadonlyMap<string, ReadonlySet<number>> {
  const postings = new Map<string, Set<number>>();
  for (const [place, { analysis }] of entries.entries()) {
    const texts = [
      ...analysis.indicators.flatMap(({ values }) => values),
      ...analysis.attack.other.map(({ namespace, value }) => `${namespace}.${value}`),
    ];
    for (const word of texts.flatMap(wordsOf)) {
      const places = postings.get(word);
      if (places === undefined) postings.set(word, new Set([place]));
      else places.add(place);
    }
  }
  return postings;
}

/**
 * The words of a text as the index has them. `assets/search.js` cuts what people type in the same way.
 *
 * @example wordsOf('\\Temp\\Add-Type.exe /c') // ['temp', 'add-type.exe']
 */
export function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}._-]+/u)
    .map((word) => word.replace(/^[._-]+|[._-]+$/g, ''))
    .filter((word) => word.length > 1)
    .map((word) => word.slice(0, FINGERPRINT.test(word) ? FINGERPRINT_PREFIX : MAX_WORD));
}

function packWords(words: readonly string[]): string {
  let before = '';
  const lines = words.map((word) => {
    let shared = 0;
    while (shared < MAX_SHARED && shared < word.length && word[shared] === before[shared]) shared++;
    before = word;
    return shared.toString(36) + word.slice(shared);
  });
  return lines.join('\n');
}

function packPosting(places: readonly number[]): string {
  let before = 0;
  const distances = places.map((place) => {
    const distance = place - before;
    before = place;
    return packNumber(distance);
  });
  return packNumber(places.length) + distances.join('');
}

function packPlaces(places: readonly (readonly number[])[]): string {
  return places.map((each) => packNumber(each.length) + each.map(packNumber).join('')).join('');
}

function packNumber(number: number): string {
  let text = '';
  for (let rest = number; ; rest = Math.floor(rest / 32)) {
    if (rest < 32) return text + DIGITS.charAt(rest);
    text += DIGITS.charAt(32 + (rest % 32));
  }
}

/** JSON that is JavaScript of any age, and harmless wherever it should end up. */
function scriptJson(data: object): string {
  return JSON.stringify(data).replace(
    /[<\u2028\u2029]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
