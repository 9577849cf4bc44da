/** What pipelines say about a rule on its way to a target; see `codes.ts` for when. */
import type { Finding } from '../diagnostic.ts';

export function wrongBackend(pipeline: string, backend: string, made: readonly string[]): Finding {
  return {
    code: 'pipeline-backend',
    severity: 'error',
    message: `the pipeline \`${pipeline}\` is not made for the target \`${backend}\``,
    hints: [`it is made for ${made.join(', ')}`],
  };
}

export function unmappedField(field: string, target: string, policy: 'error' | 'warn'): Finding {
  return {
    code: 'pipeline-unmapped-field',
    severity: policy === 'error' ? 'error' : 'warning',
    message: `${target} has no field for \`${field}\``,
    hints:
      policy === 'error'
        ? ['a pipeline of your own can map it; `--unmapped keep` takes the name as it is']
        : ['the query uses the name as it is'],
  };
}

export function logSourceNotCollected(target: string, reason: string): Finding {
  return {
    code: 'pipeline-log-source',
    severity: 'error',
    message: `${target} does not collect these events: ${reason}`,
  };
}

/** By a pipeline that is told to know every field. */
export function unmappedByPipeline(field: string): Finding {
  return {
    code: 'pipeline-unmapped-field',
    severity: 'error',
    message: `no mapping of the pipeline knows the field \`${field}\``,
  };
}

export function nothingLeft(): Finding {
  return {
    code: 'pipeline-refused',
    severity: 'error',
    message: 'the pipeline leaves out every item of the rule, and nothing is left to look for',
  };
}

/** When a query is put into a template; what is wrong with the template itself is said when it is read. */
export function templateFailed(pipeline: string, reason: string): Finding {
  return {
    code: 'pipeline-template',
    severity: 'error',
    message: `a template of the pipeline \`${pipeline}\` cannot be filled: ${reason}`,
  };
}

export function grownTooLarge(): Finding {
  return {
    code: 'pipeline-refused',
    severity: 'error',
    message: 'the pipeline makes the rule too large for any target',
  };
}

export function refusedByPipeline(reason: string): Finding {
  return { code: 'pipeline-refused', severity: 'error', message: reason };
}

export function assumedOfTarget(assumption: string): Finding {
  return { code: 'pipeline-assumption', severity: 'warning', message: `right only if ${assumption}` };
}

/** By an output format, for what its product does not take. */
export function refusedByFormat(format: string, reason: string): Finding {
  return { code: 'format-refused', severity: 'error', message: `not as ${format}: ${reason}` };
}
