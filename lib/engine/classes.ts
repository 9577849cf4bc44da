/**
 * Characters as small numbers, for the tables of tries and automata.
 *
 * Both cases of a letter share a class, so texts are walked as they are and nothing is lower-cased. Characters that
 * no pattern uses are class 0.
 */
import { caseVariants } from '../query/fold.ts';

export interface CharacterClasses {
  /** How many there are, class 0 included. */
  readonly count: number;
  /** The class of each ASCII character. */
  readonly ascii: Uint16Array;
  /** The classes of other UTF-16 units that patterns use. */
  readonly others: ReadonlyMap<number, number>;
}

const ASCII = 128;

export function classesOf(patterns: Iterable<string>): CharacterClasses {
  const ascii = new Uint16Array(ASCII);
  const others = new Map<number, number>();
  let count = 1;
  for (const pattern of patterns) {
    for (let i = 0; i < pattern.length; i++) {
      const code = pattern.charCodeAt(i);
      if ((code < ASCII ? (ascii[code] as number) : (others.get(code) ?? 0)) !== 0) continue;
      for (const variant of caseVariants(pattern[i] as string)) {
        const unit = variant.charCodeAt(0);
        if (unit < ASCII) ascii[unit] = count;
        else others.set(unit, count);
      }
      count++;
    }
  }
  return { count, ascii, others };
}

export function classAt(classes: CharacterClasses, text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code < ASCII ? (classes.ascii[code] as number) : (classes.others.get(code) ?? 0);
}
