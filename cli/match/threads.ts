/** Matching in worker threads. Each has the rules compiled for itself: functions cannot be handed over. */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Piece } from '../events/pieces.ts';
import type { Matching } from './matching.ts';
import type { PieceResult } from './match-piece.ts';
import type { ThreadAnswer, ThreadSetup } from './thread.ts';

/** Pieces in flight for each thread: one that is matched and one that waits, so that no thread does. */
const PIECES_PER_THREAD = 2;

/** `.ts` where the sources run as they are, otherwise `.js`. */
const THREAD = new URL(`./thread${extname(import.meta.url)}`, import.meta.url);

interface Thread {
  /** How many pieces are under way. */
  readonly load: number;
  /** Resolves when the rules are compiled. */
  readonly ready: Promise<Extract<ThreadAnswer, { readonly kind: 'ready' }>>;
  match(piece: Piece): Promise<PieceResult>;
  close(): Promise<void>;
}

/** @param count - How many threads. */
export async function createThreadedMatching(setup: ThreadSetup, count: number): Promise<Matching> {
  const threads = Array.from({ length: count }, () => startThread(setup));
  const close = async (): Promise<void> => {
    await Promise.all(threads.map((thread) => thread.close()));
  };
  /** The thread of the run that goes on. */
  let current: Thread | undefined;
  try {
    const [first] = await Promise.all(threads.map(({ ready }) => ready));
    const { diagnostics = [], rulesInUse = 0 } = first ?? {};
    return {
      diagnostics,
      rulesInUse,
      capacity: count * PIECES_PER_THREAD,
      match(piece) {
        const thread = current ?? leastLoaded(threads);
        current = piece.endsRun ? undefined : thread;
        return thread.match(piece);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function leastLoaded(threads: readonly Thread[]): Thread {
  return threads.reduce((best, each) => (each.load < best.load ? each : best));
}

interface Waiting {
  readonly resolve: (answer: ThreadAnswer) => void;
  readonly reject: (error: Error) => void;
}

function startThread(setup: ThreadSetup): Thread {
  const worker = new Worker(THREAD, { workerData: setup });
  /** Answers come in the order of questions; the first is that the thread is ready. */
  const waiting: Waiting[] = [];
  let failure: Error | undefined;

  const nextAnswer = (): Promise<ThreadAnswer> => {
    const answer = new Promise<ThreadAnswer>((resolve, reject) => {
      if (failure === undefined) waiting.push({ resolve, reject });
      else reject(failure);
    });
    // It may fail before anyone waits for it; who does will see it.
    answer.catch(() => undefined);
    return answer;
  };
  const fail = (error: Error): void => {
    failure ??= error;
    for (const { reject } of waiting.splice(0)) reject(failure);
  };
  worker.on('message', (answer: ThreadAnswer) => waiting.shift()?.resolve(answer));
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`a matching thread ended with code ${code}`)));

  return {
    get load() {
      return waiting.length;
    },
    ready: nextAnswer() as Thread['ready'],
    async match(piece) {
      const answer = nextAnswer() as Promise<Extract<ThreadAnswer, { readonly kind: 'result' }>>;
      worker.postMessage(piece);
      return (await answer).result;
    },
    async close() {
      await worker.terminate();
    },
  };
}
