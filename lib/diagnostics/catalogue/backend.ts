/** Pages of the diagnostics of lib's backend stage; see `codes.ts`. */
import type { BackendCode } from '../codes.ts';
import type { CodeEntry } from './entry.ts';

export const backendCodes: Partial<Readonly<Record<BackendCode, CodeEntry>>> = {};
