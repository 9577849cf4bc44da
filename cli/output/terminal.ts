/** Text made safe and pleasant for a terminal. Rules are foreign text: they may hold anything. */
import type { Io, Output } from '../io.ts';

/**
 * What a terminal would obey or hide instead of showing: C0 and C1 controls but tab and line feed, DEL, and the
 * marks that reorder text (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing).
 */
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The text with every character that a terminal would obey written as `\xNN` or `\uNNNN`. */
export function visible(text: string): string {
  return text.replace(UNSAFE, (unit) => {
    const code = unit.charCodeAt(0);
    return code > 0xff
      ? `\\u${code.toString(16).padStart(4, '0')}`
      : `\\x${code.toString(16).padStart(2, '0')}`;
  });
}

/** The same inside JSON, where the escape is part of the language and nothing is lost. */
export function visibleJson(json: string): string {
  return json.replace(UNSAFE, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** One line: runs of white space and line breaks become a space each. */
export function oneLine(text: string): string {
  return visible(text.replace(/\s+/g, ' ').trim());
}

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'cyan';
export type Paint = (style: Style, text: string) => string;

const SGR: Readonly<Record<Style, number>> = { bold: 1, dim: 2, red: 31, yellow: 33, cyan: 36 };

/** Colours for standard error. */
export function paintFor({ stderr, env }: Io): Paint {
  return paintOn(stderr, env);
}

/** Colours on a terminal only, and not against the user's wish (https://no-color.org). */
export function paintOn(output: Output, env: Io['env']): Paint {
  const plain = output.isTTY !== true || Boolean(env.NO_COLOR) || env.TERM === 'dumb';
  return plain ? (_style, text) => text : (style, text) => `\u001b[${SGR[style]}m${text}\u001b[0m`;
}
