/**
 * Wildcards in values: `*` is any run of characters, `?` exactly one, and a backslash makes a following `*`, `?`
 * or backslash plain. Any other backslash is a plain one, so `C:\Windows` needs no escapes.
 * Specification: https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html#escaping
 *
 * Written by hand, since it runs for each value of each rule; every text is a pattern, so there is no failure.
 */

export type PatternPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'many' }
  | { readonly kind: 'one' }
  /** `%name%`, where the modifier `expand` asks for it. */
  | { readonly kind: 'placeholder'; readonly name: string };

export type WildcardOnlyPart = Exclude<PatternPart, { readonly kind: 'placeholder' }>;

const MANY: WildcardOnlyPart = { kind: 'many' };
const ONE: WildcardOnlyPart = { kind: 'one' };

/**
 * The parts of a value. No two texts are neighbours, no text is empty, and stars that follow each other are one.
 *
 * @example scanWildcards('*\\cmd?.exe') // many, text '\cmd', one, text '.exe'
 */
export function scanWildcards(text: string): readonly WildcardOnlyPart[] {
  if (text === '') return [];
  if (isPlain(text)) return [{ kind: 'text', text }];

  const parts: WildcardOnlyPart[] = [];
  let literal = '';
  const flush = (): void => {
    if (literal !== '') parts.push({ kind: 'text', text: literal });
    literal = '';
  };
  for (let i = 0; i < text.length; i++) {
    const unit = text[i] as string;
    if (unit === '\\' && isSpecial(text[i + 1])) literal += text[++i] as string;
    else if (unit === '*') {
      flush();
      if (parts.at(-1)?.kind !== 'many') parts.push(MANY);
    } else if (unit === '?') {
      flush();
      parts.push(ONE);
    } else literal += unit;
  }
  flush();
  return parts;
}

/** Whether the text has neither a wildcard nor anything escaped, as most values have not. */
export function isPlain(text: string): boolean {
  return !/[*?]|\\\\/.test(text);
}

function isSpecial(unit: string | undefined): boolean {
  return unit === '*' || unit === '?' || unit === '\\';
}

/** A placeholder that no backslash makes plain. */
const PLACEHOLDER = /\\[\\%]|%([\w.-]+)%/g;

/**
 * The parts of a value under the modifier `expand`, where `%name%` is a placeholder and `\%` a plain percent sign.
 *
 * @example scanPlaceholders('*@%domain%') // many, text '@', placeholder 'domain'
 */
export function scanPlaceholders(text: string): readonly PatternPart[] {
  const parts: PatternPart[] = [];
  for (const piece of splitPlaceholders(text)) {
    if (piece.kind === 'placeholder') parts.push(piece);
    // A percent sign means nothing to the wildcard scanner, so its backslash can go before.
    else
      parts.push(
        ...scanWildcards(piece.text.replace(/\\(\\|%)/g, (all, unit) => (unit === '%' ? '%' : all))),
      );
  }
  return parts;
}

/** The placeholders of a text and the text between them, untouched. */
export function splitPlaceholders(text: string): readonly Exclude<PatternPart, { kind: 'many' | 'one' }>[] {
  const pieces: Exclude<PatternPart, { kind: 'many' | 'one' }>[] = [];
  let done = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    const name = match[1];
    if (name === undefined) continue;
    if (match.index > done) pieces.push({ kind: 'text', text: text.slice(done, match.index) });
    pieces.push({ kind: 'placeholder', name });
    done = match.index + match[0].length;
  }
  if (done < text.length) pieces.push({ kind: 'text', text: text.slice(done) });
  return pieces;
}

/**
 * The value that {@link scanWildcards} reads as these parts, with no more backslashes than it takes.
 *
 * @example printWildcards([{ kind: 'text', text: 'a*\\' }, { kind: 'many' }]) // 'a\*\\*'
 */
export function printWildcards(parts: readonly WildcardOnlyPart[]): string {
  let printed = '';
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'many') printed += '*';
    else if (part.kind === 'one') printed += '?';
    else printed += escapeText(part.text, index < parts.length - 1);
  }
  return printed;
}

/** A backslash is doubled where the scanner would otherwise take it for an escape. */
function escapeText(text: string, wildcardFollows: boolean): string {
  let escaped = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text[i] as string;
    if (unit === '*' || unit === '?') escaped += '\\' + unit;
    else if (unit === '\\') {
      const isLast = i === text.length - 1;
      escaped += (isLast ? wildcardFollows : isSpecial(text[i + 1])) ? '\\\\' : '\\';
    } else escaped += unit;
  }
  return escaped;
}
