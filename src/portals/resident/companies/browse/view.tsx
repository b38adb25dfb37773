import { purposes } from '../../../../catalog/index.ts'
import { consentRefusals, longestSearch, type UsesOpen } from '../../../../consent/index.ts'
import { paths } from '../../../paths.ts'
import {
  Actions,
  Details,
  EmptyState,
  LinkButton,
  LinkLine,
  Notice,
  Page,
  SearchForm,
  sentenceIn,
  Tabs,
  useView,
  useWords,
  type City,
  type View,
} from '../../../ui/index.ts'
import { AwayNotice } from '../../leave/away-notice.tsx'
import type { Away } from '../../leave/away.ts'
import { companyName } from '../company-words.ts'
import { words as companiesWords } from '../words.ts'
import type { Group, Order, Shown } from './list.ts'
import { UseCard } from './use-card.tsx'
import { browseWords } from './words.ts'

export interface BrowseProps {
  view: View
  city: City
  by: Order
  /** What was looked for; empty where all are shown. */
  looked: string
  shown: Shown
  closed: UsesOpen['closed']
  /** Why this resident can choose nothing now. */
  because: UsesOpen['because']
  away: Away | undefined
  now: Date
}

/** 会社をさがす: every use that its reader could agree to, asked about or not; from here to the page that asks. */
export function BrowsePage(props: BrowseProps) {
  const { view, city, because, closed } = props
  const say = browseWords.in(view)
  return (
    <Page view={view} city={city} title={say('title')} section="companies">
      {because ? (
        <NothingOpen because={because} away={props.away} />
      ) : (
        <>
          <p>{say('lead')}</p>
          <p>{say('nothingYet')}</p>
          <Looking {...props} />
          <List {...props} />
          {closed.length > 0 && <Closed closed={closed} />}
        </>
      )}
      <LinkLine href={paths.companies}>{say('back')}</LinkLine>
    </Page>
  )
}

function NothingOpen({
  because,
  away,
}: {
  because: NonNullable<UsesOpen['because']>
  away: Away | undefined
}) {
  const view = useView()
  const say = useWords(browseWords)
  if (away) return <AwayNotice away={away} />
  return (
    <>
      <Notice kind="info" title={say('nothingOpen')}>
        <p>{sentenceIn(view, consentRefusals[because])}</p>
      </Notice>
      {because === 'terms-not-agreed' && <LinkButton href={paths.answerTerms}>{say('toTerms')}</LinkButton>}
    </>
  )
}

function Looking({ by, looked }: BrowseProps) {
  const say = useWords(browseWords)
  const sayCompanies = useWords(companiesWords)
  return (
    <>
      <SearchForm
        action={paths.browse}
        label={say('search')}
        hint={say('searchHint')}
        words={looked}
        submit={say('find')}
        maxLength={longestSearch}
        fields={{ by }}
      />
      <Tabs
        label={sayCompanies.text('ways')}
        tabs={[
          {
            href: addressOf({ by: 'company', looked }),
            label: sayCompanies('byCompany'),
            current: by === 'company',
          },
          { href: addressOf({ by: 'purpose', looked }), label: say('byPurpose'), current: by === 'purpose' },
        ]}
      />
    </>
  )
}

function List(props: BrowseProps) {
  const say = useWords(browseWords)
  const { by, looked, shown, now } = props
  const { count } = shown
  if (count === 0) return <NothingFound by={by} looked={looked} />
  return (
    <>
      <p>{looked === '' ? say('count', { count }) : say('countFor', { count, words: looked })}</p>
      {shown.groups.map((group) => (
        <>
          <h2>
            <Heading by={by} group={group} />
          </h2>
          {group.uses.map((state) => (
            <UseCard state={state} now={now} />
          ))}
        </>
      ))}
      {shown.pages > 1 && <OtherPages {...props} />}
    </>
  )
}

function Heading({ by, group: { uses } }: { by: Order; group: Group }) {
  const view = useView()
  const [{ vendor, use }] = uses
  if (by === 'company') return <>{companyName(view, vendor.profile)}</>
  return <>{sentenceIn(view, purposes[use.terms.purpose])}</>
}

function NothingFound({ by, looked }: Pick<BrowseProps, 'by' | 'looked'>) {
  const say = useWords(browseWords)
  if (looked === '') return <EmptyState title={say('emptyTitle')} why={say('emptyWhy')} />
  return (
    <EmptyState
      title={say('noneFor', { words: looked })}
      why={say('noneWhy')}
      next={<LinkButton href={addressOf({ by, looked: '' })}>{say('seeAll')}</LinkButton>}
    />
  )
}

function OtherPages({ by, looked, shown: { page, pages } }: BrowseProps) {
  const say = useWords(browseWords)
  return (
    <>
      <p>{say('page', { page, pages })}</p>
      <Actions>
        {page > 1 && (
          <LinkButton href={addressOf({ by, looked, page: page - 1 })}>{say('before')}</LinkButton>
        )}
        {page < pages && (
          <LinkButton href={addressOf({ by, looked, page: page + 1 })}>{say('after')}</LinkButton>
        )}
      </Actions>
    </>
  )
}

/** No link and no button: what is not open is not offered. */
function Closed({ closed }: Pick<BrowseProps, 'closed'>) {
  const view = useView()
  const say = useWords(browseWords)
  return (
    <Details summary={say('closed', { count: closed.length })}>
      <p>{say('closedMore')}</p>
      <ul>
        {closed.map(({ use, vendor, because }) => (
          <li>
            {companyName(view, vendor.profile)} {sentenceIn(view, use.terms.title)}
            <br />
            {sentenceIn(view, consentRefusals[because])}
          </li>
        ))}
      </ul>
    </Details>
  )
}

function addressOf({ by, looked, page }: Pick<BrowseProps, 'by' | 'looked'> & { page?: number }): string {
  const said = new URLSearchParams({
    by,
    ...(looked === '' ? {} : { words: looked }),
    ...(page === undefined ? {} : { page: String(page) }),
  })
  return `${paths.browse}?${said.toString()}`
}
