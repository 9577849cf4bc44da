/** `--filter`, for all commands that know it. */
import { Option } from 'commander';

export function filterOption(): Option {
  return new Option(
    '--filter <path>',
    'Sigma filters to apply: a file or a folder; may be repeated, and filters among the rules apply as well',
  ).argParser((path: string, before?: readonly string[]) => [...(before ?? []), path]);
}
