import type { ComponentChildren } from 'preact'
import { paths } from '../../paths.ts'
import { Card, LinkButton, useWords } from '../../ui/index.ts'
import { documentWords } from './document-words.ts'

interface ShowFirstProps {
  /** Of what would stand here, among other things. */
  heading?: ComponentChildren
  children: ComponentChildren
}

/** Where nothing goes on before a document was seen. */
export function ShowFirst({ heading, children }: ShowFirstProps) {
  const say = useWords(documentWords)
  const words = (
    <>
      <p>{children}</p>
      <LinkButton href={paths.counterResident}>{say('showFirst')}</LinkButton>
    </>
  )
  return heading ? <Card heading={heading}>{words}</Card> : words
}
