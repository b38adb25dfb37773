import { setTimeout as sleep } from 'node:timers/promises'
import { putMailAddress } from '../../src/identity/index.ts'
import { newId, Personal } from '../../src/kernel/index.ts'
import { inTransaction } from '../../src/platform/database/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import { aResident } from './city.ts'
import type { TestMailbox } from './mail.ts'

/** A resident who has shown that this mailbox is theirs. */
export async function aMailHolder(tenant: Tenant): Promise<{ residentId: ResidentId; email: string }> {
  const residentId = await aResident(tenant)
  const email = `${newId()}@mail.example`
  await holdMailbox(tenant, residentId, email)
  return { residentId, email }
}

export async function holdMailbox(tenant: Tenant, residentId: ResidentId, email: string): Promise<void> {
  const put = await inTransaction(tenant.database, (client) =>
    putMailAddress(tenant, client, residentId, new Personal(email)),
  )
  if (!put.ok) throw new Error(put.because)
}

/** The figures in the newest mail to this address; it comes after the page that says so. */
export async function codeSentTo(mailbox: TestMailbox, email: string, sentBefore = 0): Promise<string> {
  for (let looks = 0; looks < 200; looks += 1) {
    const mails = mailbox.received.filter(({ to }) =>
      to.some((each) => each.toLowerCase() === email.toLowerCase()),
    )
    const code = /^\d{4} \d{4}$/mu.exec(mails[sentBefore]?.text ?? '')?.[0]
    if (code !== undefined) return code.replace(' ', '')
    await sleep(10)
  }
  throw new Error('no code has come')
}

/** Eight figures that are not these. */
export function wrongCode(code: string, turn = 1): string {
  return String((Number(code) + turn) % 100_000_000).padStart(8, '0')
}
