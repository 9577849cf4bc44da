/** What a command may touch of the process it runs in, so that specs can run commands without one. */
export interface Output {
  write(text: string): unknown;
  /** Whether a person is looking. */
  readonly isTTY?: boolean;
}

export interface Io {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  /** Data: what a pipe should carry. */
  readonly stdout: Output;
  /** Talk: diagnostics and summaries. */
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  readonly cwd: string;
}
