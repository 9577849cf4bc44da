/** What reading a project's configuration says; see `codes.ts` for when. */
import type { Finding } from '../diagnostic.ts';
import { closest } from '../suggest.ts';
import { quoteText } from './quote-text.ts';

const KIND_NAMES = { scalar: 'a single value', sequence: 'a list', mapping: 'a map' } as const;

function error(code: Finding['code'], message: string, ...hints: readonly string[]): Finding {
  return { code, severity: 'error', message, hints };
}

function suggest(name: string, known: readonly string[]): readonly string[] {
  const near = closest(name, known);
  if (near !== undefined) return [`did you mean ${quoteText(near)}?`];
  return known.length === 0 ? [] : [`known: ${known.join(', ')}`];
}

export function configNotAMap(kind: keyof typeof KIND_NAMES): Finding {
  return error('config-not-a-map', `a configuration is a map, and this document is ${KIND_NAMES[kind]}`);
}

export function configSeveralDocuments(): Finding {
  return error(
    'config-not-a-map',
    'a configuration is one document, and here begins another',
    'give each target a name under `targets`',
  );
}

/** @param where What has no such key: `a target`. */
export function configUnknownKey(where: string, name: string, known: readonly string[]): Finding {
  return error('config-unknown-key', `${where} has no key ${quoteText(name)}`, ...suggest(name, known));
}

export function configMissingKey(where: string, name: string): Finding {
  return error('config-missing-key', `${where} needs the key ${quoteText(name)}`);
}

/** @param expects What the key takes: `a text`. */
export function configValue(name: string, expects: string): Finding {
  return error('config-value', `${quoteText(name)} takes ${expects}`);
}

/** A value that the target, the pipeline or the format does not take, for the reason it gives. */
export function configRefused(what: string, reason: string): Finding {
  return error('config-value', `${what}: ${reason}`);
}

/** @param what What has names: `backend`, `pipeline`, `format` … */
export function configUnknownName(what: string, name: string, known: readonly string[]): Finding {
  return error('config-unknown-name', `there is no ${what} ${quoteText(name)}`, ...suggest(name, known));
}

/** Settings for a rule that is not there change nothing, and whoever wrote them thinks they do. */
export function configUnusedOverride(id: string): Finding {
  const message = `no rule has the id ${quoteText(id)}, so these settings change nothing`;
  return { code: 'config-unknown-name', severity: 'warning', message, hints: [] };
}

/** @param made What it is made for. */
export function configNotForBackend(
  what: string,
  name: string,
  backend: string,
  made: readonly string[],
): Finding {
  return error(
    'config-conflict',
    `the ${what} ${quoteText(name)} is not made for the backend ${quoteText(backend)}`,
    `it is made for ${made.join(', ')}`,
  );
}

export function configSharedOutput(folder: string, other: string): Finding {
  return error(
    'config-conflict',
    `the target ${quoteText(other)} writes to ${quoteText(folder)} as well`,
    'give each target a folder of its own: what is in it that no rule asks for any more is removed',
  );
}
