/** `--placeholder name=value,…`: what `%name%` stands for in rules that use `expand`. */
import { UsageError } from './usage.ts';

/** The values by name. A name that is given again gets more values. */
export function readPlaceholders(
  assignments: readonly string[],
): Readonly<Record<string, readonly string[]>> {
  const values = new Map<string, string[]>();
  for (const assignment of assignments) {
    const equals = assignment.indexOf('=');
    if (equals < 1) throw new UsageError(`--placeholder takes name=value,…, not '${assignment}'`);
    const name = assignment.slice(0, equals);
    values.set(name, [...(values.get(name) ?? []), ...assignment.slice(equals + 1).split(',')]);
  }
  return Object.fromEntries(values);
}
