/**
 * Paths into data, the part of jq's language that only walks: `.a`, `."a b"`, `.[0]`, `.[]`, one after the other.
 * https://jqlang.org/manual/#basic-filters
 */

/** A name, a place in a list, or every member. */
export type PathStep = string | number | typeof EVERY;

export const EVERY: unique symbol = /* @__PURE__ */ Symbol('every');

const STEP = /\.?\[\]|\.?\[(\d+)\]|\.?\["([^"\\]*)"\]|\."([^"\\]*)"|\.([A-Za-z_]\w*)/y;

/**
 * The steps of a path; undefined for anything else that jq would understand.
 *
 * @example readPath('.items[].name') // ['items', EVERY, 'name']
 */
export function readPath(text: string): readonly PathStep[] | undefined {
  const written = text.trim();
  if (written === '.') return [];
  const steps: PathStep[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < written.length) {
    const at = STEP.lastIndex;
    const match = STEP.exec(written);
    if (match?.index !== at) return undefined;
    const [, index, inBrackets, quoted, plain] = match;
    const name = inBrackets ?? quoted ?? plain;
    steps.push(index !== undefined ? Number(index) : (name ?? EVERY));
  }
  return steps.length === 0 ? undefined : steps;
}

/** All values that the path leads to; undefined when it leads to nothing. */
export function followPath(value: unknown, steps: readonly PathStep[]): readonly unknown[] | undefined {
  let values: readonly unknown[] = [value];
  for (const step of steps) values = values.flatMap((each) => take(each, step));
  return values.length === 0 ? undefined : values;
}

function take(value: unknown, step: PathStep): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (step === EVERY) return Object.values(value);
  if (typeof step === 'number') return Array.isArray(value) && step < value.length ? [value[step]] : [];
  return Object.hasOwn(value, step) ? [(value as Readonly<Record<string, unknown>>)[step]] : [];
}
