/**
 * A search over a data model, run over one event of it: `tstats … FROM datamodel=… WHERE … BY …`, then `rename`, `eval` with
 * `nullif`, `where` and `convert`. One event is one group.
 *
 * `BY` drops events that lack a field of the list, unless `fillnull_value` says what stands for it.
 * https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/tstats
 */
import { toSplEvent, type SplEvent } from './event.ts';
import { splitCommands } from './lexer.ts';
import { parseSearch } from './search.ts';
import { parseWhere } from './where.ts';

type Row = SplEvent | undefined;

const TSTATS =
  /^tstats summariesonly=(?:true|false)( fillnull_value="([^"]*)")? count min\(_time\) AS \w+ max\(_time\) AS \w+ FROM datamodel=(\w+)\.(\w+)(?: WHERE ([\s\S]*))? BY ([\w. ]+)$/;

export function isTstats(query: string): boolean {
  return query.startsWith('| tstats ');
}

/** @throws Error for anything outside the documented subset */
export function compileTstats(query: string): (event: Readonly<Record<string, unknown>>) => boolean {
  const [nothing, first = '', ...rest] = splitCommands(query);
  if (nothing !== '') throw new Error(`tstats must come first: ${query}`);
  const commands = [parseTstats(first), ...rest.map(parseCommand)];
  return (event) =>
    commands.reduce<Row>((row, command) => row && command(row), toSplEvent(event)) !== undefined;
}

function parseTstats(text: string): (event: SplEvent) => Row {
  const parts = TSTATS.exec(text);
  if (parts === null) throw new Error(`not a form of tstats that we know: ${text}`);
  const [, fills, fill = '', , , where, by = ''] = parts;
  if (where !== undefined && /=\s*"[\da-f:.]+\/\d+"/i.test(where))
    throw new Error(`a network in WHERE: ${where}`);
  const test = where === undefined ? () => true : parseSearch(where);
  const fields = by.split(' ');
  return (event) => {
    if (!test(event)) return undefined;
    const row = new Map<string, readonly string[]>();
    for (const field of fields) {
      const values = event.fields.get(field);
      if (values === undefined && fills === undefined) return undefined;
      row.set(field, values ?? [fill]);
    }
    return { fields: row, raw: '' };
  };
}

function parseCommand(text: string): (event: SplEvent) => Row {
  const [, name = '', body = ''] = /^(\w+)\s+([\s\S]*)$/.exec(text) ?? [];
  switch (name) {
    case 'rename':
      return parseRename(body);
    case 'eval':
      return parseEval(body);
    case 'where': {
      const test = parseWhere(body);
      return (event) => (test(event) ? event : undefined);
    }
    case 'convert':
      if (!/^(?:ctime\(\w+\) ?)+$/.test(body)) throw new Error(`not a convert that we know: ${body}`);
      return (event) => event;
    default:
      throw new Error(`unknown command behind tstats: ${text}`);
  }
}

/** `A.* AS *`: names without what stands before the star. */
function parseRename(body: string): (event: SplEvent) => Row {
  const prefix = /^(\w+\.)\* AS \*$/.exec(body)?.[1];
  if (prefix === undefined) throw new Error(`not a rename that we know: ${body}`);
  return ({ fields, raw }) => {
    const renamed = [...fields].map(
      ([name, values]) => [name.startsWith(prefix) ? name.slice(prefix.length) : name, values] as const,
    );
    return { fields: new Map(renamed), raw };
  };
}

/** `f=nullif(f,"text")`, several with commas between: no value where the value is that text. */
function parseEval(body: string): (event: SplEvent) => Row {
  const assignments = body.split(', ').map((each) => {
    const [, field, same, text] = /^(\w+)=nullif\((\w+),"([^"\\]*)"\)$/.exec(each) ?? [];
    if (field === undefined || field !== same) throw new Error(`not an eval that we know: ${each}`);
    return { field, text };
  });
  return ({ fields, raw }) => {
    const left = new Map(fields);
    for (const { field, text } of assignments) {
      const values = left.get(field) ?? [];
      if (values.length === 1 && values[0] === text) left.delete(field);
    }
    return { fields: left, raw };
  };
}
