import type { ComponentChildren } from 'preact'
import { itemOf } from '../../../catalog/index.ts'
import type { Opening, Share } from '../../../shares/index.ts'
import { paths } from '../../paths.ts'
import {
  Actions,
  Card,
  DefinitionList,
  Details,
  Form,
  LinkButton,
  LinkLine,
  Page,
  sentenceIn,
  StatusMessage,
  SubmitButton,
  TimeText,
  useView,
  useWords,
  type City,
  type Definition,
  type View,
} from '../../ui/index.ts'
import { words } from './words.ts'

interface SharesPageProps {
  view: View
  city: City
  shares: readonly Share[]
  done: 'ended' | undefined
}

/** データを見せる: what can be opened now, by whom it was, and what is over. */
export function SharesPage({ view, city, shares, done }: SharesPageProps) {
  const say = words.in(view)
  const open = shares.filter(({ state }) => state === 'open')
  const over = shares.filter(({ state }) => state !== 'open')
  const status = done && <StatusMessage title={say('endDone')} />
  return (
    <Page view={view} city={city} title={say('title')} section="settings" status={status}>
      <p>{say('about')}</p>
      <Actions>
        <LinkButton href={paths.newShare} kind="primary">
          {say('make')}
        </LinkButton>
      </Actions>
      <h2>{say('open')}</h2>
      {open.length === 0 && <p>{say('none')}</p>}
      <ShareCards shares={open} />
      {over.length > 0 && (
        <Details summary={say('over')}>
          <ShareCards shares={over} />
        </Details>
      )}
      <LinkLine href={`${paths.history}?show=shares`}>{say('history')}</LinkLine>
      <LinkLine href={paths.settings}>{say('back')}</LinkLine>
    </Page>
  )
}

/** Several of one note are told apart by a number: no two buttons are called the same. */
function ShareCards({ shares }: { shares: readonly Share[] }) {
  const say = useWords(words)
  const notes = shares.map(({ note }) => note?.reveal() ?? say.text('noNote'))
  return (
    <>
      {shares.map((share, index) => {
        const note = notes[index] ?? ''
        const before = notes.slice(0, index).filter((other) => other === note).length
        const isAlone = notes.filter((other) => other === note).length === 1
        return <ShareCard share={share} name={isAlone ? note : `${note}\u00A0${String(before + 1)}`} />
      })}
    </>
  )
}

function ShareCard({ share, name }: { share: Share; name: string }) {
  const say = useWords(words)
  return (
    <Card heading={name} level={3}>
      <DefinitionList of={useAbout(share)} />
      {share.state === 'open' && (
        <Form action={paths.endShare} fields={{ share: share.shareId }}>
          <p>{say('endWhy')}</p>
          <SubmitButton kind="secondary">{say('end', { name })}</SubmitButton>
        </Form>
      )}
    </Card>
  )
}

const stateWords = { used: 'used', over: 'ranOut', ended: 'ended' } as const

function useAbout({ items, from, to, until, once, state, openings }: Share): Definition[] {
  const view = useView()
  const say = useWords(words)
  return [
    ...(state === 'open' ? [] : [{ term: say('state'), is: say(stateWords[state]) }]),
    { term: say('items'), is: <Lines lines={items.map((item) => sentenceIn(view, itemOf(item).names))} /> },
    {
      term: say('days'),
      is: (
        <>
          <TimeText at={from} />〜<TimeText at={to} />
        </>
      ),
    },
    { term: say('until'), is: <TimeText at={until} /> },
    { term: say('howOften'), is: say(once ? 'once' : 'often') },
    { term: say('openedBy'), is: <OpenedBy openings={openings} /> },
  ]
}

function OpenedBy({ openings }: { openings: readonly Opening[] }) {
  const say = useWords(words)
  if (openings.length === 0) return <>{say('nobody')}</>
  return (
    <>
      {openings.map(({ said, openedAt, withheld }) => (
        <div>
          <q>{said.reveal()}</q> <TimeText at={openedAt} />
          {withheld && say('withheld')}
        </div>
      ))}
    </>
  )
}

/** One on a line: a list of names runs together in the mind. */
function Lines({ lines }: { lines: readonly ComponentChildren[] }) {
  return (
    <>
      {lines.map((line) => (
        <div>{line}</div>
      ))}
    </>
  )
}

/** For the settings. */
export function SharesCard() {
  const say = useWords(words)
  return (
    <Card heading={say('title')}>
      <p>{say('about')}</p>
      <LinkButton href={paths.shares}>{say('more')}</LinkButton>
    </Card>
  )
}
