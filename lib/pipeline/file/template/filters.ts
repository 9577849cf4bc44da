/** Filters of templates, those of Jinja that pipelines use: https://jinja.palletsprojects.com/en/stable/templates/#builtin-filters */
import {
  isList,
  isObject,
  isTrue,
  joinTexts,
  objectOf,
  plainOf,
  TemplateError,
  textOf,
  type Data,
} from './data.ts';

type Filter = (value: Data, ...values: readonly Data[]) => Data;

/** By name. Each takes its arguments in the order that Jinja has them in. */
export const FILTERS: ReadonlyMap<string, Filter> = /* @__PURE__ */ new Map<string, Filter>([
  [
    'capitalize',
    /* @__PURE__ */ onText((text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()),
  ],
  ['d', orDefault],
  ['default', orDefault],
  ['e', escapeHtml],
  ['escape', escapeHtml],
  ['first', (value) => listOf(value)[0]],
  ['indent', indent],
  ['int', (value) => Math.trunc(Number(textOf(value))) || 0],
  ['items', items],
  ['join', (value, separator = '') => joinTexts(listOf(value).map(textOf), textOf(separator))],
  ['last', (value) => listOf(value).at(-1)],
  ['length', (value) => (isObject(value) ? value.members.size : listOf(value).length)],
  ['list', listOf],
  ['lower', /* @__PURE__ */ onText((text) => text.toLowerCase())],
  ['replace', replace],
  ['safe', (value) => ({ text: textOf(value), members: new Map(), safe: true })],
  ['sort', (value) => [...listOf(value)].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1))],
  ['string', textOf],
  ['title', /* @__PURE__ */ onText(toTitle)],
  [
    'tojson',
    (value, width) =>
      joinTexts([
        JSON.stringify(plainOf(value), null, width === undefined ? undefined : Number(textOf(width))),
      ]),
  ],
  ['trim', /* @__PURE__ */ onText((text) => text.trim())],
  ['unique', (value) => [...new Map(listOf(value).map((each) => [textOf(each), each])).values()]],
  ['upper', /* @__PURE__ */ onText((text) => text.toUpperCase())],
]);

/** Methods of texts and maps in Python, by the filter that does the same. */
export const METHODS: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['capitalize', 'capitalize'],
  ['items', 'items'],
  ['lower', 'lower'],
  ['replace', 'replace'],
  ['strip', 'trim'],
  ['title', 'title'],
  ['upper', 'upper'],
]);

function onText(change: (text: string) => string): Filter {
  return (value) => joinTexts([change(textOf(value))]);
}

function toTitle(text: string): string {
  return text.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
}

/** Characters of a text, members of a list, names of a map. */
function listOf(value: Data): readonly Data[] {
  if (isList(value)) return value;
  if (typeof value === 'string') return Array.from(value);
  if (isObject(value)) return [...value.members.keys()];
  throw new TemplateError('this is no list');
}

function orDefault(value: Data, fallback: Data = '', ifFalse: Data = false): Data {
  return value === undefined || (isTrue(ifFalse) && !isTrue(value)) ? fallback : value;
}

function replace(value: Data, from: Data = '', to: Data = ''): Data {
  const wanted = textOf(from);
  if (wanted === '') throw new TemplateError('`replace` needs a text to look for');
  return joinTexts(textOf(value).split(wanted), textOf(to));
}

function indent(value: Data, width: Data = 4, first: Data = false): Data {
  const blanks = Number(textOf(width));
  if (!Number.isInteger(blanks) || blanks < 0 || blanks > 100)
    throw new TemplateError('`indent` takes 0 to 100 blanks');
  const prefix = ' '.repeat(blanks);
  const lines = textOf(value).split('\n');
  return joinTexts(
    lines.map((line, index) => ((index > 0 || isTrue(first)) && line !== '' ? prefix + line : line)),
    '\n',
  );
}

function items(value: Data): Data {
  if (!isObject(value)) throw new TemplateError('`items` is for maps');
  return [...value.members];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

/** For HTML, as Jinja does it. */
export function escapeHtml(value: Data): Data {
  if (isObject(value) && value.safe === true) return value;
  const text = joinTexts([
    textOf(value).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character),
  ]);
  return { ...objectOf([]), text, safe: true };
}
