#!/usr/bin/env node
/** The `sigmaq` program: {@link run} in a real process. */
import { EXIT } from './exit-code.ts';
import { run } from './run.ts';

// A reader that has seen enough (`| head`) is no error of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    if (stream === process.stdout) {
      process.stderr.write(`error: cannot write to standard output (${error.code ?? error.message})\n`);
    }
    process.exit(EXIT.usage);
  });
}

process.exitCode = await run(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
});
