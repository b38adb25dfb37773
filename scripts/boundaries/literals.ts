import ts from 'typescript'

/** The text of every string and template of a program, in its order. */
export function literalsOf(source: string): string[] {
  const texts: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) texts.push(node.text)
    if (ts.isTemplateExpression(node)) {
      // The values put in are left out, so that one statement stays one text.
      texts.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(' '))
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('source.tsx', source, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX))
  return texts
}
