/**
 * Where an event holds what a correlation groups by or counts. Of a list each value stands for itself, and in all places that
 * mean the same value it is the same one: a correlation that groups by a group of an inner one sees the value the inner one saw.
 */
import type { CorrelationInput, CorrelationRequest } from '../../../lib/backend/correlation.ts';
import type { CorrelationPath } from '../../../lib/backend/correlation-paths.ts';
import type { Columns } from '../columns.ts';

export interface Cell {
  /** The text of the value; for a list the list itself. */
  readonly text: string;
  /** For a list: which of its values is meant, the same one wherever this is the same. */
  readonly list?: string;
}

/** What a correlation on the path groups by or counts, by its position there. */
type Role = 'groupBy' | 'fields';

/** The cells of a path's events. */
export interface Cells {
  /** @param level 0 for the outermost correlation, then those in between */
  of(level: number, role: Role): readonly Cell[];
}

/** @param isList - Of fields that have a name. */
export function createCells(
  request: CorrelationRequest,
  path: CorrelationPath,
  columns: Columns,
  isList: (field: string) => boolean,
): Cells {
  const { through } = path;
  const placeOf = (level: number): Pick<CorrelationPath, Role> => through[level - 1] ?? path;

  /** The first place on the way in that names a field of the event itself. */
  function originOf(level: number, role: Role, index: number): string {
    const { inputs } = through[level - 1]?.request ?? request;
    const next = through[level]?.request;
    const input: CorrelationInput | undefined = inputs.find(({ of }) => of === (next ?? path.rule));
    const name = input?.[role][index];
    const group = next?.correlation.correlation.groupBy.findIndex((each) => each.name === name) ?? -1;
    return group < 0 ? [level, role, index].join(' ') : originOf(level + 1, 'groupBy', group);
  }

  return {
    of: (level, role) =>
      placeOf(level)[role].map((field = '', index) => {
        const { reference, text } = columns(field);
        return isList(field) ? { text: reference, list: originOf(level, role, index) } : { text };
      }),
  };
}
