/** From what the user typed after -t, -f and -O to backends that are ready to convert. */
import { targets, type Target, type TargetSettings } from '../backends/index.ts';
import type { Backend } from '../lib/backend/backend.ts';
import type { CorrelationBackend } from '../lib/backend/correlation.ts';
import type { OutputFormat } from '../lib/output-format.ts';
import { loadOutputFormat, outputFormatsOf, withFormatSettings, type ChosenFormat } from './formats.ts';
import { unknownName, UsageError } from './usage.ts';

export interface ChosenTarget {
  /** What the user may type and records say: `kusto`. */
  readonly name: string;
  readonly backend: Backend<string>;
  /** A format of the backend: how a query looks. */
  readonly queryFormat: string;
  /** What holds the queries; undefined for the queries as they are. */
  readonly output: ChosenFormat | undefined;
  /**
   * The same for correlations, loaded when it is asked for; undefined where the target has none.
   * @throws UsageError for a setting it cannot read
   */
  readonly loadCorrelations: (() => Promise<CorrelationBackend>) | undefined;
}

/** The targets of these names with these settings, each loaded once, in the order they were named. */
export async function chooseTargets(
  names: readonly string[],
  format: string,
  assignments: readonly string[],
): Promise<readonly ChosenTarget[]> {
  if (names.length === 0) {
    throw new UsageError('name at least one target with -t', `known: ${knownNames().join(', ')}, all`);
  }
  const chosen = [...new Set(names.flatMap((name) => (name === 'all' ? targets : [findTarget(name)])))];
  const output = await loadOutputFormat(format);
  const settings = readSettings(assignments, [...chosen, ...(output === undefined ? [] : [output])]);
  return Promise.all(chosen.map((target) => loadTarget(target, settings, format, output)));
}

function findTarget(name: string): Target {
  const wanted = name.toLowerCase();
  const target = targets.find((each) => each.name === wanted || each.aliases.includes(wanted));
  if (target === undefined) throw unknownName('target', name, [...knownNames(), 'all']);
  return target;
}

function knownNames(): string[] {
  return targets.map((target) => target.name);
}

/** `key=value` texts. A setting goes to every chosen target that has one of its name, and to the output format. */
function readSettings(
  assignments: readonly string[],
  chosen: readonly Pick<Target, 'settings'>[],
): ReadonlyMap<string, string> {
  const known = chosen.flatMap((target) => Object.keys(target.settings));
  const settings = new Map<string, string>();
  for (const assignment of assignments) {
    const equals = assignment.indexOf('=');
    if (equals < 1) throw new UsageError(`-O takes key=value, not '${assignment}'`);
    const key = assignment.slice(0, equals);
    if (!known.includes(key)) {
      if (known.length === 0)
        throw new UsageError(`unknown setting '${key}'`, 'these targets have no settings');
      throw unknownName('setting', key, known);
    }
    settings.set(key, assignment.slice(equals + 1));
  }
  return settings;
}

async function loadTarget(
  target: Target,
  settings: ReadonlyMap<string, string>,
  format: string,
  output: OutputFormat | undefined,
): Promise<ChosenTarget> {
  const own: TargetSettings = Object.fromEntries(
    [...settings].filter(([key]) => Object.hasOwn(target.settings, key)),
  );
  const backend = await withSettings(target, () => target.load(own));
  const isOutput = output?.targets.includes(backend.name) === true;
  if (!isOutput && !Object.hasOwn(backend.formats, format)) {
    const names = [...Object.keys(backend.formats), ...outputFormatsOf(backend.name)];
    throw unknownName(`format of ${target.name}`, format, names);
  }
  const { loadCorrelations } = target;
  return {
    name: target.name,
    backend,
    queryFormat: isOutput ? 'default' : format,
    output: isOutput ? withFormatSettings(output, settings, backend.name) : undefined,
    loadCorrelations: loadCorrelations && (() => withSettings(target, () => loadCorrelations(own))),
  };
}

async function withSettings<T>({ name }: Target, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`${name}: ${error.message}`);
    throw error;
  }
}
