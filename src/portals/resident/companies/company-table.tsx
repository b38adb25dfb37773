import { localDayOf } from '../../../kernel/index.ts'
import type { VendorId } from '../../../vendors/index.ts'
import { paths } from '../../paths.ts'
import { Chips, Table, TimeText, useView, useWords, uiWords, type Chip } from '../../ui/index.ts'
import { companyName, itemName, kindWords } from './company-words.ts'
import { liveItemsOf, offBecause, restingItemsOf, type CompanyState } from './switchboard.ts'
import { words } from './words.ts'

/** More would make a row taller than a glance. */
const chipsShown = 3

/** One row per company; the whole row leads to the company's page. */
export function CompanyTable(props: {
  companies: readonly CompanyState[]
  lastUses: ReadonlyMap<VendorId, Date>
}) {
  const view = useView()
  const say = useWords(words)
  const kind = useWords(kindWords)
  return (
    <Table
      caption={say('title')}
      captionHidden
      linked
      rows={props.companies}
      columns={[
        {
          label: say('company'),
          cell: ({ vendor }) => (
            <>
              <a href={paths.company(vendor.vendorId)}>{companyName(view, vendor.profile)}</a>{' '}
              <span class="row-kind">{kind(vendor.profile.kind)}</span>
            </>
          ),
        },
        { label: say('onItems'), unlabelled: true, cell: (company) => <OnItems company={company} /> },
        {
          label: say('lastUsed'),
          cell: ({ vendor }) => <LastUse at={props.lastUses.get(vendor.vendorId)} />,
        },
      ]}
    />
  )
}

function OnItems({ company }: { company: CompanyState }) {
  const view = useView()
  const say = useWords(words)
  const live = liveItemsOf(company)
  const items = live.length > 0 ? live : restingItemsOf(company)
  const shown = items.slice(0, chipsShown).map((item): Chip => ({
    icon: 'check',
    word: itemName(view, item),
    tone: 'on',
  }))
  const hidden = items.length - shown.length
  if (hidden > 0) shown.push({ icon: 'check', word: say('more', { count: hidden }), tone: 'on' })
  const [first, ...rest] = shown
  if (!first) return <NothingOn company={company} />
  return <Chips chips={[first, ...rest]} />
}

function NothingOn({ company }: { company: CompanyState }) {
  const say = useWords(words)
  const sayState = useWords(uiWords)
  const why = offBecause(company)
  const icon = why === 'off' ? 'stop' : 'info'
  return <Chips chips={[{ icon, word: why === 'lapsed' ? say('notNow') : sayState(why), tone: 'off' }]} />
}

function LastUse({ at }: { at: Date | undefined }) {
  const say = useWords(words)
  return at ? <TimeText at={localDayOf(at)} /> : <>{say('notUsedYet')}</>
}
