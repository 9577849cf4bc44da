/** Any texts looked for anywhere in a value: each group of them in the way that suits it. */
import { foldCase } from '../../query/fold.ts';
import { foldText } from './fold-text.ts';
import { buildGramSearch, runGramSearch, type GramSearch } from './gram-search.ts';
import { isAscii, WORD } from './keys.ts';
import type { Raise, Signal, TextPattern } from './pattern.ts';

export interface TextSearch {
  readonly grams: readonly GramSearch[];
  /** The same for texts that hold more than ASCII, which most values do not. */
  readonly beyondAscii: readonly GramSearch[];
  /** A few texts too short for it to matter how they are looked for. */
  readonly tiny: readonly TinyText[];
  /** Signals of the empty text, which every value has. */
  readonly always: readonly Signal[];
}

interface TinyText {
  readonly folded: string;
  readonly pattern: TextPattern;
}

/** So many native searches cost less than one of ours. */
const FEW = 4;

export function buildTextSearch(patterns: readonly TextPattern[]): TextSearch {
  const ascii: TextPattern[] = [];
  const others: TextPattern[] = [];
  // Whatever folds to ASCII can be found in ASCII.
  for (const pattern of patterns) (isAscii(foldCase(pattern.text)) ? ascii : others).push(pattern);
  const byGram = groupByGram(ascii);
  const tiny: TinyText[] = [];
  for (const [gram, group] of byGram) {
    if (gram === WORD || group.length > FEW) continue;
    tiny.push(...group.map((pattern) => ({ pattern, folded: foldCase(pattern.text) })));
    byGram.delete(gram);
  }
  const grams = Array.from(byGram.values(), buildGramSearch);
  const always = ascii.filter(({ text }) => text === '').map(({ signal }) => signal);
  return {
    grams,
    beyondAscii: Array.from(groupByGram(others).values(), buildGramSearch),
    tiny,
    always,
  };
}

/** Texts shorter than a gram are searched by grams of their own length. */
function groupByGram(patterns: readonly TextPattern[]): Map<number, TextPattern[]> {
  const byGram = new Map<number, TextPattern[]>();
  for (const pattern of patterns) {
    const gram = Math.min(pattern.text.length, WORD);
    if (gram === 0) continue;
    const others = byGram.get(gram);
    if (others === undefined) byGram.set(gram, [pattern]);
    else others.push(pattern);
  }
  return byGram;
}

/** Raises the signals of all patterns that occur in the value. */
export function searchText(
  { grams, beyondAscii, tiny, always }: TextSearch,
  value: string,
  raise: Raise,
): void {
  if (beyondAscii.length > 0 && !isAscii(value)) {
    for (const search of beyondAscii) runGramSearch(search, value, raise);
  }
  for (const search of grams) runGramSearch(search, value, raise);
  if (tiny.length > 0) searchTiny(tiny, value, raise);
  for (const signal of always) raise(signal);
}

function searchTiny(tiny: readonly TinyText[], value: string, raise: Raise): void {
  const folded = foldText(value);
  for (const { folded: text, pattern } of tiny) {
    if (folded.includes(text) && (!pattern.cased || value.includes(pattern.text))) raise(pattern.signal);
  }
}
