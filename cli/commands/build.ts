/** `sigmaq build`: every target of a project's configuration, as files that can be deployed. */
import { join, resolve } from 'node:path';
import type { Diagnostic } from '../../lib/diagnostics/diagnostic.ts';
import { changedDocuments, isBelow, type IsChanged } from '../build/changed-documents.ts';
import { buildDocument } from '../build/convert-document.ts';
import { checkSharedFiles, reportOutputsAmongRules, reportUnusedOverrides } from '../build/check-config.ts';
import { createLook } from '../build/held.ts';
import { readManifest } from '../build/manifest.ts';
import { nameFiles } from '../build/names.ts';
import { planFolder, type FolderPlan, type FolderRequest } from '../build/plan.ts';
import { createSelector } from '../build/select.ts';
import { applyPlan, isDone } from '../build/write.ts';
import { findConfig, type FoundConfig } from '../config/find.ts';
import { loadTarget, type LoadedTarget } from '../config/load-target.ts';
import type { ProjectConfig, TargetConfig } from '../config/project.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { gather, type Gathered, type GatheredDocument } from '../gather.ts';
import type { Io } from '../io.ts';
import { toRecord } from '../output/json.ts';
import { visible, visibleJson } from '../output/terminal.ts';
import { createReport, type Report } from '../report.ts';
import { createSummary, type Summary } from '../summary.ts';
import { unknownName } from '../usage.ts';
import { readVersion } from '../version.ts';

/** The options of the command line, see `sigmaq build --help`. */
export interface BuildOptions {
  readonly config?: string;
  readonly changedSince?: string;
  readonly check?: boolean;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** @throws UsageError when something about the call is wrong; then nothing has been written. */
export async function buildCommand(
  names: readonly string[],
  options: BuildOptions,
  io: Io,
): Promise<ExitCode> {
  const report = createReport(io, options.verbose === true);
  const found = findConfig(options.config, io);
  showAll(found.diagnostics, report);
  const { config, folder } = found;
  if (config === undefined) return EXIT.usage;
  const targets = await loadTargets(chooseTargets(config, names), config, folder, report);
  if (targets === undefined) return EXIT.usage;

  const project = await gather(config.rules, filtersBeside(config, folder), { ...io, cwd: folder });
  for (const { diagnostics } of project.others) showAll(diagnostics, report);
  showAll(reportUnusedOverrides(targets, config, project), report);
  const isChanged =
    options.changedSince === undefined ? () => true : changedDocuments(options.changedSince, found, project);
  const summary = createSummary();
  const fresh = createNovelty();
  const run: Run = { found, config, project, options, io, report, summary, isChanged, fresh };
  const builds = targets.map((target) => buildTarget(target, run));
  checkSharedFiles(builds.map(({ target, request }) => ({ name: target.config.name, ...request })));
  return finish(builds, run);
}

/** Filters in a folder of rules apply as it is, and would be there twice. */
function filtersBeside({ rules, filters }: ProjectConfig, folder: string): readonly string[] {
  const roots = rules.map((path) => resolve(folder, path));
  return filters.filter((path) => !roots.some((root) => isBelow(root, resolve(folder, path))));
}

interface Run {
  readonly found: FoundConfig;
  readonly config: ProjectConfig;
  readonly project: Gathered;
  readonly options: BuildOptions;
  readonly io: Io;
  readonly report: Report;
  readonly summary: Summary;
  readonly isChanged: IsChanged;
  readonly fresh: (each: GatheredDocument, diagnostics: readonly Diagnostic[]) => readonly Diagnostic[];
}

interface TargetBuild {
  readonly target: LoadedTarget;
  readonly request: FolderRequest;
  readonly plan: FolderPlan;
  /** Rules that were left out as the configuration allows. */
  readonly accepted: number;
}

function showAll(diagnostics: readonly Diagnostic[], report: Report): void {
  for (const diagnostic of diagnostics) report.show(diagnostic);
}

function chooseTargets({ targets }: ProjectConfig, names: readonly string[]): readonly TargetConfig[] {
  if (names.length === 0) return targets;
  const known = targets.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw unknownName('target of the configuration', unknown, known);
  return targets.filter(({ name }) => names.includes(name));
}

/** Undefined when one of them has an error; all are looked at, so that all errors are shown. */
async function loadTargets(
  configs: readonly TargetConfig[],
  project: ProjectConfig,
  folder: string,
  report: Report,
): Promise<readonly LoadedTarget[] | undefined> {
  const loaded = [];
  for (const config of configs) loaded.push(await loadTarget(config, project.source, folder));
  const targets = loaded.flatMap(({ target }) => target ?? []);
  const misplaced = reportOutputsAmongRules(targets, project, folder);
  showAll([...loaded.flatMap(({ diagnostics }) => diagnostics), ...misplaced], report);
  return targets.length === loaded.length && misplaced.length === 0 ? targets : undefined;
}

/** Converts, and plans what that does to the folder. */
function buildTarget(target: LoadedTarget, run: Run): TargetBuild {
  const { config, project, found, io, options } = run;
  const folder = resolve(found.folder, target.config.output.value);
  const before = readManifest(folder);
  const version = readVersion();
  const known = typeof before === 'string' || before.sigmaq !== version ? undefined : before.files;
  const look = createLook(folder);
  const select = createSelector([config.only, target.config.only], [config.exclude, target.config.exclude]);
  const documents = project.results.filter(select);
  const contents = new Map<string, string>();
  const kept = new Set<string>();
  let accepted = 0;
  for (const [each, path] of nameFiles(documents, target.extension)) {
    const isOld = known !== undefined && !run.isChanged(each, target);
    const held = isOld && known.has(path) ? look(path) : undefined;
    if (held?.kind === 'file' && held.digest === known?.get(path)) {
      kept.add(path);
      continue;
    }
    const { outcome, content, isAccepted } = buildDocument(each, target);
    if (content !== undefined) contents.set(path, content);
    // What has never had a file has been spoken of when it was new.
    else if (isOld && !known.has(path)) continue;
    if (isAccepted) accepted++;
    else {
      const news = run.fresh(each, outcome.diagnostics);
      if (options.json !== true) showAll(news, run.report);
      run.summary.add(outcome, news);
    }
    if (options.json === true) {
      const output = content === undefined ? null : join(target.config.output.value, path);
      io.stdout.write(`${visibleJson(JSON.stringify({ ...toRecord(outcome), output }))}\n`);
    }
  }
  const isPartial = project.exitCode === EXIT.input || documents.some(isUnreadable);
  const request = { folder, contents, kept, before, version, isPartial };
  return { target, request, plan: planFolder(request), accepted };
}

function isUnreadable({ rule, correlation }: GatheredDocument): boolean {
  return rule === undefined && correlation === undefined;
}

/** A filter for diagnostics that no earlier target has had of the rule. */
function createNovelty(): Run['fresh'] {
  const said = new Map<GatheredDocument, Set<string>>();
  return (each, diagnostics) => {
    const seen = said.get(each) ?? new Set<string>();
    said.set(each, seen);
    return diagnostics.filter(({ code, message, span }) => {
      const before = seen.size;
      seen.add(`${span.start} ${span.end} ${code} ${message}`);
      return seen.size > before;
    });
  };
}

function finish(builds: readonly TargetBuild[], { options, io, summary, project }: Run): ExitCode {
  const isCheck = options.check === true;
  let isDifferent = false;
  const lines: string[] = [];
  for (const { target, request, plan, accepted } of builds) {
    if (isCheck) {
      if (!isDone(request, plan)) isDifferent = true;
    } else applyPlan(request, plan);
    lines.push(...describe(target, plan, accepted, isCheck));
  }
  if (summary.isWorthPrinting) io.stderr.write(summary.toText());
  io.stderr.write(visible(`${lines.join('\n')}\n`));
  const codes: readonly ExitCode[] = [
    project.exitCode,
    summary.exitCode,
    isDifferent ? EXIT.findings : EXIT.ok,
  ];
  return codes.reduce((worst, code) => (code > worst ? code : worst));
}

const VERBS = {
  add: ['added', 'missing'],
  update: ['updated', 'different'],
  remove: ['removed', 'stale'],
} as const;

function describe(
  { config }: LoadedTarget,
  { changes, unchanged, heldBack }: FolderPlan,
  accepted: number,
  isCheck: boolean,
): readonly string[] {
  const counts = (['add', 'update', 'remove'] as const).flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [`${count} ${VERBS[kind][isCheck ? 1 : 0]}`];
  });
  const parts = [...counts, `${unchanged} unchanged`];
  if (accepted > 0) parts.push(`${accepted} rule${accepted === 1 ? '' : 's'} left out as accepted`);
  if (heldBack > 0) parts.push(`${heldBack} not removed, as not every input could be read,`);
  const left = changes
    .filter(({ kind }) => kind === 'leave')
    .map(({ path }) => `  ${path} was changed by hand and is left where it is`);
  return [`${config.name}: ${parts.join(', ')} in ${config.output.value}`, ...left];
}
