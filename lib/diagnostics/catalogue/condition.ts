/** Pages of the diagnostics of lib's condition stage; see `codes.ts`. */
import type { ConditionCode } from '../codes.ts';
import type { CodeEntry } from './entry.ts';

export const conditionCodes: Partial<Readonly<Record<ConditionCode, CodeEntry>>> = {};
