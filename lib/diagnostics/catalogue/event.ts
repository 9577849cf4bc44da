/** Pages of the diagnostics of reading events; see `codes.ts`. */
import type { EventCode } from '../codes.ts';
import type { CodeEntry } from './entry.ts';

export const eventCodes: Readonly<Record<EventCode, CodeEntry>> = {
  'event-not-an-object': {
    summary: 'Something else than a JSON object stands where an event should start.',
    reason:
      'Rules ask for fields, and only objects have them. The line is skipped, reading goes on behind it.',
    remedy:
      'Look at the line: it may be a message of the program that wrote the file, or a file of another kind.',
  },
  'event-not-json': {
    summary: 'What starts like an event does not go on as JSON.',
    reason:
      'Half an event could match a rule that the whole one does not match. It is skipped; reading goes on with the ' +
      'next line, or with the next object at the margin where events have several lines.',
    remedy: 'Usually a line was cut short or two processes wrote to one file. Export the events again.',
  },
  'event-incomplete': {
    summary: 'The text ends inside an event.',
    reason: 'The file is still being written, or was cut when it was copied.',
    remedy: 'Copy the file again when it is complete.',
  },
  'event-encoding': {
    summary: 'An event holds bytes that are not UTF-8.',
    reason:
      'JSON is UTF-8. Guessing another encoding changes the values that rules look at, so the event is skipped. ' +
      'UTF-16, the default of Windows PowerShell, and Windows code pages are the usual causes.',
    remedy: 'Write the file as UTF-8, in Windows PowerShell with `Out-File -Encoding utf8`.',
  },
  'event-too-long': {
    summary: 'An event is longer than 16 Mi characters.',
    reason: 'Real events have some kilobytes; one value without end would fill the memory.',
    remedy: 'Check that the file holds events. If they are wrapped in one large object, unwrap them.',
  },
  'event-too-deep': {
    summary: 'An event is nested more than 200 levels deep.',
    reason: 'Real events have up to six levels; such depth is made to exhaust programs.',
    remedy: 'Look at where the event comes from.',
  },
};
