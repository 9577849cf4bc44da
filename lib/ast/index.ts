export type * from './condition.ts';
export type * from './correlation.ts';
export type * from './detection.ts';
export type * from './filter.ts';
export type * from './rule.ts';
export type * from './metadata.ts';
