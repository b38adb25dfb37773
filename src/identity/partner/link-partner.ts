import { setTimeout as sleep } from 'node:timers/promises'
import { refuse, systemClock, type Personal, type Refusal } from '../../kernel/index.ts'
import { leaveNotice } from '../../notices/index.ts'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { isTakingPart } from '../../residents/index.ts'
import { putLinksEnded, thenKept } from '../ends/put-end.ts'
import { selectProgram } from '../program/store.ts'
import { lockWaysIn } from '../store.ts'
import { hashOfToken } from '../token.ts'
import { hashOfCode, hashOfKey, linkIdOf, linkSecretOf, type LinkCode } from './link-code.ts'
import { atMost, chosenOf, endOfPartnerLink, mayBring } from './rules.ts'
import {
  countOne,
  deleteCode,
  deleteLinksTo,
  insertLink,
  selectCode,
  selectLinkByKey,
  type PartnerLink,
} from './store.ts'

type City = Pick<Tenant, 'database' | 'clock' | 'keys' | 'journal'>

/** An answer comes no earlier, whichever it is. */
const answerAfterMs = 500
const minuteMs = 60_000

export interface Linked {
  ok: true
  /** What the partner names the link by, and all it is told of whose it is. */
  linkId: string
  link: PartnerLink
}

interface Shown {
  programId: string
  /** Undefined for what can be none. */
  code: Personal<LinkCode> | undefined
  idempotencyKey: string
}

/**
 * A partner shows a code that somebody typed there. Mistyped, used, over, of another partner, and of somebody who has left are
 * one answer, after the same time; a try counts before the code is looked at.
 */
export async function linkPartner(
  tenant: City,
  shown: Shown,
  now = systemClock.now(),
): Promise<Linked | Refusal<'link-code-refused' | 'partner-too-often' | 'key-used'>> {
  const earliest = performance.now() + answerAfterMs
  const outcome = await thenKept(tenant.journal, lookAt(tenant, shown, now))
  await sleep(Math.max(0, earliest - performance.now()))
  return outcome
}

async function lookAt(tenant: City, { programId, code: typed, idempotencyKey }: Shown, now: Date) {
  const beginsAt = new Date(Math.floor(now.getTime() / minuteMs) * minuteMs)
  const tries = await countOne(tenant.database, { programId, what: 'codes', beginsAt })
  if (tries > atMost.codesAMinute) return refuse('partner-too-often')
  if (!typed) return refuse('link-code-refused')
  const secret = await linkSecretOf(tenant)
  const code = typed.reveal()
  const linkId = linkIdOf(secret, { programId, idempotencyKey, code })
  const of = {
    programId,
    codeHash: hashOfCode(secret, code),
    keyHash: hashOfKey(secret, programId, idempotencyKey),
    linkHash: hashOfToken(linkId),
    now,
  }
  return inTransaction(
    tenant.database,
    async (client): Promise<Linked | Refusal<'link-code-refused' | 'key-used'>> => {
      const before = await selectLinkByKey(client, of)
      if (before)
        return before.linkHash.equals(of.linkHash) ? { ok: true, linkId, link: before } : refuse('key-used')
      const link = await useCode(tenant, client, of)
      return link ? { ok: true, linkId, link } : refuse('link-code-refused')
    },
  )
}

interface Hashed {
  programId: string
  codeHash: Buffer
  keyHash: Buffer
  linkHash: Buffer
  now: Date
}

async function useCode(
  { clock }: Pick<Tenant, 'clock'>,
  client: Queryable,
  { programId, codeHash, keyHash, linkHash, now }: Hashed,
): Promise<PartnerLink | undefined> {
  const code = await selectCode(client, codeHash)
  if (!code || code.programId !== programId || code.expiresAt <= now) return undefined
  const { residentId } = code
  await lockWaysIn(client, residentId)
  if (!(await deleteCode(client, codeHash))) return undefined
  if (!(await isTakingPart(client, residentId))) return undefined
  const items = chosenOf(mayBring(await selectProgram(client, programId)), code.items)
  if (items.length === 0) return undefined
  const link = { residentId, programId, items, linkHash, linkedAt: now, endsAt: endOfPartnerLink(now) }
  // Linked anew: what this partner had of them ends.
  await putLinksEnded(client, 'partner-link', await deleteLinksTo(client, residentId, programId))
  await insertLink(client, { ...link, keyHash })
  await leaveNotice(client, residentId, { kind: 'partner-linked' }, clock.now())
  return link
}
