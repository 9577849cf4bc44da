export type { Position, Source, Span } from './source.ts';
export { joinSpans } from './source.ts';
export { lineText, locate, locateSpan } from './locate.ts';
export { codeFrame } from './frame.ts';
export type { EmbeddedText } from './embedded.ts';
export { spanWithin } from './embedded.ts';
