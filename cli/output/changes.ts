/** `--explain-pipeline`: what each step did to each rule, for people. */
import type { Io } from '../io.ts';
import type { Outcome, Writer } from '../outcome.ts';
import { paintFor, visible } from './terminal.ts';

/**
 * Beside the queries, on standard error, so that a pipe carries queries alone.
 *
 * @example
 * # Shell started · rules/shell.yml · splunk
 *   map Image (Names of our index)
 *     - Image ends with "\cmd.exe"
 *     + process.executable ends with "\cmd.exe"
 */
export function createChangeWriter(io: Io): Writer {
  const paint = paintFor(io);
  return {
    add({ document, target, changes = [] }: Outcome) {
      if (document.rule === undefined) return;
      const { title = 'untitled', source } = document;
      const lines = [`# ${title} · ${source.name} · ${target}`];
      if (changes.length === 0) lines.push('  no step had anything to do');
      for (const { pipeline, step, id, removed, added, notes } of changes) {
        lines.push(`  ${step} (${pipeline}${id === null ? '' : `, ${id}`})`);
        lines.push(...removed.map((each) => `    - ${each}`), ...added.map((each) => `    + ${each}`));
        lines.push(...notes.map((note) => `    ${note}`));
        if (removed.length + added.length + notes.length === 0) lines.push('    no change');
      }
      const painted = lines.map((line) => {
        const text = visible(line.replace(/[\r\n\t]/g, ' '));
        if (line.startsWith('    - ')) return paint('red', text);
        return line.startsWith('    + ') ? paint('cyan', text) : text;
      });
      io.stderr.write(`${painted.join('\n')}\n\n`);
    },
    end() {
      // Everything has been said.
    },
  };
}
