import type { ComponentChildren } from 'preact'
import type { VendorId } from '../../../vendors/index.ts'
import { paths } from '../../paths.ts'
import {
  Card,
  Details,
  EmptyState,
  Form,
  LinkButton,
  LinkLine,
  Page,
  PhoneLink,
  SubmitButton,
  Tabs,
  useView,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { AwayNotice } from '../leave/away-notice.tsx'
import type { Away } from '../leave/away.ts'
import { browseWords } from './browse/words.ts'
import { ByData } from './by-data.tsx'
import { CompanyTable } from './company-table.tsx'
import { companyName, titleAndPurpose } from './company-words.ts'
import {
  isStoppableAt,
  isYes,
  livePurposesOf,
  type CompanyState,
  type Switchboard,
  type UseState,
} from './switchboard.ts'
import { words } from './words.ts'

/** Nobody reads fifty offers, and a page of fifty is slow on a slow line. */
export const shownAtOnce = 10

export interface SwitchboardProps {
  view: View
  city: City
  by: 'company' | 'data'
  /** Whether all that can be chosen is shown, however much it is. */
  all: boolean
  board: Switchboard
  companies: readonly CompanyState[]
  lastUses: ReadonlyMap<VendorId, Date>
  /** Undefined for whoever takes part. To others nothing is offered to choose. */
  away: Away | undefined
  /** What just happened, once it is committed. */
  status?: ComponentChildren
}

/** データを使う会社: in one look, who may use my data and for what. */
export function SwitchboardPage(props: SwitchboardProps) {
  const { view, city, board, companies, away, status } = props
  const say = words.in(view)
  const reach = { companies: board.using.length, purposes: livePurposesOf(board.using).length }
  return (
    <Page
      view={view}
      city={city}
      title={say('title')}
      heading={reach.companies === 0 ? say('reachNone') : say('reach', reach)}
      section="companies"
      status={status}
    >
      {away && <AwayNotice away={away} />}
      {reach.companies > 0 && <Using {...props} />}
      {!away && reach.companies + board.resting.length === 0 && <NobodyYet asked={board.asked.length} />}
      {board.resting.length > 0 && <Resting {...props} />}
      {board.stopped.length > 0 && (
        <Details summary={say('stopped', { count: board.stopped.length })}>
          <CompanyTable companies={board.stopped} lastUses={props.lastUses} />
        </Details>
      )}
      {board.lapsed.length > 0 && (
        <Details summary={say('lapsed', { count: board.lapsed.length })}>
          <CompanyTable companies={board.lapsed} lastUses={props.lastUses} />
        </Details>
      )}
      {companies.some(isStoppableAt) && <StopAll phone={city.contact.phone} />}
      {!away && <ToAnswer {...props} />}
    </Page>
  )
}

function ToAnswer({ board, all }: SwitchboardProps) {
  const say = useWords(words)
  const sayBrowse = useWords(browseWords)
  return (
    <>
      {board.asked.length > 0 && <ToChoose uses={board.asked} all={all} />}
      {board.silent.length > 0 && (
        <Details summary={say('others')}>
          <p>{say('othersMore')}</p>
          <UseCards uses={board.silent} level={3} />
        </Details>
      )}
      <LinkLine href={paths.browse}>{sayBrowse('browse')}</LinkLine>
    </>
  )
}

function Using({ by, board, companies, lastUses }: SwitchboardProps) {
  const say = useWords(words)
  return (
    <>
      <Tabs
        label={say.text('ways')}
        tabs={[
          { href: paths.companies, label: say('byCompany'), current: by === 'company' },
          { href: `${paths.companies}?by=data`, label: say('byData'), current: by === 'data' },
        ]}
      />
      {by === 'company' ? (
        <CompanyTable companies={board.using} lastUses={lastUses} />
      ) : (
        <ByData companies={companies} />
      )}
    </>
  )
}

function Resting({ board, lastUses }: SwitchboardProps) {
  const say = useWords(words)
  return (
    <>
      <h2>{say('restingTitle')}</h2>
      <p>{say('restingMore')}</p>
      <CompanyTable companies={board.resting} lastUses={lastUses} />
    </>
  )
}

function NobodyYet({ asked }: { asked: number }) {
  const say = useWords(words)
  return (
    <EmptyState
      title={say('emptyTitle')}
      why={say(asked > 0 ? 'emptyWhy' : 'emptyNothing')}
      next={
        asked > 0 && (
          <LinkButton href="#choose" kind="primary">
            {say('emptyNext')}
          </LinkButton>
        )
      }
    />
  )
}

function StopAll({ phone }: { phone: string }) {
  const say = useWords(words)
  return (
    <Form action={paths.stopAll}>
      <p>{say('stopAllMore')}</p>
      <SubmitButton kind="danger">{say('stopAll')}</SubmitButton>
      <p>
        {say('askPhone')} <PhoneLink phone={phone} />
      </p>
    </Form>
  )
}

function ToChoose({ uses, all }: { uses: readonly UseState[]; all: boolean }) {
  const say = useWords(words)
  const more = all ? 0 : Math.max(0, uses.length - shownAtOnce)
  return (
    <>
      <h2 id="choose">{say('choose')}</h2>
      <p>{say('chooseMore')}</p>
      <UseCards uses={uses.slice(0, uses.length - more)} level={3} />
      {more > 0 && (
        <LinkButton href={`${paths.companies}?choose=all#choose`}>
          {say('moreToChoose', { count: more })}
        </LinkButton>
      )}
    </>
  )
}

function UseCards({ uses, level }: { uses: readonly UseState[]; level: 3 }) {
  const view = useView()
  const say = useWords(words)
  return (
    <>
      {uses.map(({ use, vendor, items }) => (
        <Card heading={companyName(view, vendor.profile)} level={level}>
          <p>{titleAndPurpose(view, use.terms)}</p>
          {items.some(({ grant }) => isYes(grant)) && <p>{say('again')}</p>}
          {items.some(({ grant }) => grant?.state === 'frozen') && <p>{say('askedAgain')}</p>}
          <LinkButton href={paths.consent(use.useId)}>
            {say('read', { company: companyName(view, vendor.profile) })}
          </LinkButton>
        </Card>
      ))}
    </>
  )
}
