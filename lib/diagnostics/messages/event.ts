/** What reading events says of values that are skipped; see `codes.ts` for when. The place is a file and a line. */
import type { Finding } from '../diagnostic.ts';

export function eventNotAnObject(): Finding {
  return finding('event-not-an-object', 'an event starts with {, and this does not');
}

export function eventNotJson(): Finding {
  return finding('event-not-json', 'this is no JSON');
}

export function eventIncomplete(): Finding {
  return finding('event-incomplete', 'the JSON that starts here does not end');
}

export function eventNotUtf8(): Finding {
  return finding('event-encoding', 'the event holds bytes that are not UTF-8');
}

export function eventTooLong(): Finding {
  return finding('event-too-long', 'the event is longer than any that is read');
}

export function eventTooDeep(): Finding {
  return finding('event-too-deep', 'the event is nested deeper than any that is read');
}

function finding(code: Finding['code'], message: string): Finding {
  return { code, severity: 'error', message };
}
