import { Card, Code, DefinitionList, useWords } from '../../../ui/index.ts'
import type { SandboxAnswer } from './ask-sandbox.ts'
import { words } from './words.ts'

export interface ShownAnswer {
  curl: string
  typeScript: string
  answer: SandboxAnswer
}

/** What was asked, to be copied into a program, and what came back. */
export function AnswerCards({ curl, typeScript, answer }: ShownAnswer) {
  const say = useWords(words)
  const { status, headers, lines, total } = answer
  return (
    <>
      <Card heading={say('theAnswer')}>
        <DefinitionList
          of={[
            { term: say('status'), is: status },
            ...headers.map(({ name, value }) => ({
              term: <span lang="en">{name}</span>,
              is: (
                <span class="as-it-is" lang="en">
                  {value}
                </span>
              ),
            })),
          ]}
        />
        <p>
          {total > lines.length
            ? say('someLines', { total, count: lines.length })
            : say('allLines', { total })}
        </p>
        <Code text={lines.join('\n')} />
      </Card>
      <Card heading={say('theRequest')}>
        <p>{say('tokenInVariable')}</p>
        <p>curl</p>
        <Code text={curl} />
        <p>TypeScript</p>
        <Code text={typeScript} />
      </Card>
    </>
  )
}
