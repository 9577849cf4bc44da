/** A whole SPL search run over one event: `search …` first, then `search`, `where` and `regex` commands; or `tstats`. */
import { pcreSearch } from '../pcre.ts';
import { toSplEvent, type SplEvent } from './event.ts';
import { splitCommands, unquoteSearch } from './lexer.ts';
import { parseSearch } from './search.ts';
import { compileTstats, isTstats } from './tstats.ts';
import { parseWhere } from './where.ts';

type Command = (event: SplEvent) => boolean;

/**
 * @returns whether the search keeps an event
 * @throws Error for anything outside the documented subset
 */
export function compileSpl(query: string): (event: Readonly<Record<string, unknown>>) => boolean {
  if (isTstats(query)) return compileTstats(query);
  const [first = '', ...rest] = splitCommands(query);
  const commands = [parseSearch(first.replace(/^search /, '')), ...rest.map(parseCommand)];
  return (event) => {
    const splEvent = toSplEvent(event);
    return commands.every((command) => command(splEvent));
  };
}

/** A command that keeps events or drops them; undefined for the name of another one. */
export function parseFilter(text: string): Command | undefined {
  return /^(?:search|where|regex)\s/.test(text) ? parseCommand(text) : undefined;
}

function parseCommand(text: string): Command {
  const [, name = '', body = ''] = /^(\w+)\s+([\s\S]*)$/.exec(text) ?? [];
  switch (name) {
    case 'search':
      return parseSearch(body);
    case 'where':
      return parseWhere(body);
    case 'regex':
      return parseRegexCommand(body);
    default:
      throw new Error(`unknown command: ${text}`);
  }
}

/**
 * `regex field="…"` keeps, `regex field!="…"` drops what matches; an absent field does not match. On a multivalue
 * field one matching value is enough.
 * https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference — regex
 */
function parseRegexCommand(body: string): Command {
  const parts = /^(?:"([^"]*)"|([^\s"=!]+))\s*(!?=)\s*"((?:[^"\\]|\\[\s\S])*)"$/.exec(body);
  if (parts === null) throw new Error(`not a regex command: ${body}`);
  const [, quoted, bare = '', operator, raw = ''] = parts;
  const field = quoted ?? bare;
  const pattern = unquoteSearch(raw);
  return (event) => {
    const values = field === '_raw' ? [event.raw] : (event.fields.get(field) ?? []);
    return values.some((value) => pcreSearch(pattern, value)) === (operator === '=');
  };
}
