/** `sigmaq help`: a command's usage, or the page of a diagnostic code. */
import type { Command } from 'commander';
import { catalogue, type CodeEntry } from '../../lib/diagnostics/catalogue/index.ts';
import type { Io } from '../io.ts';
import { unknownName } from '../usage.ts';

export function helpCommand(topic: string | undefined, program: Command, { stdout }: Io): void {
  if (topic === undefined) {
    stdout.write(program.helpInformation());
    return;
  }
  const command = program.commands.find((each) => each.name() === topic);
  if (command !== undefined) {
    stdout.write(command.helpInformation());
    return;
  }
  const pages = new Map<string, CodeEntry>(Object.entries(catalogue));
  const page = pages.get(topic);
  if (page === undefined) {
    throw unknownName('topic', topic, [...program.commands.map((each) => each.name()), ...pages.keys()]);
  }
  stdout.write(`${topic}\n\n${page.summary}\n\nWhy: ${page.reason}\n\nInstead: ${page.remedy}\n`);
}
