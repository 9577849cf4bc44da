/** What merging and gathering documents says; see `codes.ts` for when. */
import type { Finding } from '../diagnostic.ts';
import { quoteText } from './quote-text.ts';

export function nothingToRepeat(): Finding {
  return {
    code: 'collection-action',
    severity: 'error',
    message: '`action: repeat` completes the rule before it, and there is none',
  };
}

export function resetWithContent(): Finding {
  return {
    code: 'collection-action',
    severity: 'warning',
    message:
      '`action: reset` ends the effect of `action: global` before it; the rest of its document has no effect',
  };
}

export function overridden(name: string): Finding {
  return {
    code: 'collection-conflict',
    severity: 'warning',
    message: `${quoteText(name)} stands in the \`action: global\` document as well, and its value there is taken`,
  };
}

export function globalValue(): string {
  return 'the value that is taken';
}

export function tooMuchMerged(limit: number): Finding {
  return {
    code: 'collection-action',
    severity: 'error',
    message: `the documents up to here take more than ${limit} pieces from global and repeated documents`,
    hints: ['put the rules into several files'],
  };
}
