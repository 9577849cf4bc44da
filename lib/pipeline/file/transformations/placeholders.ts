/** Transformations that give placeholders their values. */
import {
  exclusiveKeys,
  fetchesAddresses,
  runsPrograms,
} from '../../../diagnostics/messages/pipeline-file.ts';
import { expression } from '../expression.ts';
import { choice, count, flag, optional, single, text, texts, textsByName, tree } from '../parameters.ts';
import type { ItemSetup } from '../setup.ts';
import { readValues } from '../value-files.ts';
import { transformation, type PlaceholderEffect, type TransformationType } from './transformation.ts';

const SELECTION = {
  include: /* @__PURE__ */ optional(texts, undefined),
  exclude: /* @__PURE__ */ optional(texts, undefined),
};

interface Selection {
  readonly include: readonly string[] | undefined;
  readonly exclude: readonly string[] | undefined;
}

/** The effect, kept to the placeholders that `include` and `exclude` select. */
function select(
  { include, exclude }: Selection,
  { report, placeOf }: ItemSetup,
  values: PlaceholderEffect['values'],
): PlaceholderEffect | undefined {
  if (include !== undefined && exclude !== undefined) {
    report(exclusiveKeys('include', 'exclude'), placeOf('exclude'));
    return undefined;
  }
  const isSelected = (name: string): boolean =>
    include !== undefined ? include.includes(name) : exclude?.includes(name) !== true;
  return { on: 'placeholder', values: (name, vars) => (isSelected(name) ? values(name, vars) : undefined) };
}

export const wildcardPlaceholders = (): TransformationType =>
  transformation(
    SELECTION,
    () => 'let placeholders be wildcards',
    (selection, setup) => select(selection, setup, () => ['*']),
  );

export const valuePlaceholders = (): TransformationType =>
  transformation(
    SELECTION,
    () => 'give placeholders the values of `vars`',
    (selection, setup) =>
      select(selection, setup, (name, vars) => {
        const value = vars.get(name);
        const values = Array.isArray(value) ? (value as readonly unknown[]) : [value];
        const usable = values.filter((each) => typeof each === 'string' || typeof each === 'number');
        return usable.length === values.length && usable.length > 0 ? usable : undefined;
      }),
  );

export const queryExpressionPlaceholders = (): TransformationType =>
  transformation(
    { expression: text, mapping: optional(textsByName, undefined), ...SELECTION },
    ({ expression: written }) => `let placeholders be \`${written}\``,
    ({ expression: written, mapping, include, exclude }, setup) =>
      select({ include, exclude }, setup, (name) => {
        const id = mapping?.get(name)?.[0] ?? name;
        return [{ kind: 'expression', text: written.replaceAll('{id}', () => id) }];
      }),
  );

const FORMAT = {
  format: /* @__PURE__ */ optional(
    /* @__PURE__ */ choice('plaintext', 'csv', 'json', 'yaml'),
    'plaintext' as const,
  ),
  filter: /* @__PURE__ */ optional(expression, undefined),
  csv_column: /* @__PURE__ */ optional(single, undefined),
  csv_has_header: /* @__PURE__ */ optional(flag, true),
  jq_expression: /* @__PURE__ */ optional(text, undefined),
};

export const filePlaceholders = (): TransformationType =>
  transformation(
    { path: text, ...FORMAT, ...SELECTION },
    ({ path }) => `give placeholders the values in ${path}`,
    (values, setup) => {
      const found = readValues(values, setup);
      return found && select(values, setup, () => found);
    },
  );

export const httpPlaceholders = (): TransformationType =>
  transformation(
    {
      url: text,
      method: optional(text, 'GET'),
      timeout: optional(count, 10),
      headers: optional(tree, undefined),
      params: optional(tree, undefined),
      form_data: optional(tree, undefined),
      json_body: optional(tree, undefined),
      max_body_size: optional(count, 0),
      ...FORMAT,
      ...SELECTION,
    },
    () => '',
    (_values, { report, placeOf }) => {
      report(fetchesAddresses('http_placeholders'), placeOf('url'));
      return undefined;
    },
  );

export const commandPlaceholders = (): TransformationType =>
  transformation(
    {
      cmd: tree,
      timeout: optional(count, 30),
      max_stdout: optional(count, 0),
      ...FORMAT,
      ...SELECTION,
    },
    () => '',
    (_values, { report, placeOf }) => {
      report(runsPrograms('command_placeholders'), placeOf('cmd'));
      return undefined;
    },
  );
