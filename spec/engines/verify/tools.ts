/**
 * The programs that judge, installed into a folder that git ignores.
 *
 * Python with the package `eql` (AGPL, see `parse_queries.py`), and Java with Lucene and the server classes of
 * Elasticsearch that make queries of it (under Elastic's licence or the AGPL). All run as processes of their own.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const CACHE = join(HERE, '..', '..', '..', 'node_modules', '.cache', 'sigmaq-engines');

/** The newest that run on Java 17; Elasticsearch 8.17 was built with Lucene 9.12. */
const JARS: readonly (readonly [name: string, artifact: string])[] = [
  ['lucene-core-9.12.3.jar', 'org.apache.lucene:lucene-core:9.12.3'],
  ['elasticsearch-8.17.10.jar', 'org.elasticsearch:elasticsearch:8.17.10'],
];
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy';
/** What the classic parser of query strings needs besides. */
const PARSER_JARS: readonly (readonly [name: string, artifact: string])[] = [
  'lucene-queryparser',
  'lucene-memory',
  'lucene-analysis-common',
].map((name) => [`${name}-9.12.3.jar`, `org.apache.lucene:${name}:9.12.3`]);
const EQL_PACKAGE = { name: 'eql==1.0.1', module: 'eql.parser' };
const SQLGLOT_PACKAGE = { name: 'sqlglot==30.30.0', module: 'sqlglot' };
/** What it depends on is for data frames, which nobody asks for here. */
const CLICKHOUSE_PACKAGE = { name: 'chdb-core==26.9.0', module: 'chdb.session', alone: true };
/** The newest that runs on Java 17 and Python 3.9. */
const SPARK_PACKAGE = { name: 'pyspark==3.5.7', module: 'pyspark.sql' };
const ESQL_PACKAGE = { name: 'esql-parser==9.1.3', module: 'esql_parser.EsqlBaseParser' };

/** Something without which there is no verdict, as opposed to a verdict that is bad. */
export class MissingTool extends Error {
  override readonly name = 'MissingTool';
}

/**
 * What the package `eql` has against each query; null where it has nothing.
 * @throws MissingTool
 */
export function runEqlPackage(queries: readonly string[]): readonly (string | null)[] {
  return askPython(EQL_PACKAGE, 'parse_queries.py', queries);
}

/**
 * What Elastic's grammar of ES|QL has against each query; null where it has nothing.
 * @throws MissingTool
 */
export function runEsqlPackage(queries: readonly string[]): readonly (string | null)[] {
  return askPython(ESQL_PACKAGE, 'parse_esql.py', queries);
}

/**
 * What the package `sqlglot` has against each statement in its dialect; null where it has nothing.
 * @throws MissingTool
 */
export function runSqlglot(
  statements: readonly (readonly [dialect: string, statement: string])[],
): readonly (string | null)[] {
  return askPython(SQLGLOT_PACKAGE, 'parse_sql.py', statements);
}

/**
 * Feeds lines to the program on Java's regular expressions, and answers with the lines it prints, one for each.
 */
export function runJavaRegex(lines: readonly string[]): readonly string[] {
  return askJava([HERE], 'JavaRegex.java', lines);
}

/** A table of texts, and conditions on its rows. */
export interface SqlTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly conditions: readonly string[];
}

/** For each table and condition the places of the rows that are selected, or what the engine has against it. */
type SqlAnswers = readonly (readonly (readonly number[] | string)[])[];

/**
 * Asks ClickHouse.
 * @throws MissingTool
 */
export function runClickhouse(tables: readonly SqlTable[]): SqlAnswers {
  return askEngine(CLICKHOUSE_PACKAGE, 'run_clickhouse.py', tables);
}

/**
 * Asks Spark.
 * @throws MissingTool
 */
export function runSpark(tables: readonly SqlTable[]): SqlAnswers {
  return askEngine(SPARK_PACKAGE, 'run_spark.py', tables);
}

function askEngine(wanted: PythonPackage, script: string, tables: readonly SqlTable[]): SqlAnswers {
  return JSON.parse(run(installPackage(wanted), [join(HERE, script)], JSON.stringify(tables))) as SqlAnswers;
}

function askPython(
  wanted: PythonPackage,
  script: string,
  queries: readonly unknown[],
): readonly (string | null)[] {
  const answers = run(installPackage(wanted), [join(HERE, script)], JSON.stringify(queries));
  return JSON.parse(answers) as (string | null)[];
}

/**
 * Feeds lines to the program on Lucene, and answers with the lines it prints, one for each.
 * @throws MissingTool
 */
export function runLucene(lines: readonly string[]): readonly string[] {
  return askJava(installJars(JARS), 'LuceneVerdicts.java', lines);
}

/**
 * Feeds lines to the program on query strings, and answers with the lines it prints, one for each.
 * @throws MissingTool
 */
export function runQueryStrings(lines: readonly string[]): readonly string[] {
  return askJava(installJars([...JARS.slice(0, 1), ...PARSER_JARS]), 'QueryStrings.java', lines);
}

function askJava(jars: readonly string[], source: string, lines: readonly string[]): readonly string[] {
  const program = ['-cp', jars.join(delimiter), join(HERE, source)];
  const printed = run('java', program, lines.map((line) => `${line}\n`).join(''))
    .split(/\r?\n/)
    .slice(0, -1);
  if (printed.length !== lines.length)
    throw new Error(`answers to ${printed.length} of ${lines.length} lines`);
  return printed;
}

/** What is not there, with what to do about it; empty if nothing is missing. */
export function missingTools(): readonly string[] {
  const tools: readonly (readonly [command: string, argument: string, what: string])[] = [
    ['python3', '--version', 'python3 with venv (3.9 or later): runs the package `eql`'],
    // The compiler is what a JRE lacks, and what runs a program from its source.
    ['javac', '-version', 'a JDK (17 or later): runs Lucene'],
    ['mvn', '-version', 'mvn (Maven 3): fetches Lucene'],
  ];
  return tools.filter(([command, argument]) => !succeeds(command, [argument])).map(([, , what]) => what);
}

interface PythonPackage {
  readonly name: string;
  /** What can be imported if it is there. */
  readonly module: string;
  /** Whether it is used without the packages that it names. */
  readonly alone?: boolean;
}

/** @returns the interpreter of the folder that it is installed in */
function installPackage({ name, module, alone = false }: PythonPackage): string {
  const home = join(CACHE, name.replace('==', '-'));
  const python = join(home, 'bin', 'python');
  if (existsSync(python) && succeeds(python, ['-c', `import ${module}`])) return python;
  rmSync(home, { recursive: true, force: true });
  install('python3', ['-m', 'venv', home]);
  const options = ['--quiet', '--disable-pip-version-check', ...(alone ? ['--no-deps'] : [])];
  install(python, ['-m', 'pip', 'install', ...options, name]);
  return python;
}

function installJars(jars: readonly (readonly [name: string, artifact: string])[]): readonly string[] {
  mkdirSync(CACHE, { recursive: true });
  return jars.map(([name, artifact]) => {
    const path = join(CACHE, name);
    if (!existsSync(path)) {
      install('mvn', ['-q', '-B', COPY, `-Dartifact=${artifact}`, `-DoutputDirectory=${CACHE}`]);
    }
    return path;
  });
}

function install(command: string, args: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return;
  const output = error?.message ?? `${stdout}${stderr}`.trim();
  throw new MissingTool(`${command} ${args.join(' ')}\n${output}`);
}

function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** What the program prints when it reads the input. */
function run(command: string, args: readonly string[], input: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    input,
    encoding: 'utf8',
    env: { ...process.env, PYTHONUTF8: '1' },
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(error?.message ?? `${command} failed:\n${stderr}`);
  return stdout;
}
