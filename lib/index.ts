/**
 * sigmaq: Sigma rules read into typed data, and that data converted.
 *
 * Backends have entry points of their own (`sigmaq/backends/splunk` …), so that a program carries only those it uses.
 */

// Reading
export { parseSigma } from './parse.ts';
export type { ParseOptions, ParseResult, SigmaDocument } from './parse.ts';
export type * from './ast/index.ts';

// Putting together
export { createCollection } from './collection/index.ts';
export type * from './collection/index.ts';

// Converting
export { convert } from './convert.ts';
export type { Conversion, ConvertOptions } from './convert.ts';
export type { ApproximationPolicy, Backend, Fidelity } from './backend/backend.ts';

export { convertCorrelation } from './convert-correlation.ts';
export type { ConvertCorrelationOptions } from './convert-correlation.ts';

// Explaining
export { explainMatch } from './explain/index.ts';
export type * from './explain/index.ts';

// The intermediate representation
export { toQueries } from './resolve/to-queries.ts';
export type { ResolveOptions, ResolveResult } from './resolve/to-queries.ts';
export type * from './query/query.ts';

// Diagnostics
export { diagnosticToJson, formatDiagnostic, hasErrors, SigmaError } from './diagnostics/index.ts';
export type {
  Diagnostic,
  DiagnosticCode,
  DiagnosticJson,
  RelatedPlace,
  Severity,
} from './diagnostics/index.ts';
export { codeFrame, locate } from './source/index.ts';
export type { Position, Source, Span } from './source/index.ts';
