/** How the values of an event are written in Microsoft's tables: what each function says is from their documentation. */
import { heldBy, type FlatEvent } from '../equivalence/flat-event.ts';

/** The value of a field as text; undefined where there is none. */
export function text(event: FlatEvent, field: string): string | undefined {
  const [value] = heldBy(event, field);
  return value === undefined ? undefined : String(value);
}

/** The value as a number, if its text is a decimal. */
export function number(event: FlatEvent, field: string): number | undefined {
  const value = text(event, field);
  return value !== undefined && /^(0|[1-9]\d{0,14})$/.test(value) ? Number(value) : undefined;
}

/** `DOMAIN\name` in its parts. */
export function accountOf(value: string | undefined): { domain?: string; name?: string } {
  if (value === undefined) return {};
  const at = value.indexOf('\\');
  return at < 0 ? { name: value } : { domain: value.slice(0, at), name: value.slice(at + 1) };
}

/** The last part of a path. */
export function baseName(path: string | undefined): string | undefined {
  return path?.split(/[\\/]/).at(-1);
}

/** `SHA1=…,MD5=…` by kind. */
export function hashesOf(value: string | undefined): Readonly<Record<string, string>> {
  const pairs = (value ?? '').split(',').map((pair) => pair.split('=') as [string, string?]);
  return Object.fromEntries(
    pairs.flatMap(([kind, hash]) => (hash === undefined ? [] : [[kind.toUpperCase(), hash]])),
  );
}

/** `HKLM\System\CurrentControlSet\…\Value` as key and value; a key that ends with a backslash has no value. */
export function registryOf(path: string | undefined): { key?: string; value?: string } {
  if (path === undefined) return {};
  const full = path
    .replace(/^HKLM(?=\\|$)/i, 'HKEY_LOCAL_MACHINE')
    .replace(/^HK(CU|U)(?=\\|$)/i, 'HKEY_CURRENT_USER')
    .replace(/^HKCR(?=\\|$)/i, 'HKEY_CLASSES_ROOT')
    .replace(/(^|\\)CurrentControlSet(?=\\|$)/i, '$1ControlSet001');
  const at = full.lastIndexOf('\\');
  if (at <= 0 || at === full.length - 1) return { key: full };
  return { key: full.slice(0, at), value: full.slice(at + 1) };
}

/** `DWORD (0x00000001)` and its like as type and data. */
export function registryDataOf(details: string | undefined): { type?: string; data?: string } {
  if (details === undefined) return {};
  const number = /^(DWORD|QWORD) \(0x([0-9a-f]{8})(?:-0x([0-9a-f]{8}))?\)$/i.exec(details);
  if (number !== null) {
    const [, kind = '', high = '', low = ''] = number;
    return {
      type: kind.toUpperCase() === 'DWORD' ? 'Dword' : 'Qword',
      data: String(BigInt(`0x${high}${low}`)),
    };
  }
  if (/^binary data$/i.test(details)) return { type: 'Binary', data: '00' };
  if (/^\(empty\)$/i.test(details)) return { type: 'String' };
  return { type: 'String', data: details };
}
