import { deathReporters } from '../../../../counter/index.ts'
import type { LocalDay } from '../../../../kernel/index.ts'
import { deathDocuments } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'
import { Card, DateField, Form, RadioList, SubmitButton, useWords } from '../../../ui/index.ts'
import { requestWords } from '../request-words.ts'
import { words } from './words.ts'

export type DeathEntry = 'reporter' | 'deathDocument' | 'day'
export const sayWrong = { reporter: 'noReporter', deathDocument: 'noDocument', day: 'noDay' } as const

export interface TypedDeath {
  reporter: string
  deathDocument: string
  day: string
  wrong: readonly DeathEntry[]
}

export const nothingTyped: TypedDeath = { reporter: '', deathDocument: '', day: '', wrong: [] }

/** Nothing is chosen beforehand: nobody ticks what they have not looked at. */
export function DeathForm({ death, today }: { death: TypedDeath; today: LocalDay }) {
  const say = useWords(words)
  const sayRequest = useWords(requestWords)
  const wrong = (name: DeathEntry) => (death.wrong.includes(name) ? say(sayWrong[name]) : undefined)
  return (
    <Card heading={say('death')}>
      <p>{say('deathWhy')}</p>
      <Form action={paths.counterLife}>
        <RadioList
          name="reporter"
          label={sayRequest('reporter')}
          value={death.reporter}
          error={wrong('reporter')}
          options={deathReporters.map((value) => ({ value, label: sayRequest(value) }))}
        />
        <RadioList
          name="deathDocument"
          label={sayRequest('deathDocument')}
          value={death.deathDocument}
          error={wrong('deathDocument')}
          options={deathDocuments.map((value) => ({ value, label: sayRequest(value) }))}
        />
        <DateField
          name="day"
          label={sayRequest('day')}
          value={death.day}
          error={wrong('day')}
          autoComplete="off"
          example={today}
          required
        />
        <SubmitButton kind="secondary">{say('deathNow')}</SubmitButton>
      </Form>
    </Card>
  )
}
