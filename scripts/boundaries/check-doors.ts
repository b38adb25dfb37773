import { glob, readFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import ts from 'typescript'
import { placeOf, type BoundaryProblem } from './problem.ts'

/** The doors of rooms and of the shelf platform. */
const doors = ['src/*/index.{ts,tsx}', 'src/platform/*/index.ts']
const everybody = '{src,test,scripts,bench,examples}/**/*.{ts,tsx}'

/** A door exports nothing that nobody imports through it. */
export async function checkDoors(): Promise<BoundaryProblem[]> {
  const taken = new Map<string, Set<string>>()
  for await (const file of glob(everybody))
    for (const { from, name } of namesTaken(await readFile(file, 'utf8'))) {
      const door = normalize(join(dirname(file), from))
      taken.set(door, (taken.get(door) ?? new Set()).add(name))
    }
  const problems: BoundaryProblem[] = []
  for await (const door of glob(doors)) {
    const names = taken.get(door)
    if (names?.has('*')) continue
    for (const name of namesOffered(await readFile(door, 'utf8')))
      if (!names?.has(name))
        problems.push({
          where: placeOf(door, name),
          what: `nobody imports ${name} through this door`,
          remedy: 'Export it no more; or delete it, where nobody uses it inside either.',
        })
  }
  return problems
}

/** What a door exports, by the names it has outside. */
export function namesOffered(source: string): string[] {
  return statementsOf(source).flatMap((statement) => {
    if (ts.isExportDeclaration(statement))
      return statement.exportClause && ts.isNamedExports(statement.exportClause)
        ? statement.exportClause.elements.map(({ name }) => name.text)
        : []
    if (!ts.canHaveModifiers(statement) || !ts.getModifiers(statement)?.some(isExport)) return []
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText())
    const { name } = statement as ts.DeclarationStatement
    return name ? [name.text] : []
  })
}

/** What a file takes from others and passes on; `*` where it takes all there is. */
export function namesTaken(source: string): { from: string; name: string }[] {
  const taken: { from: string; name: string }[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      const { moduleSpecifier } = node
      if (moduleSpecifier && ts.isStringLiteral(moduleSpecifier))
        taken.push(...listOf(node).map((name) => ({ from: moduleSpecifier.text, name })))
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [from] = node.arguments
      if (from && ts.isStringLiteral(from)) taken.push({ from: from.text, name: '*' })
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      taken.push({ from: node.argument.literal.getText().slice(1, -1), name: '*' })
    }
    ts.forEachChild(node, visit)
  }
  statementsOf(source).forEach(visit)
  return taken
}

function listOf(node: ts.ImportDeclaration | ts.ExportDeclaration): string[] {
  const list = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : node.exportClause
  if (list && (ts.isNamedImports(list) || ts.isNamedExports(list)))
    return list.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
  return list || ts.isExportDeclaration(node) ? ['*'] : []
}

const isExport = ({ kind }: ts.Modifier) => kind === ts.SyntaxKind.ExportKeyword

function statementsOf(source: string): readonly ts.Statement[] {
  return ts.createSourceFile('source.tsx', source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX).statements
}
