/** The exit codes of every command, the worst one wins. A defect of the program itself gives 70 (`EX_SOFTWARE`). */
export const EXIT = {
  ok: 0,
  /** The work was done and found something: a rule could not be converted. */
  findings: 1,
  /** An input could not be read or parsed. */
  input: 2,
  /** The command line or a setting is wrong; nothing was done. */
  usage: 3,
  defect: 70,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
