import type { TermsSection } from '../../../residents/index.ts'
import { Card, sentenceIn, useView } from '../../ui/index.ts'

/** The whole text, section by section. */
export function TermsText({ sections }: { sections: readonly TermsSection[] }) {
  const view = useView()
  return (
    <>
      {sections.map(({ heading, paragraphs }) => (
        <Card heading={sentenceIn(view, heading)}>
          {paragraphs.map((paragraph) => (
            <p>{sentenceIn(view, paragraph)}</p>
          ))}
        </Card>
      ))}
    </>
  )
}
