/** What reading a pipeline file says; see `codes.ts` for when. */
import type { Finding } from '../diagnostic.ts';
import { closest } from '../suggest.ts';
import { quoteText } from './quote-text.ts';

const KIND_NAMES = { scalar: 'a single value', sequence: 'a list', mapping: 'a map' } as const;

type NodeKind = keyof typeof KIND_NAMES;

function error(code: Finding['code'], message: string, ...hints: readonly string[]): Finding {
  return { code, severity: 'error', message, hints };
}

function suggest(name: string, known: readonly string[]): string {
  const near = closest(name, known);
  return near === undefined ? `known: ${known.join(', ')}` : `did you mean ${quoteText(near)}?`;
}

// The shape of the file

export function pipelineNotAMap(kind: NodeKind): Finding {
  return error('pipeline-not-a-map', `a pipeline is a map, and this document is ${KIND_NAMES[kind]}`);
}

export function pipelineIsRule(): Finding {
  return error(
    'pipeline-not-a-map',
    'this is a rule, not a pipeline',
    'pipelines change rules; name rules as arguments',
  );
}

export function severalPipelines(): Finding {
  return error('pipeline-not-a-map', 'a file holds one pipeline, and here begins another document');
}

/** @param where What has no such key: `a pipeline`, `the transformation add_condition`. */
export function unknownKey(where: string, name: string, known: readonly string[]): Finding {
  return error('pipeline-unknown-key', `${where} has no key ${quoteText(name)}`, suggest(name, known));
}

/** @param what What has types: `transformation`, `rule condition` … */
export function unknownType(what: string, name: string, known: readonly string[]): Finding {
  return error('pipeline-unknown-type', `there is no ${what} ${quoteText(name)}`, suggest(name, known));
}

/** A type that exists elsewhere in the file: a field condition among rule conditions. */
export function misplacedType(what: string, name: string, home: string): Finding {
  return error('pipeline-unknown-type', `${quoteText(name)} is no ${what}`, `it belongs under ${home}`);
}

export function missingKey(where: string, name: string): Finding {
  return error('pipeline-missing-key', `${where} needs the key ${quoteText(name)}`);
}

/** @param expects What the key takes: `a text`. */
export function wrongValue(name: string, expects: string): Finding {
  return error('pipeline-value', `${quoteText(name)} takes ${expects}`);
}

export function exclusiveKeys(one: string, other: string): Finding {
  return error('pipeline-value', `${quoteText(one)} and ${quoteText(other)} exclude each other`);
}

export function nestedTooDeep(limit: number): Finding {
  return error('pipeline-value', `items are nested more than ${limit} levels deep`);
}

export function tooManyItems(limit: number): Finding {
  return error('pipeline-value', `a list has at most ${limit} items`);
}

export function badGroup(name: string): Finding {
  return error('pipeline-value', `the expression has no group ${quoteText(name)}`);
}

export function badEscape(escape: string): Finding {
  return error('pipeline-value', `${quoteText(escape)} is no escape in a replacement`);
}

export function invalidJson(reason: string): Finding {
  return error('pipeline-value', `this is no JSON: ${reason}`);
}

// What is not done

export function runsPrograms(type: string): Finding {
  return error(
    'pipeline-unsafe',
    `${quoteText(type)} runs a program, which no pipeline may`,
    'run it yourself and give its output to `file_placeholders`, or the values with `--placeholder`',
  );
}

export function fetchesAddresses(type: string): Finding {
  return error(
    'pipeline-unsafe',
    `${quoteText(type)} fetches an address, which no pipeline may`,
    'fetch it yourself and give the file to `file_placeholders`',
  );
}

export function runsCode(what: string): Finding {
  return error('pipeline-unsafe', `${quoteText(what)} runs code of Python, which cannot be done here`);
}

export function expressionTooSlow(): Finding {
  return error(
    'pipeline-unsafe',
    'a search with this expression can take time that grows exponentially with the text',
    'avoid repeats inside repeats, such as `(a+)+`',
  );
}

export function fieldFunction(): Finding {
  return error(
    'pipeline-unsafe',
    '`field_name_transform` calls a function, and files have none',
    'known as `transform_func`: lower, upper, snake_case; or list the names in a `field_name_mapping`',
  );
}

// Conditions

export function conditionTooLong(limit: number): Finding {
  return error('pipeline-condition', `an expression has at most ${limit} characters and 50 brackets`);
}

export function conditionSyntax(): Finding {
  return error(
    'pipeline-condition',
    'expected names of conditions with `and`, `or`, `not` and brackets',
    'the words are in lower case',
  );
}

export function unknownCondition(name: string, known: readonly string[]): Finding {
  return error('pipeline-condition', `no condition is called ${quoteText(name)}`, suggest(name, known));
}

export function unusedCondition(name: string, expression: string): Finding {
  return error(
    'pipeline-condition',
    `${quoteText(expression)} does not use the condition ${quoteText(name)}`,
  );
}

export function unnamedConditions(key: string, expression: string): Finding {
  return error(
    'pipeline-condition',
    `${quoteText(expression)} needs names: ${quoteText(key)} has to be a map from names to conditions`,
  );
}

export function needlessConditions(key: string, type: string, why: string): Finding {
  return error('pipeline-condition', `${quoteText(key)} means nothing for ${quoteText(type)}: ${why}`);
}

// Files and templates

export function fileUnreadable(path: string, reason: string): Finding {
  return error('pipeline-file', `the file ${quoteText(path)} cannot be read: ${reason}`);
}

export function fileContent(path: string, reason: string): Finding {
  return error('pipeline-file', `${quoteText(path)}: ${reason}`);
}

export function templateProblem(reason: string): Finding {
  return error('pipeline-template', reason);
}

// While rules are converted

export function valuesLost(values: readonly string[]): Finding {
  const shown = values.slice(0, 3).map(quoteText).join(', ');
  return {
    code: 'pipeline-value-lost',
    severity: 'warning',
    message: `the pipeline has no field for ${shown}${values.length > 3 ? ` and ${values.length - 3} more` : ''}, so the query does not look for it`,
  };
}
