/** Events: reading them from what collectors write, and finding out which rules they concern. */
export type { EventRecord, EventShape, ReadEvent, ReadOptions, Route } from './event.ts';
export { readEvent, shapeOf } from './read.ts';
export type { BrokenReason, JsonScanner, Scanned, ScanOptions } from './scan.ts';
export { createJsonScanner, scanJson } from './scan.ts';
export type { LogSourceAttributes } from './log-sources.ts';
export type { RoutedSources, RoutedView, Router, RouterOptions } from './router.ts';
export { createRouter, fieldsFor } from './router.ts';
export type { ViewName } from './views.ts';
export { eventsNumbered, eventTitle } from './titles.ts';
export { requirementsOf } from './requirements.ts';
