import type { Sentence } from '../../kernel/index.ts'
import type { Preferences } from '../resident.ts'
import { languageFor, type TermsSection } from './terms.ts'

/** One heading or paragraph, and whether both texts have it. */
export interface ComparedLine {
  is: 'same' | 'added' | 'removed'
  heading: boolean
  sentence: Sentence
}

type Line = Omit<ComparedLine, 'is'>

/**
 * What changed from one text to another in one language, paragraph by paragraph, in reading order; what is gone stands
 * before what has come in its place. By the longest common subsequence: with the limits of a text at most 390 × 390.
 */
export function compareTerms(
  before: readonly TermsSection[],
  after: readonly TermsSection[],
  locale: Preferences['locale'],
): ComparedLine[] {
  const language = languageFor[locale]
  const [old, young] = [linesOf(before), linesOf(after)]
  const isSame = (a: Line | undefined, b: Line | undefined) =>
    a?.heading === b?.heading && a?.sentence[language] === b?.sentence[language]
  const common = commonLengths(old.length, young.length, (i, j) => isSame(old[i], young[j]))
  const compared: ComparedLine[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < young.length) {
    const [gone, come] = [old[i], young[j]]
    if (gone && come && isSame(gone, come)) {
      compared.push({ is: 'same', ...come })
      i += 1
      j += 1
    } else if (gone && (!come || lengthAt(common, i + 1, j) >= lengthAt(common, i, j + 1))) {
      compared.push({ is: 'removed', ...gone })
      i += 1
    } else if (come) {
      compared.push({ is: 'added', ...come })
      j += 1
    }
  }
  return compared
}

function linesOf(sections: readonly TermsSection[]): Line[] {
  return sections.flatMap(({ heading, paragraphs }) => [
    { heading: true, sentence: heading },
    ...paragraphs.map((sentence) => ({ heading: false, sentence })),
  ])
}

function lengthAt(common: readonly (readonly number[])[], i: number, j: number): number {
  return common[i]?.[j] ?? 0
}

/** At [i][j]: how long a subsequence the lines from there on have in common. */
function commonLengths(rows: number, columns: number, same: (i: number, j: number) => boolean): number[][] {
  let below: number[] = []
  const common = [below]
  for (let i = rows - 1; i >= 0; i -= 1) {
    const row = Array.from({ length: columns }, () => 0)
    for (let j = columns - 1; j >= 0; j -= 1)
      row[j] = same(i, j) ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
    common.push(row)
    below = row
  }
  return common.reverse()
}
