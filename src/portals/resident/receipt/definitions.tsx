/** What a receipt says, for its page and for paper alike. */
import { localDayOf } from '../../../kernel/index.ts'
import { PhoneLink, TimeText, type City, type Definition, type View } from '../../ui/index.ts'
import { itemNames, titleAndPurpose } from '../companies/company-words.ts'
import { byWhat, byWhatWords } from './by-what.ts'
import type { ReceiptContent, ReceiptPart } from './load-receipt.ts'
import { receiptWords } from './words.ts'

/** What was said about one use, in the terms of that day. */
export function partDefinitions(view: View, { use, vendor, events }: ReceiptPart): Definition[] {
  const say = receiptWords.in(view)
  const ends = new Set(events.flatMap(({ until }) => (until ? [localDayOf(until)] : [])))
  const [end] = [...ends].sort()
  const items = events.map(({ item }) => item)
  return [
    { term: say('purpose'), is: titleAndPurpose(view, use.terms) },
    { term: say('items'), is: itemNames(view, items) },
    ...(end ? [{ term: say('until'), is: <TimeText at={end} /> }] : []),
    ...pauseDefinition(view, events),
    { term: say('terms'), is: say('termsIs', { version: use.version }) },
    { term: say('companyPhone'), is: <PhoneLink phone={vendor.profile.phone} /> },
  ]
}

/** Of a pause, until when. */
function pauseDefinition(view: View, events: ReceiptPart['events']): Definition[] {
  const say = receiptWords.in(view)
  const pause = events.find(({ kind }) => kind === 'paused')
  if (!pause) return []
  const { pausedUntil } = pause
  const is = pausedUntil ? say('pausedUntilIs', { day: localDayOf(pausedUntil) }) : say('pausedOpen')
  return [{ term: say('pausedUntil'), is }]
}

/** How to change it, and whom to ask. */
export function closingDefinitions(view: View, { act, names }: ReceiptContent, city: City): Definition[] {
  const say = receiptWords.in(view)
  const allowed = act.kind === 'agreed' || act.kind === 'undone' || act.kind === 'resumed'
  const contact = (
    <>
      {city.contact.name} <PhoneLink phone={city.contact.phone} />
    </>
  )
  const { evidence, signedOn } = act
  const shown = evidence === 'card' || evidence === 'paper' ? evidence : undefined
  const what = byWhat(view, act, names)
  return [
    ...(what ? [{ term: byWhatWords.in(view)('from'), is: what }] : []),
    ...(shown ? [{ term: say('evidence'), is: say(shown) }] : []),
    ...(signedOn ? [{ term: say('signedOn'), is: <TimeText at={signedOn} /> }] : []),
    { term: say(allowed ? 'howToStop' : 'howToAllow'), is: say(allowed ? 'howToStopIs' : 'howToAllowIs') },
    { term: say('contact'), is: contact },
    { term: say('about'), is: say('aboutIs') },
  ]
}
