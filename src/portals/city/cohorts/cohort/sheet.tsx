import { groupedInvitation, type MadeCodes } from '../../../../joining/index.ts'
import type { LocalDay } from '../../../../kernel/index.ts'
import { paths } from '../../../paths.ts'
import {
  Actions,
  Card,
  DefinitionList,
  LinkButton,
  Notice,
  Page,
  ScreenOnly,
  StatusMessage,
  TimeText,
  useWords,
} from '../../../ui/index.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { words } from './words.ts'

interface SheetPageProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  made: MadeCodes
  goodFor: number
  untilDay: LocalDay
  /** Where the codes are typed. */
  address: URL
}

/** To print and cut: told once, for the city itself has no copy of a code. */
export function SheetPage({ staff, view, city, made, goodFor, untilDay, address }: SheetPageProps) {
  const say = words.in(view)
  const path = paths.cohort(made.cohort.cohortId)
  return (
    <Page
      view={{ ...view, path }}
      city={city}
      title={say('sheet')}
      status={
        <ScreenOnly>
          <StatusMessage title={say('sheetMade')} />
        </ScreenOnly>
      }
      navigation={<Places role={staff.role} current={paths.cohorts} />}
    >
      <ScreenOnly>
        <Notice kind="warning" title={say('once')}>
          <p>{say('onceWhy')}</p>
        </Notice>
      </ScreenOnly>
      {made.codes.map((code) => (
        <Slip
          name={made.cohort.name}
          code={groupedInvitation(code.reveal())}
          {...{ goodFor, untilDay, address }}
        />
      ))}
      <Actions>
        <LinkButton href={path}>{say('toCohort')}</LinkButton>
      </Actions>
    </Page>
  )
}

function Slip(
  props: { name: string; code: string } & Pick<SheetPageProps, 'goodFor' | 'untilDay' | 'address'>,
) {
  const { name, code, goodFor, untilDay, address } = props
  const say = useWords(words)
  return (
    <Card heading={name}>
      <DefinitionList
        of={[
          { term: say('code'), is: <span class="figures">{code}</span> },
          { term: say('where'), is: `${address.host}${address.pathname}` },
          { term: say('goodUntil'), is: <TimeText at={untilDay} /> },
          { term: say('goodFor'), is: say('people', { count: goodFor }) },
        ]}
      />
      <p>{say('slip')}</p>
    </Card>
  )
}
