/** Small languages in place: a text inside a source, with other text around it. */
import type { EmbeddedText } from '../../lib/source/embedded.ts';
import type { Source, Span } from '../../lib/source/source.ts';

const BEFORE = 'key: ';

/** The text standing somewhere in a source. */
export function embed(text: string): EmbeddedText {
  const source: Source = { name: 'rule.yml', text: `${BEFORE}${text}\n` };
  return { text, source, span: { start: BEFORE.length, end: BEFORE.length + text.length }, verbatim: true };
}

/** The text with its places lost, as after YAML escapes. */
export function embedFolded(text: string): EmbeddedText {
  return { ...embed(text), verbatim: false };
}

/** The marked piece of the source. */
export function marked(place: { readonly source: Source; readonly span: Span }): string {
  return place.source.text.slice(place.span.start, place.span.end);
}
