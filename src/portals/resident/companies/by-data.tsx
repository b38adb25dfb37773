import { purposes, type ItemCode } from '../../../catalog/index.ts'
import { paths } from '../../paths.ts'
import { Table, sentenceIn, useView, useWords, uiWords } from '../../ui/index.ts'
import { companyName, itemName, withNote } from './company-words.ts'
import { rowId } from './company/row-id.ts'
import { switchOf, type CompanyState, type ItemState, type UseState } from './switchboard.ts'
import { words } from './words.ts'

interface DataRow {
  item: ItemCode
  users: { state: UseState; item: ItemState }[]
}

/** The same, the other way round: for each kind of data, who may use it, and who may no longer. */
export function ByData({ companies }: { companies: readonly CompanyState[] }) {
  const view = useView()
  const say = useWords(words)
  return (
    <Table
      caption={say('byData')}
      captionHidden
      rows={dataRowsOf(companies)}
      columns={[
        { label: say('data'), cell: ({ item }) => itemName(view, item) },
        {
          label: say('whoMay'),
          unlabelled: true,
          cell: ({ users }) => (
            <ul class="users">
              {users.map((user) => (
                <User {...user} />
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}

function User({ state, item }: DataRow['users'][number]) {
  const view = useView()
  const say = useWords(uiWords)
  const resting = useWords(words)
  const { use, vendor } = state
  const stands = switchOf(state, item)
  const mark = item.live ? '●' : '○'
  return (
    <li>
      <span aria-hidden="true">{mark} </span>
      <a href={`${paths.company(vendor.vendorId)}#${rowId(use.useId, item.item)}`}>
        {withNote(view, companyName(view, vendor.profile), sentenceIn(view, purposes[use.terms.purpose]))}
      </a>{' '}
      <span class="user-state">
        {stands === 'resting' ? withNote(view, say('on'), resting('restingNow')) : say(stands)}
      </span>
    </li>
  )
}

/** Items that are on somewhere first; what was never agreed to anywhere is left out. */
function dataRowsOf(companies: readonly CompanyState[]): DataRow[] {
  const users = companies
    .flatMap((company) => company.uses)
    .flatMap((state) => state.items.map((item) => ({ state, item })))
    .filter(({ item }) => item.grant !== undefined && item.grant.state !== 'refused')
  const rows = [...Map.groupBy(users, ({ item }) => item.item)].map(([item, ofItem]) => ({
    item,
    users: ofItem.toSorted((a, b) => Number(b.item.live) - Number(a.item.live)),
  }))
  return rows.toSorted((a, b) => Number(isOn(b)) - Number(isOn(a)))
}

function isOn(row: DataRow): boolean {
  return row.users.some(({ item }) => item.live)
}
