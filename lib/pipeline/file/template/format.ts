/**
 * Templates in the syntax of Python's `str.format`: `{rule.title}: {query}`.
 * https://docs.python.org/3/library/string.html#format-string-syntax
 */
import { joinTexts, TemplateError, textOf, type Data } from './data.ts';
import { memberOf } from './render.ts';

/** Text, or a path of names and indices. */
export type FormatPiece = string | readonly (string | number)[];

/** @throws TemplateError with the place of what cannot be read. */
export function parseFormat(template: string): readonly FormatPiece[] {
  const pieces: FormatPiece[] = [];
  const piece = /\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/g;
  for (const match of template.matchAll(piece)) {
    const [text, field] = match;
    if (field !== undefined) pieces.push(readPath(field, match.index + 1));
    else if (text === '{' || text === '}')
      throw new TemplateError('this bracket has no partner', match.index);
    else pieces.push(text === '{{' || text === '}}' ? text.charAt(0) : text);
  }
  return pieces;
}

function readPath(field: string, offset: number): readonly (string | number)[] {
  if (/[!:]/.test(field))
    throw new TemplateError('conversions and formats, `!r` and `:>10`, are not supported', offset);
  if (!/^[A-Za-z_]\w*(?:\.\w+|\[[^[\]]+\])*$/.test(field)) {
    throw new TemplateError('expected a name such as `query` or `rule.title`', offset);
  }
  return [...field.matchAll(/\[(\d+)\]|\[([^\]]+)\]|\w+/g)].map(([name, index, key]) =>
    index === undefined ? (key ?? name) : Number(index),
  );
}

/** @throws TemplateError when a value is not there. */
export function renderFormat(pieces: readonly FormatPiece[], values: ReadonlyMap<string, Data>): string {
  return joinTexts(
    pieces.map((piece) => {
      if (typeof piece === 'string') return piece;
      const [first = '', ...rest] = piece;
      const value = rest.reduce<Data>((of, key) => memberOf(of, key), values.get(String(first)));
      if (value === undefined) throw new TemplateError(`there is no value \`${piece.join('.')}\``);
      return textOf(value);
    }),
  );
}
