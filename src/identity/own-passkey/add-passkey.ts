import type { FastifyRequest } from 'fastify'
import { Personal, refuse, systemClock, type Refusal } from '../../kernel/index.ts'
import { leaveNotice } from '../../notices/index.ts'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import { findResident, type ResidentId } from '../../residents/index.ts'
import { residentOf } from '../at-the-door.ts'
import type { Passkey, PasskeyOwner } from '../passkey/passkey.ts'
import { askForNewPasskey, readNewPasskey } from '../passkey/register.ts'
import { siteOf } from '../passkey/site-of.ts'
import { insertPasskey, selectPasskey } from '../passkey/store.ts'
import type { RecentProof } from '../recent-proof/proof.ts'
import { lockWaysIn, selectSession } from '../store.ts'
import { sealId } from './credential-id.ts'
import { ownPasskeys } from './own-passkeys.ts'
import { sealName } from './passkey-name.ts'
import { mayAddPasskey } from './rules.ts'
import { countOwnPasskeys, insertPasskeyName } from './store.ts'

type Proof = RecentProof<'change-ways-in'>

const ownerOf = (residentId: ResidentId): PasskeyOwner => ({ kind: 'resident', id: residentId })

/** What the browser asks the authenticator of a resident. Where a family shares it, it tells them apart by their names. */
export async function askForOwnPasskey(request: FastifyRequest, { residentId }: Proof) {
  const { tenant } = request
  const resident = await findResident(tenant, residentId)
  const name = new Personal(resident?.identity.reveal().name ?? '')
  const has = (await ownPasskeys(tenant, residentId)).flatMap(({ id }) => id ?? [])
  const asked = { owner: ownerOf(residentId), name, has }
  return askForNewPasskey(tenant.database, siteOf(request), asked, systemClock.now())
}

/** One more way in of their own, for who has just shown who they are; they are told. */
export async function addOwnPasskey(
  request: FastifyRequest,
  { residentId }: Proof,
  { name, answer }: { name: Personal<string>; answer: string },
): Promise<{ ok: true } | Refusal<'bad-passkey' | 'too-many-passkeys' | 'passkey-there-already'>> {
  const { tenant } = request
  const now = systemClock.now()
  const owner = ownerOf(residentId)
  const passkey = await readNewPasskey(tenant.database, siteOf(request), owner, answer, now)
  const keys = await tenant.keys.find(residentId)
  if (!passkey || !keys?.has('identity')) return refuse('bad-passkey')
  const { id, credentialHash } = passkey
  return inTransaction(tenant.database, async (client) => {
    await lockWaysIn(client, residentId)
    if (!(await isStillIn(client, request))) return refuse('bad-passkey')
    if (!mayAddPasskey(await countOwnPasskeys(client, residentId))) return refuse('too-many-passkeys')
    if (!(await insertPasskey(client, passkey, now)))
      return refuse((await isTheirs(client, passkey)) ? 'passkey-there-already' : 'bad-passkey')
    const sealedName = sealName(keys, credentialHash, name)
    const sealedId = sealId(keys, credentialHash, id)
    await insertPasskeyName(client, { residentId, credentialHash, sealedName, sealedId })
    await leaveNotice(client, residentId, { kind: 'passkey-added' }, tenant.clock.now())
    return { ok: true }
  })
}

/** That somebody else has it, nobody is told. */
async function isTheirs(client: Queryable, { credentialHash, owner }: Passkey): Promise<boolean> {
  const there = await selectPasskey(client, credentialHash)
  return there?.owner.kind === owner.kind && there.owner.id === owner.id
}

/** Whoever has lost their card ends every session with it, and every passkey: none is made by a session of before. */
async function isStillIn(client: Queryable, request: FastifyRequest): Promise<boolean> {
  return (await selectSession(client, residentOf(request).sessionHash)) !== undefined
}
