export type { Diagnostic, DiagnosticJson, Finding, RelatedPlace, Severity } from './diagnostic.ts';
export { diagnose, diagnosticToJson, formatDiagnostic, hasErrors } from './diagnostic.ts';
export type { DiagnosticCode } from './codes.ts';
export { SigmaError } from './error.ts';
export { closest } from './suggest.ts';
