/** Holds lines that companies received against the record of provision and the queue of the log. */
import { commitmentOf } from '../../src/proof/index.ts'
import type { ItemCode } from '../../src/catalog/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import type { Line } from './service-company.ts'

interface ProvisionRow {
  provisionId: string
  residentId: string
  pseudonym: string
  items: { item: ItemCode; days: number; takenBack: number; from: string; to: string }[]
  commitment: Buffer
  deliveryId: string
  vendorId: string
  useId: string
  useVersion: number
  reasonCode: string
  ownWords: string | null
  openedAt: Date
  leaf: Buffer | null
  open: boolean
  /** What the record says has left: what each closed sending names. */
  given: ProvisionRow['items']
}

export interface BookCheck {
  lines: number
  provisions: number
  /** Lines whose provision is missing, or says other things than the line. */
  wrong: Line[]
  /** What a provision says it gave, and no line came of it; one left open says what was announced. */
  neverCame: { deliveryId: string; provisionId: string; item: ItemCode }[]
  withoutLeaf: string[]
  /** Provisions whose commitment is not that of their row, or not the one in the queue. */
  falseCommitments: string[]
  /** Provisions with a sending that never ended. */
  leftOpen: number
}

export async function checkBook(tenant: Tenant, lines: readonly Line[]): Promise<BookCheck> {
  const book = await readBook(tenant)
  const data = lines.filter(({ type }) => type === 'record' || type === 'tombstone')
  const rows = [...book.values()]
  const falseCommitments: string[] = []
  for (const row of rows) if (!(await isCommitted(tenant, row))) falseCommitments.push(row.provisionId)
  return {
    lines: data.length,
    provisions: rows.length,
    wrong: data.filter((line) => !isOf(line, book.get(line.provision))),
    neverCame: neverCame(rows, data),
    withoutLeaf: rows.filter(({ leaf }) => leaf === null).map(({ provisionId }) => provisionId),
    falseCommitments,
    leftOpen: rows.filter(({ open }) => open).length,
  }
}

function neverCame(rows: readonly ProvisionRow[], data: readonly Line[]): BookCheck['neverCame'] {
  const came = new Set(data.map(({ provision, item }) => `${provision}/${item}`))
  return rows
    .filter(({ open }) => !open)
    .flatMap(({ deliveryId, provisionId, given }) =>
      given.map(({ item }) => ({ deliveryId, provisionId, item })),
    )
    .filter(({ provisionId, item }) => !came.has(`${provisionId}/${item}`))
}

function isOf(line: Line, row: ProvisionRow | undefined): boolean {
  if (row?.deliveryId !== line.delivery || row.pseudonym !== line.subject) return false
  const isAmong = (items: ProvisionRow['items']) =>
    items.some(({ item, from, to }) => item === line.item && from <= line.day && line.day <= to)
  // A sending that was left open counts as everything that was announced.
  return isAmong(row.items) && (row.open || isAmong(row.given))
}

async function isCommitted(tenant: Tenant, row: ProvisionRow): Promise<boolean> {
  const keys = await tenant.keys.find(row.residentId)
  if (!keys) return false
  const { leaf, commitment } = row
  const { provisionId, residentId, pseudonym, items } = row
  const { deliveryId, vendorId, useId, useVersion, reasonCode, ownWords } = row
  const openedAt = row.openedAt.toISOString()
  const provision = { provisionId, residentId, pseudonym, items }
  const delivery = { deliveryId, vendorId, useId, useVersion, reasonCode, ownWords, openedAt }
  const again = commitmentOf(keys, 'provision', provisionId, { ...provision, ...delivery })
  return commitment.equals(again) && (leaf?.equals(again) ?? false)
}

async function readBook(tenant: Tenant): Promise<Map<string, ProvisionRow>> {
  const { rows } = await tenant.database.query<ProvisionRow & Record<string, unknown>>(
    `select provision_id as "provisionId", provision.resident_id as "residentId", pseudonym, items, provision.commitment,
            delivery_id as "deliveryId", vendor_id as "vendorId", use_id as "useId", use_version as "useVersion",
            reason_code as "reasonCode", own_words as "ownWords", opened_at as "openedAt", leaf.commitment as leaf,
            exists (select from exchange.sendings sending
                     where sending.resident_id = provision.resident_id
                       and sending.provision_id = provision.provision_id
                       and not exists (select from exchange.closings closing
                                        where closing.resident_id = sending.resident_id
                                          and closing.sending_id = sending.sending_id)) as open,
            (select coalesce(jsonb_agg(one), '[]') from exchange.sendings sending
               join exchange.closings closing using (resident_id, sending_id)
              cross join jsonb_array_elements(closing.items) as one
              where sending.resident_id = provision.resident_id
                and sending.provision_id = provision.provision_id) as given
       from exchange.provisions provision
       left join (select leaf_id, kind, commitment from proof.pending_leaves
                  union all
                  select leaf_id, kind, commitment from proof.leaves) as leaf
         on leaf.leaf_id = provision.provision_id and leaf.kind = 'provision'`,
  )
  return new Map(rows.map((row) => [row.provisionId, row]))
}
