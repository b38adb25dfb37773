import { z } from 'zod'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import { knowEntry, type JournalEntry } from '../../platform/stop-journal/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { residentIdSchema } from '../../residents/index.ts'
import { deleteAppLink } from '../app/link-store.ts'
import { insertAppAct, selectApp } from '../app/store.ts'
import { noteKey } from '../client-key-store.ts'
import { personIdSchema } from '../company/company-person.ts'
import { deleteInvitationOfPerson } from '../company/invitation.ts'
import { updateKeys } from '../company/program-store.ts'
import { deleteSessionsOfPerson } from '../company/session-store.ts'
import { updatePersonStanding } from '../company/store.ts'
import { deleteAddressesUntil } from '../sent-code/address-store.ts'
import { deleteLinksUntil } from '../outside-provider/store.ts'
import { deleteOwnPasskey } from '../own-passkey/store.ts'
import { deleteLink } from '../partner/store.ts'
import type { PasskeyOwner } from '../passkey/passkey.ts'
import { deletePasskey } from '../passkey/store.ts'
import { insertProgramAct, selectProgram } from '../program/store.ts'
import { deleteShareCode } from '../share-code/store.ts'
import { thumbprintOf } from '../public-keys.ts'
import { deleteInvitationOf } from '../staff/invitation.ts'
import { deleteSessionsOfMember } from '../staff/session-store.ts'
import { staffIdSchema } from '../staff/staff.ts'
import { updateStanding } from '../staff/store.ts'
import { deleteSessionsOf, selectClient, updateClientEnded } from '../store.ts'
import { endable, insertEnd, type Ended } from './store.ts'

const endedSchema = z.strictObject({
  what: z.enum(endable),
  which: z.string().max(400),
  endedAt: z.iso.datetime().transform((text) => new Date(text)),
})

/** Ends again what an older database has brought back. Safe to repeat; what is not there is none the less written down. */
export async function endAgain(tenant: Pick<Tenant, 'database'>, { entryId, of }: JournalEntry) {
  const { what, which, endedAt } = endedSchema.parse(of)
  await inTransaction(tenant.database, async (client) => {
    await again[what](client, which, endedAt)
    await insertEnd(client, { endId: entryId, what, which, endedAt })
    await knowEntry(client, entryId)
  })
}

const again: Readonly<
  Record<Ended['what'], (client: Queryable, which: string, endedAt: Date) => Promise<void>>
> = {
  passkey: async (client, which) => {
    const hash = Buffer.from(which, 'hex')
    const owner = await deletePasskey(client, hash)
    if (owner) await shutOut(client, owner, hash)
  },
  mailbox: async (client, which, endedAt) => {
    const residentId = residentIdSchema.parse(which)
    await deleteAddressesUntil(client, residentId, endedAt)
    await deleteSessionsOf(client, residentId)
  },
  'outside-link': async (client, which, endedAt) => {
    const residentId = residentIdSchema.parse(which)
    await deleteLinksUntil(client, residentId, endedAt)
    await deleteSessionsOf(client, residentId)
  },
  staff: async (client, which) => {
    const staffId = staffIdSchema.parse(which)
    await updateStanding(client, staffId, 'ended')
    await deleteSessionsOfMember(client, staffId)
    await deleteInvitationOf(client, staffId)
  },
  'company-person': async (client, which) => {
    const personId = personIdSchema.parse(which)
    await updatePersonStanding(client, personId, 'ended')
    await deleteSessionsOfPerson(client, personId)
    await deleteInvitationOfPerson(client, personId)
  },
  program: (client, which, endedAt) => changeProgram(client, which, endedAt, () => false),
  'program-key': async (client, which, endedAt) => {
    const [programId, ended] = keySchema.parse(JSON.parse(which))
    await changeProgram(client, programId, endedAt, (thumbprint) => thumbprint !== ended)
  },
  client: updateClientEnded,
  'client-key': endKey,
  app: async (client, which, happenedAt) => {
    const now = await selectApp(client, which)
    if (!now || now.kind === 'ended') return
    await insertAppAct(client, {
      ...now,
      by: null,
      number: now.number + 1,
      happenedAt,
      kind: 'ended',
      scopes: [],
    })
  },
  'app-link': async (client, which) => {
    await deleteAppLink(client, Buffer.from(which, 'hex'))
  },
  'partner-link': (client, which) => deleteLink(client, Buffer.from(which, 'hex')),
  share: (client, which) => deleteShareCode(client, Buffer.from(which, 'hex')),
}

/** A program without a key is ended: nobody proves it any more. */
async function changeProgram(
  client: Queryable,
  programId: string,
  happenedAt: Date,
  isGood: (thumbprint: string) => boolean,
): Promise<void> {
  const now = await selectProgram(client, programId)
  if (!now || now.kind === 'ended') return
  const thumbprints = await Promise.all(now.jwks.keys.map(thumbprintOf))
  const keys = now.jwks.keys.filter((_, place) => isGood(thumbprints[place] ?? ''))
  if (keys.length === now.jwks.keys.length) return
  const act = { ...now, by: null, number: now.number + 1, happenedAt }
  await insertProgramAct(
    client,
    keys.length > 0
      ? { ...act, kind: 'keys-changed', jwks: { keys } }
      : { ...act, kind: 'ended', scopes: [] },
  )
}

/** Whoever was shut out by it is not in by it. */
async function shutOut(client: Queryable, { kind, id }: PasskeyOwner, hash: Buffer): Promise<void> {
  if (kind === 'staff') return deleteSessionsOfMember(client, staffIdSchema.parse(id))
  if (kind === 'company') return deleteSessionsOfPerson(client, personIdSchema.parse(id))
  const residentId = residentIdSchema.parse(id)
  await deleteOwnPasskey(client, residentId, hash)
  await deleteSessionsOf(client, residentId)
}

const keySchema = z.tuple([z.string(), z.string()])

/** The key that took its place may be one that this database has never seen: then nobody proves the program any more. */
async function endKey(client: Queryable, which: string, endedAt: Date): Promise<void> {
  const [clientId, keyId] = keySchema.parse(JSON.parse(which))
  const program = await selectClient(client, clientId)
  const retired = program?.jwks.keys.find(({ kid }) => kid === keyId)
  if (!program || !retired) return
  await noteKey(client, clientId, retired, { retiredAt: endedAt })
  const keys = program.jwks.keys.filter((key) => key !== retired)
  await (keys.length > 0 ? updateKeys(client, clientId, { keys }) : updateClientEnded(client, clientId))
}
