/**
 * Texts that begin or end within a name which the target spells otherwise, a hive or the current control set: whether
 * they match depends on the spelling, so they are nothing to be asked.
 */
import { foldCase } from '../../../../lib/query/fold.ts';
import type { TextPattern } from './parts.ts';

const HIVES = [
  ...['hklm', 'hku', 'hkcu', 'hkcr'],
  ...['hkey_local_machine', 'hkey_users', 'hkey_current_user', 'hkey_classes_root'],
];
const CONTROL_SETS = ['currentcontrolset', 'controlset001'];

/**
 * @example `contains: 'LM\Software'` and `contains: 'user'`, of hives; `contains: 'ControlSet\Services'` and
 * `contains: '\Current'`, of control sets
 */
export function endsWithinSpelling({ parts }: TextPattern): boolean {
  const [first, second] = parts;
  const isOpenAtStart = first?.kind !== 'text';
  const head = isOpenAtStart ? second : first;
  if (head?.kind === 'text') {
    const text = foldCase(head.text);
    const isOpenAtEnd = parts.length > (isOpenAtStart ? 2 : 1);
    if (isOpenAtStart ? beginsWithin(text, isOpenAtEnd) : isPieceOfHive(text, isOpenAtEnd)) return true;
  }
  return parts.some(
    (part, index) =>
      part.kind === 'text' && index < parts.length - 1 && endsWithinControlSet(foldCase(part.text)),
  );
}

function beginsWithin(text: string, isOpenAtEnd: boolean): boolean {
  const end = text.indexOf('\\');
  if (end > 0) {
    const start = text.slice(0, end);
    if (HIVES.some((name) => name === start) || CONTROL_SETS.some((name) => name === start)) return false;
    return [...HIVES, ...CONTROL_SETS].some((name) => name.endsWith(start));
  }
  if (end === 0 || !isOpenAtEnd) return false;
  if (HIVES.some((name) => name.includes(text))) return true;
  return (
    CONTROL_SETS.some((name) => name.includes(text)) && !CONTROL_SETS.every((name) => name.includes(text))
  );
}

/** Of a text at the start of the path. */
function isPieceOfHive(text: string, isOpenAtEnd: boolean): boolean {
  return isOpenAtEnd && !HIVES.includes(text) && HIVES.some((name) => name.startsWith(text));
}

function endsWithinControlSet(text: string): boolean {
  const keys = text.split('\\');
  const end = keys.pop() as string;
  if (keys.length === 0 || end === '') return false;
  // There is no control set within another.
  if (CONTROL_SETS.includes(keys.at(-1) as string)) return false;
  // From `ControlSet` on, a text names the set that has a number.
  if (end.startsWith('controlset')) return false;
  return CONTROL_SETS.some((name) => name !== end && name.startsWith(end));
}
