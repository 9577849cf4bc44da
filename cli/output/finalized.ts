/** Queries of pipelines with finalizers: one text for each target, after the last rule. */
import { SigmaError } from '../../lib/diagnostics/error.ts';
import { finalizeQueries, orderPipelines } from '../../lib/pipeline/run.ts';
import type { Pipeline } from '../../lib/pipeline/pipeline.ts';
import type { Io } from '../io.ts';
import type { Writer } from '../outcome.ts';
import { pipelinesFor } from '../pipelines.ts';
import { createReport } from '../report.ts';
import type { ChosenTarget } from '../targets.ts';
import { UsageError } from '../usage.ts';
import { visible } from './terminal.ts';

/** A target without a pipeline that finalizes prints its queries one after the other. */
export function createFinalizingWriter(
  pipelines: readonly Pipeline[],
  targets: readonly ChosenTarget[],
  io: Io,
): Writer {
  const queriesOf = new Map<string, string[]>();
  for (const { name } of targets) queriesOf.set(name, []);
  return {
    add({ target, queries }) {
      queriesOf.get(target)?.push(...queries);
    },
    end() {
      for (const { name, backend } of targets) {
        const queries = queriesOf.get(name) ?? [];
        const own = orderPipelines(pipelinesFor(pipelines, backend.name));
        const text = finalize(queries, own, io) ?? queries.join('\n');
        const ended = text.endsWith('\n') ? text : `${text}\n`;
        io.stdout.write(io.stdout.isTTY === true ? visible(ended) : ended);
      }
    },
  };
}

function finalize(queries: readonly string[], pipelines: readonly Pipeline[], io: Io): string | undefined {
  try {
    return finalizeQueries(queries, pipelines);
  } catch (error) {
    if (!(error instanceof SigmaError)) throw error;
    const report = createReport(io, true);
    for (const diagnostic of error.diagnostics) report.show(diagnostic);
    throw new UsageError('the queries could not be put together');
  }
}
