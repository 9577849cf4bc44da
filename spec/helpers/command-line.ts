/** Runs the command line inside the spec's process, in a folder made for it. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { run } from '../../cli/run.ts';
import type { ExitCode } from '../../cli/exit-code.ts';
import type { ConversionRecord } from '../../cli/output/json.ts';

export interface Result {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  /** The lines of standard output as JSON. */
  readonly records: () => readonly ConversionRecord[];
}

export interface Settings {
  readonly stdin?: string | Uint8Array;
  /** Whether both outputs are terminals. */
  readonly tty?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** A folder that is gone after the spec that asked for it. */
export interface Workspace {
  readonly path: string;
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  /** Every file below a folder of the workspace with its text. */
  read(folder: string): Readonly<Record<string, string>>;
  sigmaq(args: readonly string[], settings?: Settings): Promise<Result>;
  remove(): void;
}

export function createWorkspace(): Workspace {
  const path = mkdtempSync(join(tmpdir(), 'sigmaq-'));
  return {
    path,
    write(files) {
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(path, name)), { recursive: true });
        writeFileSync(join(path, name), content);
      }
    },
    read(folder) {
      const root = join(path, folder);
      const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) =>
        name.replaceAll('\\', '/'),
      );
      const files = names.filter((name) => statSync(join(root, name)).isFile()).sort();
      return Object.fromEntries(files.map((name) => [name, readFileSync(join(root, name), 'utf8')]));
    },
    async sigmaq(args, { stdin = '', tty = false, env = {} } = {}) {
      let stdout = '';
      let stderr = '';
      const code = await run(args, {
        stdin: Readable.from([Buffer.from(stdin)]),
        stdout: { write: (text) => (stdout += text), isTTY: tty },
        stderr: { write: (text) => (stderr += text), isTTY: tty },
        env,
        cwd: path,
      });
      const records = (): ConversionRecord[] =>
        stdout
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as ConversionRecord);
      return { code, stdout, stderr, records };
    },
    remove() {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** A rule with this title and selection, otherwise the plainest there is. */
export function ruleText(title: string, selection: string, more = ''): string {
  return `title: ${title}
logsource:
  product: windows
  category: process_creation
detection:
  selection:
    ${selection}
  condition: selection
${more}`;
}
