/** Characters that the languages of Elasticsearch treat in ways of their own. */
import { caseVariants } from '../../lib/query/fold.ts';

/** As code units: the same question with the flag `u` takes milliseconds to compile. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Half of a surrogate pair is no character, and no indexed text has one. */
export function isWritable(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}

/** What may have two cases beyond ASCII: letters, and numerals and symbols made of them. */
// eslint-disable-next-line no-control-regex
const FOREIGN_CASE = /[^\P{CWCM}\x00-\x7f]/u;

/** Whether the text may have letters beyond ASCII with a case, in the widest sense of Unicode. */
export function mayHaveForeignCase(text: string): boolean {
  return FOREIGN_CASE.test(text);
}

/** Whether the text has a letter with two cases that Lucene takes for two letters, since it folds ASCII alone. */
export function hasForeignCase(text: string): boolean {
  return FOREIGN_CASE.test(text) && [...text].some(isForeignCase);
}

function isForeignCase(character: string): boolean {
  return character > '\x7f' && character.length === 1 && caseVariants(character).length > 1;
}

/** https://www.elastic.co/docs/reference/query-languages/query-dsl/regexp-syntax#regexp-reserved-characters */
const REGEX_OPERATORS = /[.?+*|{}[\]()"\\#@&<>~]/g;

/** The text as a regular expression of Lucene that matches itself alone. */
export function escapeRegex(text: string): string {
  return text.replace(REGEX_OPERATORS, '\\$&');
}

/** The same in any case of letters beyond ASCII, for an operator that folds the others. */
export function escapeRegexInForeignCase(text: string): string {
  let spelled = '';
  for (const character of text) spelled += character > '\x7f' ? inAnyCase(character) : escapeRegex(character);
  return spelled;
}

/** The same in any case of all letters. */
export function escapeRegexInAnyCase(text: string): string {
  let spelled = '';
  for (const character of text) spelled += IN_ANY_CASE[character.charCodeAt(0)] ?? inAnyCase(character);
  return spelled;
}

/** ASCII characters as expressions that match them in either case, by their code. */
const IN_ANY_CASE: readonly string[] = /* @__PURE__ */ Array.from({ length: 0x80 }, (_, code) =>
  inAnyCase(String.fromCharCode(code)),
);

function inAnyCase(character: string): string {
  const variants = character.length > 1 ? [] : caseVariants(character);
  return variants.length > 1 ? `[${[...variants].sort().join('')}]` : escapeRegex(character);
}
