import type { ComponentChildren } from 'preact'
import { isSensitive, itemOf, purposes, type ItemCode } from '../../../../catalog/index.ts'
import type { HistoryEntry } from '../../../../exchange/index.ts'
import { localDayOf } from '../../../../kernel/index.ts'
import type { Use } from '../../../../review/index.ts'
import { paths } from '../../../paths.ts'
import {
  DefinitionList,
  Details,
  Form,
  LinkLine,
  Notice,
  sentenceIn,
  SubmitButton,
  SwitchRow,
  TimeText,
  useView,
  useWords,
} from '../../../ui/index.ts'
import { companyName, itemName } from '../company-words.ts'
import { isPausable, isResumable, isYes, switchOf, type ItemState, type UseState } from '../switchboard.ts'
import { deniedSinceStop } from './denied.ts'
import type { Place } from './place-of.ts'
import { rowId, useSectionId } from './row-id.ts'
import { PauseFor } from './pause.tsx'
import { pauseWords } from './pause-words.ts'
import { companyWords } from './words.ts'

interface UseSectionProps {
  state: UseState
  /** All uses of the company, so that no two switches are called the same. */
  uses: readonly UseState[]
  history: readonly HistoryEntry[]
  /** Whoever takes part no more can turn nothing on. */
  away: boolean
  place: Place | undefined
  message: ComponentChildren
}

/** One use: what it is for, and a switch for each of its items. */
export function UseSection({ state, uses, history, away, place, message }: UseSectionProps) {
  const view = useView()
  const say = useWords(companyWords)
  const sayPause = useWords(pauseWords)
  const { use, items, open } = state
  const id = useSectionId(use.useId)
  const denied = deniedSinceStop(state, history)
  const changed = items.some(({ grant }) => isYes(grant) && grant?.useVersion !== use.version)
  const together = items.filter((item) => isResumable(state, item) && !isSensitive(item.item))
  return (
    <section class="use" id={id}>
      <h2>{sentenceIn(view, use.terms.title)}</h2>
      {place?.at === 'use' && place.id === id && message}
      {!open && <Notice kind="info" title={say('useClosed')} />}
      {open && changed && <Notice kind="info" title={say('useChanged')} />}
      {items.map((item) => (
        <ItemRow {...{ state, item, away, place, message }} purpose={purposeOf(use, uses)} />
      ))}
      {denied.times > 0 && <Notice kind="info" title={say('denied', denied)} />}
      {items.filter(({ held }) => held).length > 1 && (
        <Form action={paths.stop} fields={{ use: use.useId }}>
          <SubmitButton kind="secondary">{say('stopUse')}</SubmitButton>
        </Form>
      )}
      {isPausable(state) && <PauseFor of={{ use: use.useId }} />}
      {!away && together.length > 1 && (
        <Form action={paths.resume} fields={{ use: use.useId }}>
          <SubmitButton kind="secondary">{sayPause('resumeUse')}</SubmitButton>
        </Form>
      )}
      <AboutUse state={state} />
    </section>
  )

  /** The purpose in the catalog's word; where a company has two uses for it, their reviewed titles tell them apart. */
  function purposeOf(own: Use, all: readonly UseState[]) {
    const same = all.filter((other) => other.use.terms.purpose === own.terms.purpose)
    return sentenceIn(view, same.length > 1 ? own.terms.title : purposes[own.terms.purpose])
  }
}

interface ItemRowProps extends Pick<UseSectionProps, 'state' | 'away' | 'place' | 'message'> {
  item: ItemState
  purpose: ComponentChildren
}

function ItemRow({ state, item: itemState, purpose, away, place, message }: ItemRowProps) {
  const view = useView()
  const say = useWords(companyWords)
  const sayPause = useWords(pauseWords)
  const { use, vendor } = state
  const { item } = itemState
  const stands = switchOf(state, itemState)
  const id = rowId(use.useId, item)
  return (
    <SwitchRow
      id={id}
      company={companyName(view, vendor.profile)}
      companyHidden
      data={itemName(view, item)}
      purpose={purpose}
      state={stands === 'resting' ? 'on' : stands}
      stateWord={stands === 'paused' ? <PausedUntil item={itemState} /> : undefined}
      stopAction={paths.stop}
      stopFields={{ use: use.useId, item }}
      agreeHref={away || isResumable(state, itemState) ? undefined : questionPath(use, item)}
      message={place?.id === id && message}
    >
      {!away && isResumable(state, itemState) && (
        <Form action={paths.resume} fields={{ use: use.useId, item }}>
          <SubmitButton kind="secondary">{sayPause('resume', { item: itemOf(item).names })}</SubmitButton>
        </Form>
      )}
      {stands === 'resting' && <p>{say(use.standing === 'approved' ? 'restingCompany' : 'restingUse')}</p>}
    </SwitchRow>
  )
}

/** The last day on which it is paused. */
function PausedUntil({ item: { grant } }: { item: ItemState }) {
  const say = useWords(pauseWords)
  const end = grant?.pausedUntil
  return <>{end ? say('until', { day: localDayOf(end.getTime() - 1) }) : say('open')}</>
}

/** Where this item is asked about: an especially sensitive one has a page of its own. */
function questionPath(use: Use, item: ItemCode): string {
  return isSensitive(item) ? paths.consentToItem(use.useId, item) : paths.consent(use.useId)
}

function AboutUse({ state: { use, items } }: { state: UseState }) {
  const view = useView()
  const say = useWords(companyWords)
  const { terms } = use
  const ends = new Set(
    items.flatMap(({ live, grant }) => (live && grant?.until ? [localDayOf(grant.until)] : [])),
  )
  const until = [...ends].sort().map((day) => (
    <div>
      <TimeText at={day} />
    </div>
  ))
  return (
    <Details summary={say('aboutUse')}>
      <DefinitionList
        of={[
          { term: say('what'), is: sentenceIn(view, terms.explanation) },
          ...(until.length > 0 ? [{ term: say('until'), is: until }] : []),
          { term: say('benefit'), is: sentenceIn(view, terms.benefit) },
          { term: say('afterStopping'), is: sentenceIn(view, terms.afterStopping) },
        ]}
      />
      <LinkLine href={paths.consent(use.useId)}>{say('terms')}</LinkLine>
    </Details>
  )
}
