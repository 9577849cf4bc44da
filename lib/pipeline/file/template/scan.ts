/** A template to pieces: the text between tags, and the tokens inside them. */
import { TemplateError } from './data.ts';

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  /** `{{ … }}` and `{% … %}`, and where they stand. */
  | { readonly kind: 'output' | 'tag'; readonly tokens: readonly Token[]; readonly offset: number };

export interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'sign';
  /** The value of a text, without quotes and escapes. */
  readonly text: string;
  readonly offset: number;
}

const CLOSING: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '{#': '#}' };

/**
 * @example scan('a {{ b }}') // text 'a ', output [name 'b']
 */
export function scan(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  let isTrimming = false;
  const addText = (end: number, isTrimmed: boolean): void => {
    let text = template.slice(done, end);
    if (isTrimming) text = text.trimStart();
    if (isTrimmed) text = text.trimEnd();
    if (text !== '') pieces.push({ kind: 'text', text });
  };
  for (const open of template.matchAll(/\{[{%#]/g)) {
    if (open.index < done) continue;
    const [opening] = open;
    const start = open.index + 2;
    addText(open.index, template[start] === '-');
    const tag = readTag(template, start + (/[-+]/.test(template[start] ?? '') ? 1 : 0), opening);
    if (opening !== '{#')
      pieces.push({ kind: opening === '{{' ? 'output' : 'tag', tokens: tag.tokens, offset: open.index });
    done = tag.end;
    isTrimming = tag.trims;
  }
  // Jinja takes one line break from the end of a template.
  const end = template.length - (/\r?\n$/.exec(template.slice(done))?.[0].length ?? 0);
  addText(Math.max(done, end), false);
  return pieces;
}

interface Tag {
  readonly tokens: readonly Token[];
  readonly end: number;
  /** Whether blanks behind it go. */
  readonly trims: boolean;
}

const TOKEN =
  /\s*(?:(-?[%}]\}|-?#\})|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(==|!=|<=|>=|\/\/|\*\*|[-+*/%~|.,:()[\]{}<>=]))/sy;

function readTag(template: string, start: number, opening: string): Tag {
  const closing = CLOSING[opening] ?? '}}';
  if (opening === '{#') {
    const end = template.indexOf(closing, start);
    if (end < 0) throw new TemplateError('a comment is not closed', start - 2);
    return { tokens: [], end: end + 2, trims: template[end - 1] === '-' };
  }
  const tokens: Token[] = [];
  TOKEN.lastIndex = start;
  for (;;) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(template);
    if (match === null) {
      const isOpen = template.slice(at).trim() === '';
      throw new TemplateError(
        isOpen ? `\`${opening}\` is not closed` : 'this cannot be read',
        isOpen ? start - 2 : at,
      );
    }
    const [whole, close, quoted, number, name, sign] = match;
    const offset = match.index + whole.length - whole.trimStart().length;
    if (close?.endsWith(closing) === true) {
      return { tokens, end: TOKEN.lastIndex, trims: close.startsWith('-') };
    }
    if (quoted !== undefined) tokens.push({ kind: 'text', text: unquote(quoted), offset });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, offset });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name, offset });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, offset });
    else throw new TemplateError(`expected \`${closing}\``, offset);
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unquote(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\(.)/gs, (_whole, letter: string) => ESCAPES[letter] ?? letter);
}
