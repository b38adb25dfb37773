import type { ComponentChildren } from 'preact'
import { localDayOf } from '../../../../kernel/index.ts'
import type { HistoryEntry } from '../../../../exchange/index.ts'
import type { Vendor } from '../../../../vendors/index.ts'
import { paths } from '../../../paths.ts'
import {
  Chips,
  DefinitionList,
  Details,
  Form,
  LinkLine,
  Notice,
  Page,
  PhoneLink,
  SubmitButton,
  TimeText,
  useView,
  useWords,
  type City,
  type View,
} from '../../../ui/index.ts'
import { AwayNotice } from '../../leave/away-notice.tsx'
import type { Away } from '../../leave/away.ts'
import { companyAndDepartment, companyName, departmentName, kindWords } from '../company-words.ts'
import { isPausable, isStoppableAt, liveItemsOf, type CompanyState } from '../switchboard.ts'
import { InsteadOf, type Instead } from '../replace/instead.tsx'
import { replaceWords } from '../replace/words.ts'
import { ActMessage } from '../stop/act-message.tsx'
import type { ActResult } from '../stop/act-result.ts'
import { GivenTable } from './given-table.tsx'
import { PauseFor } from './pause.tsx'
import { placeOf } from './place-of.ts'
import { UseSection } from './use-section.tsx'
import { companyWords } from './words.ts'

export interface CompanyProps {
  view: View
  city: City
  company: CompanyState
  /** What this company received and was refused, newest first. */
  history: readonly HistoryEntry[]
  active: boolean
  /** Undefined for whoever takes part. To others no switch is offered to turn on. */
  away: Away | undefined
  result?: ActResult | undefined
  instead?: Instead | undefined
  status?: ComponentChildren
}

/** One company: everything it may use, each with its switch, and what it has received. */
export function CompanyPage(props: CompanyProps) {
  const { view, city, company, history, active, away, result, status } = props
  const say = companyWords.in(view)
  const { vendor, uses } = company
  const place = result && placeOf(result, uses)
  const message = result && <WhatHappened {...props} result={result} />
  const live = liveItemsOf(company).length
  return (
    <Page
      view={view}
      city={city}
      title={companyName(view, vendor.profile)}
      section="companies"
      status={place?.at === 'page' ? message : status}
    >
      <Chips chips={[{ icon: 'company', word: kindWords.in(view)(vendor.profile.kind) }]} />
      <p>{live > 0 ? say('live', { count: live }) : say('none')}</p>
      {away && <AwayNotice away={away} />}
      {!active && <Notice kind="info" title={say('notActive')} />}
      {uses.map((state) => (
        <UseSection {...{ state, uses, history, place, message }} away={away !== undefined} />
      ))}
      <Given history={history} />
      <Erase vendor={vendor} city={city} />
      {isStoppableAt({ uses }) && <StopCompany vendor={vendor} mayChange={!away} />}
      {uses.filter(isPausable).length > 1 && <PauseFor of={{ vendor: vendor.vendorId }} />}
      <About vendor={vendor} />
      <LinkLine href={paths.companies}>{say('back')}</LinkLine>
    </Page>
  )
}

function WhatHappened({ company: { vendor }, result, instead }: CompanyProps & { result: ActResult }) {
  return (
    <ActMessage
      result={result}
      givenBelow
      instead={instead && <InsteadOf from={vendor} instead={instead} undoable={result.undoable} />}
    />
  )
}

function Given({ history }: { history: readonly HistoryEntry[] }) {
  const say = useWords(companyWords)
  const provisions = history
    .filter((entry) => entry.kind === 'provision')
    .filter(({ outcome }) => outcome !== 'not-delivered')
  return (
    <>
      <h2 id="given">{say('given')}</h2>
      {provisions.length === 0 ? (
        <p>{say('givenNone')}</p>
      ) : (
        <>
          <GivenTable provisions={provisions} />
          <LinkLine href={paths.history}>{say('givenMore')}</LinkLine>
        </>
      )}
    </>
  )
}

function Erase({ vendor, city }: { vendor: Vendor; city: City }) {
  const view = useView()
  const say = useWords(companyWords)
  return (
    <>
      <h2 id="erase">{say('erase')}</h2>
      <p>
        {say('eraseMore')} {say('eraseLater')}
      </p>
      <DefinitionList
        of={[
          {
            term: companyAndDepartment(view, vendor.profile),
            is: <PhoneLink phone={vendor.profile.phone} />,
          },
          { term: city.contact.name, is: <PhoneLink phone={city.contact.phone} /> },
        ]}
      />
    </>
  )
}

function StopCompany({ vendor, mayChange }: { vendor: Vendor; mayChange: boolean }) {
  const view = useView()
  const sayReplace = useWords(replaceWords)
  const say = useWords(companyWords)
  return (
    <>
      <h2>{say('stopCompany')}</h2>
      <Form action={paths.stop} fields={{ vendor: vendor.vendorId }}>
        <p>{say('stopCompanyMore', { company: companyName(view, vendor.profile) })}</p>
        <SubmitButton kind="danger">{say('stopCompany')}</SubmitButton>
      </Form>
      {mayChange && <LinkLine href={paths.replace(vendor.vendorId)}>{sayReplace('link')}</LinkLine>}
    </>
  )
}

function About({ vendor }: { vendor: Vendor }) {
  const view = useView()
  const say = useWords(companyWords)
  const kind = useWords(kindWords)
  const { profile, contractUntil } = vendor
  return (
    <Details summary={say('about')}>
      <DefinitionList
        of={[
          { term: say('kind'), is: kind(profile.kind) },
          { term: say('address'), is: profile.address },
          { term: say('representative'), is: profile.representative },
          { term: say('department'), is: departmentName(view, profile) },
          { term: say('phone'), is: <PhoneLink phone={profile.phone} /> },
          { term: say('certificate'), is: profile.certificate ?? say('noCertificate') },
          { term: say('contract'), is: <TimeText at={localDayOf(contractUntil)} /> },
        ]}
      />
    </Details>
  )
}
