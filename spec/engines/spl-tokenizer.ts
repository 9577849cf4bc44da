/**
 * A tokenizer of SPL for the three commands that the backend emits, written from Splunk's manuals alone.
 *
 * - Commands are separated by pipes; the first one is `search` and its name is implied.
 *   https://help.splunk.com/splunk-enterprise/search/search-manual/9.0/using-the-search-app/anatomy-of-a-search
 * - A string stands in double quotes, where a backslash escapes a backslash or a quote and is itself before
 *   anything else. Inside, neither a pipe nor a bracket nor a macro means anything.
 *   https://help.splunk.com/splunk-enterprise/search/search-manual/9.4/search-primer/backslashes
 * - Outside of strings brackets hold a subsearch, one backtick begins a macro and three a comment. Whether a
 *   comment begins inside a string the manual leaves open, so it is reported there too.
 *   https://help.splunk.com/splunk-enterprise/search/search-manual/9.4/using-the-search-app/add-comments-to-searches
 * - In `where` a field name may stand in single quotes, of which no escape is documented.
 *   https://help.splunk.com/splunk-enterprise/spl-search-reference/9.2/search-commands/where
 */

export type SplTokenKind =
  | 'word'
  | 'operator'
  | 'open'
  | 'close'
  | 'comma'
  /** In double quotes. */
  | 'string'
  /** In single quotes. */
  | 'name'
  /** What no query of ours may hold. */
  | 'subsearch'
  | 'macro'
  | 'comment';

export interface SplToken {
  readonly kind: SplTokenKind;
  /** What it stands for: quotes and escapes are gone. */
  readonly text: string;
}

export interface SplCommand {
  readonly name: string;
  readonly tokens: readonly SplToken[];
}

const SPACE = /\s+/y;
const PIPE = /\|/y;
const STRING = /"((?:[^"\\]|\\[^])*)"/y;
const NAME = /'([^']*)'/y;
const OPERATOR = /!=|<=|>=|==|[=<>]/y;
const PUNCTUATION = /[(),[\]]/y;
const BACKTICKS = /```|`/y;
/** In `search` most characters may be part of a word; in an expression a dot concatenates and `+ - * / %` compute. */
const SEARCH_WORD = /[^\s"'|()[\],=<>!`]+/y;
const EXPRESSION_WORD = /-?\d+(?:\.\d+)?|\w+/y;
const EXPRESSION_OPERATOR = /[.+\-*/%]/y;
const COMMAND_NAME = /\s*([a-z]+)\b/y;

/** @throws SyntaxError where the text is not SPL, such as a quote that never ends. */
export function tokenizeSpl(text: string): readonly SplCommand[] {
  const commands: SplCommand[] = [];
  let position = 0;

  function take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match !== null) position = pattern.lastIndex;
    return match ?? undefined;
  }

  for (let name: string | undefined = 'search'; name !== undefined;) {
    const tokens: SplToken[] = [];
    commands.push({ name, tokens });
    name = undefined;
    while (position < text.length) {
      if (take(SPACE)) continue;
      if (take(PIPE)) {
        name = take(COMMAND_NAME)?.[1];
        if (name === undefined) throw new SyntaxError(`no command after the pipe at ${position}`);
        break;
      }
      const token = nextToken(commands.at(-1)!.name === 'search', take);
      if (token === undefined) throw new SyntaxError(`no token at ${position}: ${text.slice(position)}`);
      tokens.push(token);
    }
  }
  return commands;
}

function nextToken(
  inSearch: boolean,
  take: (pattern: RegExp) => RegExpExecArray | undefined,
): SplToken | undefined {
  const string = take(STRING);
  if (string) {
    if (string[0].includes('```')) return { kind: 'comment', text: string[0] };
    return { kind: 'string', text: unescapeSpl(string[1]!) };
  }
  const backticks = take(BACKTICKS);
  if (backticks) return { kind: backticks[0] === '`' ? 'macro' : 'comment', text: backticks[0] };
  const punctuation = take(PUNCTUATION)?.[0];
  if (punctuation !== undefined) {
    const kinds: Readonly<Record<string, SplTokenKind>> = { '(': 'open', ')': 'close', ',': 'comma' };
    return { kind: kinds[punctuation] ?? 'subsearch', text: punctuation };
  }
  const operator = take(OPERATOR) ?? (inSearch ? undefined : take(EXPRESSION_OPERATOR));
  if (operator) return { kind: 'operator', text: operator[0] };
  const name = inSearch ? undefined : take(NAME);
  if (name) return { kind: 'name', text: name[1]! };
  const word = take(inSearch ? SEARCH_WORD : EXPRESSION_WORD);
  return word && { kind: 'word', text: word[0] };
}

/** What a string stands for: only `\\` and `\"` are escapes, in any other pair the backslash is kept. */
export function unescapeSpl(body: string): string {
  return body.replace(/\\(["\\])/g, '$1');
}

/**
 * The query with what stands in quotes left out: two queries of one shape differ in their texts alone.
 *
 * @example a="x" | regex b="y" → search a = "" | regex b = ""
 */
export function shapeOf(text: string): string {
  const show = ({ kind, text: shown }: SplToken): string =>
    kind === 'string'
      ? '""'
      : kind === 'name'
        ? "''"
        : kind === 'word' || kind === 'operator'
          ? shown
          : `${kind}${shown}`;
  return tokenizeSpl(text)
    .map(({ name, tokens }) => [name, ...tokens.map(show)].join(' '))
    .join(' | ');
}
