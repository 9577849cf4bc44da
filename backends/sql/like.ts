/** `LIKE`, the one pattern language that all engines share: `%` any run of characters, `_` one character. */
import type { LeafText, Unsupported } from '../../lib/backend/dialect.ts';
import { foldCase } from '../../lib/query/fold.ts';
import type { WildcardPart } from '../../lib/query/query.ts';
import type { Engine } from './engine.ts';

/** How an engine writes `LIKE`. */
export interface LikeWords {
  /** The left side and the operator where case does not count: `lower(x) LIKE`, `x ILIKE`. */
  readonly ignoringCase: (text: string) => string;
  /** The character that makes the next one literal: a backslash where it cannot be another one. */
  readonly escape: '!' | '\\';
  /** Whether the engine takes a backslash for that character as long as nothing else is said. */
  readonly backslashEscapes: boolean;
}

/** @returns how the engine matches patterns */
export function createLike({ ignoringCase, escape, backslashEscapes }: LikeWords): Engine['like'] {
  const special = escape === '!' ? /[%_!]/g : /[%_\\]/g;
  const clause = escape === '!' ? " ESCAPE '!'" : '';
  return (text, { parts, cased }, write) => {
    const left = cased || !parts.some(hasLetters) ? `${text} LIKE` : ignoringCase(text);
    const print = (known: readonly WildcardPart[]): LeafText => {
      let pattern = '';
      let isEscaped = false;
      for (const part of known) {
        if (part.kind === 'many') pattern += '%';
        else if (part.kind === 'one') pattern += '_';
        else {
          const literal = (cased ? part.text : foldCase(part.text)).replace(special, `${escape}$&`);
          isEscaped ||= literal.length > part.text.length || (backslashEscapes && literal.includes('\\'));
          pattern += literal;
        }
      }
      return { text: `${left} ${write(pattern)}${isEscaped ? clause : ''}`, level: 'not' };
    };
    if (cased || parts.every((part) => part.kind !== 'text' || isFoldable(part.text))) return print(parts);
    return { ...FOLDS_ONE_WAY, wider: print(parts.flatMap(widen)) };
  };
}

function hasLetters(part: WildcardPart): boolean {
  return part.kind === 'text' && isCased(part.text);
}

/** Whether the text has another case. Beyond ASCII every character counts as a letter. */
export function isCased(text: string): boolean {
  return /[A-Za-z\u0080-\uffff]/.test(text);
}

/** Whether the function `lower` of an engine makes of the text what folding makes of it. */
export function isFoldable(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  return !/[^\x00-\x7f]/.test(text) || foldCase(text) === text.toLowerCase();
}

/** Letters whose lower case is that of another letter as well stand for any one character. */
function widen(part: WildcardPart): readonly WildcardPart[] {
  if (part.kind !== 'text') return [part];
  return Array.from(part.text, (character): WildcardPart =>
    isFoldable(character) ? { kind: 'text', text: character } : { kind: 'one' },
  );
}

export const FOLDS_ONE_WAY: Unsupported = {
  unsupported:
    'the lower case of a letter in it is that of another letter as well, which SQL then takes for it',
  feature: 'value',
};
