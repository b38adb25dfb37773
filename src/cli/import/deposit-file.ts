import type { ItemCode } from '../../catalog/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { Told } from '../../platform/start-problem.ts'
import type { ResidentId } from '../../residents/index.ts'
import {
  confirmDeposit,
  discardDeposit,
  fileSource,
  findDeposit,
  openImport,
  readImport,
  type ByteSource,
  type Deposit,
  type DepositRefusal,
  type ImportId,
} from '../../vault/index.ts'
import type { Holds, Outcome } from './outcome.ts'
import { progressOf } from './progress.ts'

export interface Depositor {
  tenant: Tenant
  residentId: ResidentId
  /** Items that are left out unless chosen, chosen by name. */
  alsoChosen: readonly ItemCode[]
  /** Which user of a shared scale. */
  person: number | undefined
  /** As for a file that is sent from a page. */
  limitBytes: number
  publicUrl: string
}

/** What a resident does on their pages: sends the file, looks at what it holds, and confirms. */
export async function depositFile(
  depositor: Depositor,
  file: string,
  onPreview: (holds: Holds) => void,
): Promise<Outcome> {
  const { tenant, residentId, alsoChosen, limitBytes, publicUrl } = depositor
  const source = await fileSource(file).catch(() => null)
  if (source === null) return { file, ok: false, because: 'not-readable' }
  if (source.size > limitBytes) return { file, ok: false, because: 'too-large' }
  const opened = await openImport(tenant, residentId, source)
  if (!opened.ok) return { file, ...opened }
  const deposit = await preview(depositor, source, opened.importId)
  const { importId, summary: holds, because, people } = deposit
  const refused = (reason: DepositRefusal): Outcome => {
    const remedy = remedyOf(reason, deposit, publicUrl)
    return { file, ok: false, because: reason, people, remedy }
  }
  if (!holds) return refused(because ?? 'interrupted')
  onPreview(holds)
  const wishes = { alsoChosen, notWanted: [], isMine: false }
  const confirmed = await confirmDeposit(tenant, residentId, importId, wishes)
  if (confirmed.ok) {
    const kept = { items: confirmed.items, address: `${publicUrl}/deposits/${importId}` }
    return { file, ok: true, holds, kept }
  }
  // Nobody is left to confirm it: what lies there sealed need not wait for its time to run out.
  await discardDeposit(tenant, residentId, importId)
  return refused(confirmed.because)
}

async function preview(
  { tenant, residentId, person }: Depositor,
  source: ByteSource,
  importId: ImportId,
): Promise<Deposit> {
  const progress = progressOf(source.size)
  await readImport(tenant, residentId, importId, source, { person, onProgress: progress.show })
  progress.clear()
  const deposit = await findDeposit(tenant, residentId, importId)
  if (!deposit) throw new Error('the import that was just read is gone')
  return deposit
}

function remedyOf(because: DepositRefusal, { people }: Deposit, publicUrl: string): Told | undefined {
  switch (because) {
    case 'another-person':
      return {
        ja: `何も預けていません。ご自分のデータなら、画面から預けて、そのしるしを付けてください: ${publicUrl}/deposits`,
        en: `Nothing was deposited. If it is yours, deposit it on the page and tick the box: ${publicUrl}/deposits`,
      }
    case 'nothing-chosen':
      return {
        ja: 'とくに大切な情報は --also で名前を挙げたものだけをお預かりします。',
        en: 'Of what is sensitive, only what --also names is kept.',
      }
    case 'several-people':
    case 'no-such-person':
      return {
        ja: `--person で番号を指定してください: ${people?.join('、') ?? ''}`,
        en: `Give the number with --person: ${people?.join(', ') ?? ''}`,
      }
    default:
      return undefined
  }
}
