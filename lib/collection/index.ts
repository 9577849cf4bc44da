export type { CollectionEntry, CollectionInput, SigmaCollection } from './collection.ts';
export { createCollection } from './collection.ts';
export type { Alternative, CorrelationMember, ResolvedCorrelation } from './resolved.ts';
