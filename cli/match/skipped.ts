/** What is said of parts of an input that are no events. */
import { diagnose, type Diagnostic, type Finding } from '../../lib/diagnostics/diagnostic.ts';
import * as messages from '../../lib/diagnostics/messages/event.ts';
import type { Skipped, SkipReason } from '../events/read-piece.ts';

const FINDINGS: Readonly<Record<SkipReason, () => Finding>> = {
  'not-an-object': messages.eventNotAnObject,
  'not-json': messages.eventNotJson,
  incomplete: messages.eventIncomplete,
  'too-long': messages.eventTooLong,
  'too-deep': messages.eventTooDeep,
  'not-utf8': messages.eventNotUtf8,
};

/** The text is not kept while it is read, so the place is part of the name. */
export function describeSkipped(file: string, { line, reason }: Skipped): Diagnostic {
  return diagnoseInput(`${file}:${line}`, FINDINGS[reason]());
}

/** A diagnostic about an input as a whole. */
export function diagnoseInput(file: string, finding: Finding): Diagnostic {
  return diagnose(finding, { name: file, text: '' }, { start: 0, end: 0 });
}
