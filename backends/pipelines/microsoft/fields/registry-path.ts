/**
 * Registry paths. Sysmon writes the key and the name of the value as one text and shortens the names of the hives; the
 * target has them in two columns and in full. A query joins the two into a column of its own, and the texts of the rule
 * are brought into the target's spelling.
 *
 * Sysmon: https://learn.microsoft.com/sysinternals/downloads/sysmon (registry key root abbreviations)
 * Hives: https://learn.microsoft.com/windows/win32/sysinfo/predefined-keys
 * Control sets: https://learn.microsoft.com/windows-hardware/drivers/install/hklm-system-currentcontrolset-control-registry-tree
 */
import { or } from '../../../../lib/query/build.ts';
import type { Leaf, Matcher, Query, WildcardPart } from '../../../../lib/query/query.ts';
import type { ComputedColumn, FieldTranslation, Refusal } from '../event-source.ts';
import { ask, asksForPresence, onColumn } from './leaves.ts';
import { patternOf } from './parts.ts';
import { endsWithinSpelling } from './registry-ends.ts';

/** Key and value as Sysmon has them: a backslash between them, the key alone where there is no value. */
export function registryPathOf(key: string, value: string): ComputedColumn {
  return {
    expression: `iff(isempty(${value}), ${key}, strcat(${key}, @"\\", ${value}))`,
    type: 'string',
    reads: [key, value],
  };
}

/** Hives at the start of a path, by their short names. The hive of one user stands under either name. */
const HIVES: Readonly<Record<string, readonly string[]>> = {
  HKLM: ['HKEY_LOCAL_MACHINE'],
  HKU: ['HKEY_USERS', 'HKEY_CURRENT_USER'],
  HKCU: ['HKEY_CURRENT_USER'],
  HKCR: ['HKEY_CLASSES_ROOT', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Classes'],
};

const HIVE = /^(HKLM|HKU|HKCU|HKCR)(?=\\|$)/i;
const CURRENT_CONTROL_SET = /(^|\\)CurrentControlSet(?=\\|$)/gi;

/** `CurrentControlSet` is a link; the key behind it has a number. */
const CONTROL_SETS = ['CurrentControlSet', 'ControlSet001'];

/** @param column the computed one, see {@link registryPathOf} */
export function registryPath(column: string): FieldTranslation {
  return {
    shown: `key and value name joined, hives in full, also ${CONTROL_SETS.join(' or ')}`,
    columns: [column],
    translate(leaf): Query | Refusal {
      if (asksForPresence(leaf)) return onColumn(leaf, column);
      const pattern = patternOf(leaf);
      if (pattern !== undefined && endsWithinSpelling(pattern)) {
        return {
          refused:
            'the text begins or ends within the name of a hive or of a control set, which has another spelling',
        };
      }
      const matchers = spellings(leaf);
      if (matchers === undefined) {
        return {
          refused:
            'a regular expression that names a hive or a control set cannot be brought into another spelling',
        };
      }
      return or(matchers.map((matcher) => ask(leaf, column, matcher)));
    },
  };
}

function spellings({ matcher }: Leaf): readonly Matcher[] | undefined {
  switch (matcher.kind) {
    case 'equals':
    case 'startsWith':
      return startSpellings(matcher.value).map((value) => ({ ...matcher, value }));
    case 'endsWith':
      return controlSetSpellings(matcher.value).map((value) => ({ ...matcher, value }));
    case 'contains': {
      // The hive stands at the start; the short name may also be part of a key.
      const inside = controlSetSpellings(matcher.value).map((value): Matcher => ({ ...matcher, value }));
      if (!HIVE.test(matcher.value)) return inside;
      const { cased } = matcher;
      const first = startSpellings(matcher.value).map((value): Matcher => ({
        kind: 'startsWith',
        value,
        cased,
      }));
      return [...first, ...inside];
    }
    case 'wildcard':
      return wildcardSpellings(matcher.parts).map((parts) => ({ ...matcher, parts }));
    case 'regex':
      return /HK|ControlSet/i.test(matcher.pattern.text) ? undefined : [matcher];
    default:
      return [matcher];
  }
}

function startSpellings(text: string): readonly string[] {
  const short = HIVE.exec(text)?.[0];
  if (short === undefined) return controlSetSpellings(text);
  const hives = HIVES[short.toUpperCase()] ?? [short];
  return hives.flatMap((hive) => controlSetSpellings(hive + text.slice(short.length)));
}

function controlSetSpellings(text: string): readonly string[] {
  CURRENT_CONTROL_SET.lastIndex = 0;
  if (!CURRENT_CONTROL_SET.test(text)) return [text];
  return CONTROL_SETS.map((name) => text.replace(CURRENT_CONTROL_SET, (_, before: string) => before + name));
}

/** Each text of the pattern in its spellings; only the first can begin with a hive. */
function wildcardSpellings(parts: readonly WildcardPart[]): readonly (readonly WildcardPart[])[] {
  let patterns: readonly (readonly WildcardPart[])[] = [[]];
  for (const [index, part] of parts.entries()) {
    const texts =
      part.kind !== 'text'
        ? undefined
        : index === 0
          ? startSpellings(part.text)
          : controlSetSpellings(part.text);
    const choices: readonly WildcardPart[] = texts?.map((text) => ({ kind: 'text', text })) ?? [part];
    patterns = patterns.flatMap((pattern) => choices.map((choice) => [...pattern, choice]));
  }
  return patterns;
}
