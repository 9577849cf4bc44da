/** The project's own files, as specs about the project see them. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const ROOT: string = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What a clone does not have: dependencies, products, version control. */
const NOT_OURS = new Set(['node_modules', 'dist', 'coverage', '.git']);

/** Every file below a folder of the project, as paths from the root with forward slashes, sorted. */
export function listFiles(folder = '.'): string[] {
  const found: string[] = [];
  const visit = (directory: string): void => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      if (NOT_OURS.has(entry.name)) continue;
      const path = join(directory, entry.name);
      if (entry.isDirectory()) visit(path);
      else found.push(relative(ROOT, path).split(sep).join('/'));
    }
  };
  visit(join(ROOT, folder));
  return found.sort();
}

/** The TypeScript files that we wrote: generated declarations left out. */
export function listSources(folder: string): string[] {
  return listFiles(folder).filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));
}

export function readProjectFile(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

export function parseProjectFile(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readProjectFile(path), ts.ScriptTarget.ES2022, true);
}

export interface Import {
  /** A package (`js-yaml`, `node:fs`) or a file of the project from its root (`lib/source/source.ts`). */
  readonly target: string;
  readonly typeOnly: boolean;
}

/** Everything a file imports or re-exports, dynamic imports included. */
export function importsOf(path: string): Import[] {
  const imports: Import[] = [];
  const add = (specifier: ts.Expression | undefined, typeOnly: boolean): void => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    const text = specifier.text;
    const target = text.startsWith('.') ? posix.join(posix.dirname(path), text) : text;
    imports.push({ target, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const named = node.importClause?.namedBindings;
      const eachIsType =
        node.importClause?.name === undefined &&
        named !== undefined &&
        ts.isNamedImports(named) &&
        named.elements.every((element) => element.isTypeOnly);
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword || eachIsType);
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(parseProjectFile(path));
  return imports;
}
