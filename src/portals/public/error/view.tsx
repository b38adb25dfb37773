import type { Sentence } from '../../../kernel/index.ts'
import { paths } from '../../paths.ts'
import {
  Actions,
  LinkButton,
  Page,
  ReceiptNumber,
  doorOf,
  homeOf,
  sentenceIn,
  useView,
  type City,
  type View,
} from '../../ui/index.ts'
import { words } from './words.ts'

interface ErrorPageProps {
  view: View
  city: City
  status: number
  sentence: Sentence
  incident: string | undefined
  /** Something may have been done before it went wrong: only for a fault while changing. */
  mayHaveChanged: boolean
}

/** What happened, whether anything changed, what to do, whom to call. */
export function ErrorView({ view, city, status, sentence, incident, mayHaveChanged }: ErrorPageProps) {
  const say = words.in(view)
  return (
    <Page view={view} city={city} title={say(titleOf(status))}>
      <p>{sentenceIn(view, sentence)}</p>
      <p>
        <strong>{say(changeWord(view, mayHaveChanged))}</strong>
      </p>
      {incident !== undefined && (
        <p>
          <ReceiptNumber number={incident} />
        </p>
      )}
      <p>{say(view.portal === 'city' ? 'nextForStaff' : 'next')}</p>
      <Onwards needsSignIn={status === 401} />
    </Page>
  )
}

/** Where to go from here, each by the name of where it leads. The first page of whoever is at work is their door, until they are in. */
function Onwards({ needsSignIn }: { needsSignIn: boolean }) {
  const view = useView()
  const say = words.in(view)
  const [door, home] = [doorOf(view), homeOf(view)]
  const others = needsSignIn && door === home ? elsewhereOf(view) : home
  return (
    <Actions>
      {needsSignIn && (
        <LinkButton href={door} kind="primary">
          {say(`door-${view.portal}`)}
        </LinkButton>
      )}
      <LinkButton href={others}>{say(nameOf(view, others))}</LinkButton>
    </Actions>
  )
}

/** For whoever has come to the wrong door. */
function elsewhereOf({ portal }: View) {
  return portal === 'company' ? paths.companyRegister : paths.front
}

function nameOf(view: View, address: string) {
  if (address === paths.companyRegister) return 'register'
  if (address === doorOf(view)) return `door-${view.portal}` as const
  return view.signedIn && address === homeOf(view) ? 'home' : 'front'
}

/** Whoever is at work has no data and no consent of their own here. */
function changeWord({ portal }: View, mayHaveChanged: boolean) {
  if (portal === 'resident') return mayHaveChanged ? 'unknownChange' : 'unchanged'
  return mayHaveChanged ? 'unknownAtWork' : 'unchangedAtWork'
}

function titleOf(status: number) {
  if (status === 401) return 'signInTitle'
  if (status === 404) return 'missingTitle'
  return status >= 500 ? 'faultTitle' : 'refusedTitle'
}

/** Where no city is served, there is nobody to name and nobody to call. */
export function NowherePage({ sentence }: { sentence: Sentence }) {
  return (
    <html lang="ja">
      <head>
        <meta charset="utf-8" />
        <title>Azukari</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
      </head>
      <body>
        <main>
          <h1>{sentence.ja}</h1>
          <p lang="en">{sentence.en}</p>
        </main>
      </body>
    </html>
  )
}
