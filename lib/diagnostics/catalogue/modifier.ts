/** Pages of the diagnostics of lib's modifier stage; see `codes.ts`. */
import type { ModifierCode } from '../codes.ts';
import type { CodeEntry } from './entry.ts';

export const modifierCodes: Partial<Readonly<Record<ModifierCode, CodeEntry>>> = {};
