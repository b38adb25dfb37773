import { isSensitive, itemOf, purposes } from '../../../../catalog/index.ts'
import { localDayOf, monthsAfter } from '../../../../kernel/index.ts'
import { paths } from '../../../paths.ts'
import {
  Actions,
  Card,
  Chips,
  DefinitionList,
  LinkButton,
  sentenceIn,
  uiWords,
  useView,
  useWords,
  type Chip,
} from '../../../ui/index.ts'
import { Listed } from '../../consent/terms-summary.tsx'
import { consentWords } from '../../consent/words.ts'
import { companyName, itemName, kindWords, withNote } from '../company-words.ts'
import { switchOf, type ItemState, type UseState } from '../switchboard.ts'
import { browseWords } from './words.ts'

/** What a consent page will say before the answer, in short; nothing is answered here. */
export function UseCard({ state, now }: { state: UseState; now: Date }) {
  const view = useView()
  const say = useWords(browseWords)
  const ask = useWords(consentWords)
  const kind = useWords(kindWords)
  const { terms } = state.use
  const { profile } = state.vendor
  const day = localDayOf(monthsAfter(now, terms.periodMonths))
  const others = [...terms.subcontractors, ...terms.countries]
  return (
    <Card level={3} heading={sentenceIn(view, terms.title)}>
      <DefinitionList
        of={[
          { term: ask('who'), is: withNote(view, companyName(view, profile), kind(profile.kind)) },
          { term: ask('what'), is: <Items state={state} /> },
          { term: say('purpose'), is: sentenceIn(view, purposes[terms.purpose]) },
          { term: ask('whatFor'), is: sentenceIn(view, terms.explanation) },
          { term: ask('until'), is: ask('untilDay', { day, months: terms.periodMonths }) },
          { term: say('subcontractorsToo'), is: <Listed names={others} /> },
          { term: ask('benefit'), is: sentenceIn(view, terms.benefit) },
        ]}
      />
      <Choose state={state} />
    </Card>
  )
}

/** An especially sensitive item is marked, and how each stands is said in words. */
function Items({ state }: { state: UseState }) {
  const view = useView()
  const say = useWords(browseWords)
  const stands = useWords(uiWords)
  const chips = state.items.map((one): Chip => {
    const standing = switchOf(state, one)
    const refused = one.grant?.state === 'refused'
    const name = isSensitive(one.item)
      ? withNote(view, itemName(view, one.item), say('sensitive'))
      : itemName(view, one.item)
    const now = refused ? say('refused') : standing === 'unanswered' ? undefined : stands(wordOf(standing))
    return {
      icon: one.live ? 'check' : isSensitive(one.item) ? 'warning' : 'info',
      tone: one.live ? 'on' : isSensitive(one.item) ? 'sensitive' : 'plain',
      word: now === undefined ? name : [name, ' ', now],
    }
  })
  const [first, ...rest] = chips
  return first ? <Chips chips={[first, ...rest]} /> : null
}

/** What is open rests for nobody. */
function wordOf(standing: Exclude<ReturnType<typeof switchOf>, 'unanswered'>) {
  return standing === 'resting' ? 'on' : standing
}

/** Where each that is not on is asked about: the sensitive ones one by one, also what was refused or stopped before. */
function Choose({ state }: { state: UseState }) {
  const view = useView()
  const say = useWords(browseWords)
  const ask = useWords(consentWords)
  const { use, vendor, items } = state
  const company = companyName(view, vendor.profile)
  const off = items.filter(({ live }) => !live)
  const alone = off.filter(({ item }) => isSensitive(item))
  if (off.length === 0)
    return (
      <>
        <p>{say('allOn')}</p>
        <LinkButton href={paths.company(vendor.vendorId)}>{ask('toCompany', { company })}</LinkButton>
      </>
    )
  return (
    <Actions>
      {alone.length < off.length && (
        <LinkButton href={paths.consent(use.useId)}>
          {say('choose', { company, use: use.terms.title })}
        </LinkButton>
      )}
      {alone.map((one) => (
        <ChooseAlone state={state} one={one} />
      ))}
    </Actions>
  )
}

function ChooseAlone({ state: { use, vendor }, one: { item } }: { state: UseState; one: ItemState }) {
  const view = useView()
  const say = useWords(browseWords)
  const company = companyName(view, vendor.profile)
  return (
    <LinkButton href={paths.consentToItem(use.useId, item)}>
      {say('chooseItem', { company, item: itemOf(item).names })}
    </LinkButton>
  )
}
