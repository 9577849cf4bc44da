/**
 * HTML that is safe by default: the template tag `html` escapes whatever is put into it, unless `html` itself made it.
 *
 * Rules are foreign text. Markup is told from text by a symbol, which nothing read from a file can carry, so a rule
 * cannot pass for markup. Values of attributes must stand in double quotes in the template.
 */
const MARKUP: unique symbol = /* @__PURE__ */ Symbol('markup');

/** Markup that needs no escaping any more. */
export interface Html {
  readonly [MARKUP]: string;
}

/** What a template takes: null, undefined and false are nothing, and of a list each part is taken. */
export type Content = Html | string | number | null | undefined | false | readonly Content[];

/**
 * Markup from a template. The indentation of the template is not part of it.
 *
 * @example markupOf(html`<p title="${'"'}">${'<b>'}</p>`) // '<p title="&quot;">&lt;b&gt;</p>'
 */
export function html(template: TemplateStringsArray, ...values: readonly Content[]): Html {
  const texts = flushLeft(template);
  let markup = texts[0] ?? '';
  for (let at = 0; at < values.length; at++) markup += contentOf(values[at]) + (texts[at + 1] ?? '');
  return { [MARKUP]: markup };
}

/** Templates are few and used thousands of times. */
const flushed = /* @__PURE__ */ new WeakMap<TemplateStringsArray, readonly string[]>();

function flushLeft(template: TemplateStringsArray): readonly string[] {
  let texts = flushed.get(template);
  if (texts === undefined) {
    texts = template.map((text) => text.replace(/\n +/g, '\n'));
    flushed.set(template, texts);
  }
  return texts;
}

/** The text of finished markup. */
export function markupOf(markup: Html): string {
  return markup[MARKUP];
}

/** Content with something between its parts. */
export function joined(parts: readonly Content[], separator: Content): readonly Content[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));
}

function contentOf(content: Content): string {
  if (typeof content === 'string') return escapeHtml(content);
  if (content === null || content === undefined || content === false) return '';
  if (typeof content === 'number') return String(content);
  if (!isList(content)) return content[MARKUP];
  let markup = '';
  for (const part of content) markup += contentOf(part);
  return markup;
}

function isList(content: Html | readonly Content[]): content is readonly Content[] {
  return Array.isArray(content);
}

const ENTITIES: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/**
 * What HTML gives a meaning, the controls it does not allow
 * (https://html.spec.whatwg.org/multipage/parsing.html#parse-error-control-character-in-input-stream), and the marks
 * that reorder text, which would show a rule as something else than it is
 * (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing).
 */
const SPECIAL =
  // eslint-disable-next-line no-control-regex
  /[&<>"'\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The text for use between tags and in quoted attributes. Controls are written as `\uNNNN`. */
function escapeHtml(text: string): string {
  return text.replace(
    SPECIAL,
    (unit) => ENTITIES.get(unit) ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
