export type * from './condition.ts';
export type * from './detection.ts';
export type * from './rule.ts';
