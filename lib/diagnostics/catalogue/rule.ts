/** Pages of the diagnostics of lib's rule stage; see `codes.ts`. */
import type { RuleCode } from '../codes.ts';
import type { CodeEntry } from './entry.ts';

export const ruleCodes: Partial<Readonly<Record<RuleCode, CodeEntry>>> = {};
