/**
 * Many texts looked for anywhere in a value, by leaps over its grams: a text of eleven characters covers, wherever it
 * stands, one of the places 0, 8, 16 … with four characters of its own. So it is enough to look at four characters in
 * every eighth place and to know which texts hold those. The filter of S. Wu and U. Manber, "A fast algorithm for
 * multi-pattern searching", University of Arizona TR-94-17, with leaps that are all as long, so that the processor
 * looks at several places at a time.
 */
import { foldCase } from '../../query/fold.ts';
import { COMMON_TEXT } from './common-text.ts';
import { foldTable } from './folding.ts';
import { CASE, keyOf, keysOf, WORD, type Keys } from './keys.ts';
import type { Raise, TextPattern } from './pattern.ts';

export interface GramSearch {
  /** Characters of a gram: four, or as many as the shortest text has. */
  readonly gram: number;
  /** From one place to the next. */
  readonly leap: number;
  /** Hashes have 32 less so many bits. */
  readonly shift: number;
  /** By hash of a gram: 1 if any text has it. */
  readonly known: Uint8Array;
  /** By hash of a gram: its first entry, or 0. Entries begin at 1. */
  readonly first: Int32Array;
  /** By entry: the next with the same hash, or 0. */
  readonly next: Int32Array;
  /** By entry: the gram, which text has it, and where in it. */
  readonly wordOf: Int32Array;
  readonly textOf: Int32Array;
  readonly placeOf: Int32Array;
  readonly texts: readonly SearchedText[];
}

interface SearchedText {
  readonly folded: string;
  readonly patterns: TextPattern[];
}

/** Longer leaps would put more grams of each text into the table and save no more. */
const MAX_LEAP = 8;

/** Texts of this length and more leave the leaps of a search as long as they can be. */
export const LONG_TEXT: number = MAX_LEAP + WORD - 1;

/** @param patterns - Texts of one character or more. */
export function buildGramSearch(patterns: readonly TextPattern[]): GramSearch {
  const texts = gatherTexts(patterns);
  const shortest = texts.reduce((least, { folded }) => Math.min(least, folded.length), Infinity);
  const gram = Math.min(WORD, shortest);
  const leap = Math.min(MAX_LEAP, shortest - gram + 1);
  const shift = 32 - bitsFor(texts.length * leap);
  const words = texts.map(({ folded }) => gramsOf(folded, gram));
  const size = 2 ** (32 - shift);
  const counts = new Uint32Array(size);
  const count = (word: number, times: number): void => {
    const hash = hashOf(word, shift);
    counts[hash] = (counts[hash] as number) + times;
  };
  for (const word of gramsOf(COMMON_TEXT, gram)) count(word, MUCH);
  for (const each of words) for (const word of each) count(word, 1);

  const entries = texts.length * leap + 1;
  const search = {
    gram,
    leap,
    shift,
    known: new Uint8Array(size),
    first: new Int32Array(size),
    next: new Int32Array(entries),
    wordOf: new Int32Array(entries),
    textOf: new Int32Array(entries),
    placeOf: new Int32Array(entries),
    texts,
  };
  let entry = 1;
  for (const [text, each] of words.entries()) {
    const start = rarest(each, leap, counts, shift);
    for (let place = start; place < start + leap; place++, entry++) {
      const word = each[place] as number;
      const hash = hashOf(word, shift);
      search.known[hash] = 1;
      search.wordOf[entry] = word;
      search.textOf[entry] = text;
      search.placeOf[entry] = place;
      search.next[entry] = search.first[hash] as number;
      search.first[hash] = entry;
    }
  }
  return search;
}

/** Grams of it are taken for as common as those of so many texts. */
const MUCH = 16;

function gatherTexts(patterns: readonly TextPattern[]): readonly SearchedText[] {
  const texts = new Map<string, SearchedText>();
  for (const pattern of patterns) {
    const folded = foldCase(pattern.text);
    const known = texts.get(folded);
    if (known === undefined) texts.set(folded, { folded, patterns: [pattern] });
    else known.patterns.push(pattern);
  }
  return [...texts.values()];
}

/** Sixty-four hashes for each gram, in a table that stays in the processor's fastest cache if it can. */
function bitsFor(grams: number): number {
  return Math.min(MAX_BITS, Math.max(MIN_BITS, Math.ceil(Math.log2(grams)) + 6));
}

const MIN_BITS = 8;
const MAX_BITS = 15;

/** Each gram of the text in order, as the keys of its characters. */
function gramsOf(folded: string, gram: number): Int32Array {
  const grams = new Int32Array(folded.length - gram + 1);
  let word = 0;
  for (let i = 0; i < folded.length; i++) {
    // The oldest character is shifted out at the low end; of a short gram the free bits stay empty.
    word = (word >>> 8) | (keyOf(folded.charCodeAt(i)) << (8 * (gram - 1)));
    if (i >= gram - 1) grams[i - gram + 1] = word;
  }
  return grams;
}

/** Multiplicative hashing: D. Knuth, The Art of Computer Programming, volume 3, section 6.4. */
function hashOf(word: number, shift: number): number {
  return Math.imul(word, 0x9e3779b1) >>> shift;
}

/**
 * Where in a text the grams begin that fewest texts have. What many rules look for, `Windows` and `.exe`, is what many
 * events have.
 */
function rarest(words: Int32Array, leap: number, counts: Uint32Array, shift: number): number {
  const countAt = (place: number): number => counts[hashOf(words[place] as number, shift)] as number;
  let sum = 0;
  let least = Infinity;
  let best = 0;
  for (let end = 0; end < words.length; end++) {
    sum += countAt(end);
    if (end >= leap) sum -= countAt(end - leap);
    if (end < leap - 1 || sum >= least) continue;
    least = sum;
    best = end - leap + 1;
  }
  return best;
}

/** Raises the signals of all patterns that occur in the value. */
export function runGramSearch(search: GramSearch, value: string, raise: Raise): void {
  if (value.length < FEW_PLACES * search.leap) searchUnits(search, value, raise);
  else searchKeys(search, keysOf(value), raise);
}

/** In so few places, reading units costs less than keys cost to make. */
const FEW_PLACES = 12;

function searchUnits(search: GramSearch, value: string, raise: Raise): void {
  const { gram, leap, shift, known } = search;
  for (let at = 0, last = value.length - gram; at <= last; at += leap) {
    const word = gram === WORD ? wordAt(value, at) : gramAt(value, at, gram);
    if (known[hashOf(word, shift)] !== 0) look(search, value, at, word, raise);
  }
}

function wordAt(value: string, at: number): number {
  const a = value.charCodeAt(at);
  const b = value.charCodeAt(at + 1);
  const c = value.charCodeAt(at + 2);
  const d = value.charCodeAt(at + 3);
  if ((a | b | c | d) > 0x7f) return gramAt(value, at, WORD);
  return a | (b << 8) | (c << 16) | (d << 24) | ALL_CASES;
}

function gramAt(value: string, at: number, gram: number): number {
  let word = 0;
  for (let i = gram - 1; i >= 0; i--) word = (word << 8) | keyOf(value.charCodeAt(at + i));
  return word;
}

function searchKeys(search: GramSearch, keys: Keys, raise: Raise): void {
  const { gram, leap, shift, known } = search;
  const { value, view } = keys;
  const mask = 0xffffffff >>> (32 - 8 * gram);
  const cases = ALL_CASES & mask;
  const last = value.length - gram;
  let at = 0;
  // Four places at a time: seldom does one of them call for a second look.
  for (const end = last - 3 * leap; at <= end; at += 4 * leap) {
    const a = (view.getUint32(at, true) & mask) | cases;
    const b = (view.getUint32(at + leap, true) & mask) | cases;
    const c = (view.getUint32(at + 2 * leap, true) & mask) | cases;
    const d = (view.getUint32(at + 3 * leap, true) & mask) | cases;
    const isA = known[hashOf(a, shift)] as number;
    const isB = known[hashOf(b, shift)] as number;
    const isC = known[hashOf(c, shift)] as number;
    const isD = known[hashOf(d, shift)] as number;
    if ((isA | isB | isC | isD) === 0) continue;
    if (isA !== 0) look(search, value, at, a, raise);
    if (isB !== 0) look(search, value, at + leap, b, raise);
    if (isC !== 0) look(search, value, at + 2 * leap, c, raise);
    if (isD !== 0) look(search, value, at + 3 * leap, d, raise);
  }
  for (; at <= last; at += leap) {
    const word = (view.getUint32(at, true) & mask) | cases;
    if (known[hashOf(word, shift)] !== 0) look(search, value, at, word, raise);
  }
}

const ALL_CASES = CASE * 0x01010101;

/** Looks for the texts that have this gram, with the gram at this place of the value. */
function look(search: GramSearch, value: string, at: number, word: number, raise: Raise): void {
  const { shift, first, next, wordOf, textOf, placeOf, texts } = search;
  for (let entry = first[hashOf(word, shift)] as number; entry !== 0; entry = next[entry] as number) {
    if (wordOf[entry] !== word) continue;
    const { folded, patterns } = texts[textOf[entry] as number] as SearchedText;
    const start = at - (placeOf[entry] as number);
    if (!standsAt(folded, value, start)) continue;
    for (const { text, cased, signal } of patterns) {
      if (!cased || value.startsWith(text, start)) raise(signal);
    }
  }
}

function standsAt(folded: string, value: string, start: number): boolean {
  if (start < 0 || start + folded.length > value.length) return false;
  const fold = foldTable();
  for (let i = 0; i < folded.length; i++) {
    if (fold[value.charCodeAt(start + i)] !== folded.charCodeAt(i)) return false;
  }
  return true;
}
