/** Settings of formats, read from texts: each with what it is about, its default and the texts that it takes. */
import type { FormatSettings } from '../../lib/output-format.ts';

export interface Setting {
  readonly about: string;
  readonly initial: string;
  readonly takes: RegExp;
  /** Completes “frequency is …”. */
  readonly expected: string;
}

export type Settings = Readonly<Record<string, Setting>>;

/** For what is on or off. */
export const SWITCH: Pick<Setting, 'takes' | 'expected'> = {
  takes: /^(?:true|false)$/,
  expected: 'true or false',
};

export const ONE_LINE: Pick<Setting, 'takes' | 'expected'> = {
  takes: /^[^\r\n]*$/,
  expected: 'text on one line',
};

/** Settings that every format has. */
export const COMMON: { readonly enabled: Setting; readonly prefix: Setting } = {
  enabled: { about: 'false to deploy it switched off', initial: 'true', ...SWITCH },
  prefix: { about: 'what stands before the titles of rules', initial: '', ...ONE_LINE },
};

/** What `OutputFormat.settings` says of them. */
export function describeSettings(settings: Settings): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, { about, initial }]) => [
      name,
      initial === '' ? about : `${about}; by default ${initial}`,
    ]),
  );
}

/** @throws RangeError for a setting that there is not, and for a text that it does not take */
export function readSettings<S extends Settings>(
  settings: S,
  given: FormatSettings,
): Readonly<Record<keyof S, string>> {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(settings, name)) {
      throw new RangeError(`no setting ${name}; there are ${Object.keys(settings).join(', ')}`);
    }
  }
  const entries = Object.entries(settings).map(([name, { initial, takes, expected }]) => {
    const value = Object.hasOwn(given, name) ? (given[name] as string) : initial;
    if (!takes.test(value)) throw new RangeError(`${name} is ${expected}, not '${value}'`);
    return [name, value] as const;
  });
  return Object.fromEntries(entries) as Record<keyof S, string>;
}
