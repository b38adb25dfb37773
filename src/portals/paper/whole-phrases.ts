/**
 * Where a line of Japanese may end: after a space, 、 or 。, and where a word begins that is not written in hiragana; お and ご
 * belong to what they honour. Nobody has to put 「くだ」 and 「さい」 together.
 */
const phraseEnd = /(?<=[、。」）\s])(?![、。」）])|(?<=[ぁ-ん])(?<![おご])(?=[^ぁ-んー、。」）\s])/u

/** The text with a line break where the next phrase has no room. A phrase that is longer than a line is left as it is. */
export function wholePhrases(document: PDFKit.PDFDocument, text: string, width: number): string {
  return text
    .split('\n')
    .map((paragraph) => brokenAtPhrases(document, paragraph, width))
    .join('\n')
}

function brokenAtPhrases(document: PDFKit.PDFDocument, paragraph: string, width: number): string {
  const lines: string[] = []
  let line = ''
  for (const phrase of paragraph.split(phraseEnd)) {
    if (line !== '' && document.widthOfString((line + phrase).trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += phrase
  }
  return [...lines, line].join('\n')
}
