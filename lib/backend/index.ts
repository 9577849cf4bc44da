/** `sigmaq/backend`: what the author of a backend needs, and nothing that parses. */
export type {
  ApproximationPolicy,
  Backend,
  BackendResult,
  ConversionRequest,
  Fidelity,
  Gap,
} from './backend.ts';
export { fidelityOf } from './backend.ts';
export { isRule, sequencesOf } from './correlation.ts';
export { innerCorrelations, pathsOf } from './correlation-paths.ts';
export type { CorrelationPath, Passage } from './correlation-paths.ts';
export type {
  Alternative,
  CorrelationBackend,
  CorrelationGap,
  CorrelationInput,
  CorrelationRequest,
  CorrelationResult,
  RuleInput,
} from './correlation.ts';
export type { LeafPrinter, LeafTable, LeafText, Level, Piece, TextDialect, Unsupported } from './dialect.ts';
export type { Printed } from './print.ts';
export { printQuery } from './print.ts';
export type { FieldType, Schema } from './schema.ts';
export type { TextBackendDescription, TextFormat } from './text-backend.ts';
export { createTextBackend } from './text-backend.ts';
export type { Feature } from '../diagnostics/codes.ts';
export type * from '../query/query.ts';
export type { SigmaRule } from '../ast/rule.ts';
