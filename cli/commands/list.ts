/** `sigmaq list`: what there is to choose from, a line each. */
import { targets } from '../../backends/index.ts';
import type { Io } from '../io.ts';
import { unknownName } from '../usage.ts';

type Row = readonly [name: string, description: string];

const LISTS: ReadonlyMap<string, () => Promise<readonly Row[]>> = new Map([
  ['targets', listTargets],
  ['formats', listFormats],
  ['pipelines', listPipelines],
  ['modifiers', listModifiers],
]);

export async function listCommand(what: string, { stdout }: Io): Promise<void> {
  const list = LISTS.get(what);
  if (list === undefined) throw unknownName('list', what, [...LISTS.keys()]);
  stdout.write(inColumns(await list()));
}

/** Each target, its settings indented below it. */
function listTargets(): Promise<readonly Row[]> {
  const rows = targets.flatMap(({ name, title, aliases, settings }): Row[] => [
    [name, aliases.length === 0 ? title : `${title} (also ${aliases.join(', ')})`],
    ...Object.entries(settings).map(([key, meaning]): Row => [`  -O ${key}=…`, meaning]),
  ]);
  return Promise.resolve(rows);
}

async function listFormats(): Promise<readonly Row[]> {
  const rows = targets.map(async ({ name, load }) => {
    const { formats } = await load();
    return Object.entries(formats).map(([format, description]): Row => [`${name} -f ${format}`, description]);
  });
  const { formats: outputs } = await import('../../backends/formats/index.ts');
  const documents = outputs.map(async (entry): Promise<Row[]> => {
    const { settings } = await entry.load();
    return [
      [`${entry.targets.join(', ')} -f ${entry.name}`, entry.description],
      ...Object.entries(settings).map(([key, meaning]): Row => [`  -O ${key}=…`, meaning]),
    ];
  });
  return (await Promise.all([...rows, ...documents])).flat();
}

/** Each pipeline with the targets it is for. */
async function listPipelines(): Promise<readonly Row[]> {
  const { pipelines } = await import('../../backends/pipelines/index.ts');
  return pipelines.map(({ name, title, aliases, targets: made }): Row => {
    const also = aliases.length === 0 ? '' : ` (also ${aliases.join(', ')})`;
    return [name, `${title}${also}, for ${made.length === 0 ? 'any target' : made.join(', ')}`];
  });
}

async function listModifiers(): Promise<readonly Row[]> {
  const { modifiers } = await import('../../lib/modifiers/index.ts');
  return modifiers.map(({ name, aliases = [], summary }): Row => [[name, ...aliases].join(', '), summary]);
}

function inColumns(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, description]) => `${name.padEnd(width)}  ${description}\n`).join('');
}
