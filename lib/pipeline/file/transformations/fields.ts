/** Transformations that rename fields. */
import { fieldFunction } from '../../../diagnostics/messages/pipeline-file.ts';
import { flag, optional, text, textsByName, tree } from '../parameters.ts';
import { toSnakeCase } from './case.ts';
import { transformation, type TransformationType } from './transformation.ts';

const EMPTY: ReadonlyMap<string | null, readonly string[]> = /* @__PURE__ */ new Map();

export const fieldNameMapping = (): TransformationType =>
  transformation(
    { mapping: textsByName },
    ({ mapping }) => `map ${listed([...mapping.keys()])}`,
    ({ mapping }) => ({ on: 'field', names: (field) => mapping.get(field) }),
  );

export const fieldNamePrefixMapping = (): TransformationType =>
  transformation(
    { mapping: textsByName },
    ({ mapping }) => `map fields that start with ${listed([...mapping.keys()])}`,
    ({ mapping }) => {
      const prefixes = [...mapping].filter(
        (entry): entry is [string, readonly string[]] => entry[0] !== null,
      );
      return {
        on: 'field',
        names(field) {
          if (field === null) return undefined;
          const found = prefixes.find(([prefix]) => field.startsWith(prefix));
          return found?.[1].map((prefix) => prefix + field.slice(found[0].length));
        },
      };
    },
  );

const FUNCTIONS: Readonly<Record<string, (name: string) => string>> = {
  lower: (name) => name.toLowerCase(),
  upper: (name) => name.toUpperCase(),
  snake_case: toSnakeCase,
};

/** In Python programs it takes a function; in files the name of one of a few. */
export const fieldNameTransform = (): TransformationType =>
  transformation(
    { transform_func: tree, mapping: optional(textsByName, EMPTY), apply_keyword: optional(flag, false) },
    () => 'rename fields by a function',
    ({ transform_func: name, mapping, apply_keyword: keywords }, { report }) => {
      const change =
        name.kind === 'scalar' && Object.hasOwn(FUNCTIONS, name.text) ? FUNCTIONS[name.text] : undefined;
      if (change === undefined) {
        report(fieldFunction(), name.span);
        return undefined;
      }
      return {
        on: 'field',
        names(field) {
          if (field === null) return keywords ? mapping.get(null) : undefined;
          return mapping.get(field) ?? [change(field)];
        },
      };
    },
  );

export const fieldNameSuffix = (): TransformationType =>
  transformation(
    { suffix: text },
    ({ suffix }) => `add ${suffix} to names of fields`,
    ({ suffix }) => ({ on: 'field', names: (field) => (field === null ? undefined : [field + suffix]) }),
  );

export const fieldNamePrefix = (): TransformationType =>
  transformation(
    { prefix: text },
    ({ prefix }) => `put ${prefix} before names of fields`,
    ({ prefix }) => ({ on: 'field', names: (field) => (field === null ? undefined : [prefix + field]) }),
  );

/** Names for people, not too many of them. */
export function listed(names: readonly (string | null)[]): string {
  const shown = names.slice(0, 3).map((name) => name ?? 'keywords');
  const more = names.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
