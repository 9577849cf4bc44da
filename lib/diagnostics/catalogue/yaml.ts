/** Pages of the diagnostics of lib's yaml stage; see `codes.ts`. */
import type { YamlCode } from '../codes.ts';
import type { CodeEntry } from './entry.ts';

export const yamlCodes: Partial<Readonly<Record<YamlCode, CodeEntry>>> = {};
