/** Pages of the diagnostics of lib's regex stage; see `codes.ts`. */
import type { RegexCode } from '../codes.ts';
import type { CodeEntry } from './entry.ts';

export const regexCodes: Partial<Readonly<Record<RegexCode, CodeEntry>>> = {};
