import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Authenticator } from '../../../test/support/authenticator.ts'
import { aMember, anAdministrator, join, siteOf } from '../../../test/support/staff.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { Personal } from '../../kernel/index.ts'
import { forgetExpired } from '../forget-expired.ts'
import { acceptInvitation, askInvited } from './accept-invitation.ts'
import { appointStaff, inviteAdministrator } from './appoint-staff.ts'
import { changeRole, endStaff, inviteAgain } from './change-staff.ts'
import { staffActs, staffMembers } from './find-staff.ts'
import type { Invitation } from './invitation.ts'
import { findStaffSession, startStaffSession } from './staff-session.ts'
import { lockMembers } from './store.ts'
import type { StaffId } from './staff.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await createTestTenant()
})
afterAll(() => tenant.close())

const hour = 60 * 60_000
const fromNow = (ms: number) => new Date(Date.now() + ms)
const name = new Personal('窓口 花子')

async function invited(role: 'counter' | 'administrator' = 'counter'): Promise<Invitation> {
  const { staffId: by } = await anAdministrator(tenant)
  const appointed = await appointStaff(tenant, by, { name, role })
  if (!appointed.ok) throw new Error(appointed.because)
  return appointed.invitation
}

/** What who holds this token is told. */
async function accept({ token }: Invitation, at = new Date()) {
  const site = siteOf(tenant)
  const asked = await askInvited(tenant, site, token, at)
  const answer = asked ? new Authenticator(site.origin).make(asked) : ''
  const accepted = await acceptInvitation(tenant, site, { token, answer }, at)
  return accepted.ok ? 'comes in' : accepted.because
}

/** Until so many connections wait for a lock. */
async function waiting(count: number): Promise<void> {
  for (;;) {
    const { rowCount } = await tenant.database.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rowCount === count) return
    await sleep(5)
  }
}

const rolesOf = async (staffId: StaffId) =>
  (await staffMembers(tenant)).find((member) => member.staffId === staffId)

describe('An invitation', () => {
  it('is good once', async () => {
    const invitation = await invited()
    expect(await accept(invitation)).toBe('comes in')
    expect(await accept(invitation)).toBe('bad-invitation')
  })

  it('is good once, also for two who come at the same moment', async () => {
    const { token, staffId } = await invited()
    const site = siteOf(tenant)
    const asked = [await askInvited(tenant, site, token), await askInvited(tenant, site, token)]
    const answers = asked.map((one) => (one ? new Authenticator(site.origin).make(one) : ''))
    // Both have looked at the invitation, and wait for somebody who holds the member.
    const holder = await tenant.database.connect()
    await holder.query('begin')
    await lockMembers(holder, [staffId])
    const coming = Promise.all(answers.map((answer) => acceptInvitation(tenant, site, { token, answer })))
    await waiting(2)
    await holder.query('commit')
    holder.release()
    const accepted = await coming
    expect(accepted.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('is good for 72 hours', async () => {
    const [late, inTime] = [await invited(), await invited()]
    expect(await accept(late, fromNow(72 * hour + 1000))).toBe('bad-invitation')
    expect(await accept(inTime, fromNow(72 * hour - 60_000))).toBe('comes in')
  })

  it('of who has ended is good no more', async () => {
    const invitation = await invited()
    const { staffId: by } = await anAdministrator(tenant)
    expect(await endStaff(tenant, { by, staffId: invitation.staffId })).toEqual({ ok: true })
    expect(await accept(invitation)).toBe('bad-invitation')
  })

  it('ends with the next one', async () => {
    const invitation = await invited()
    const { staffId: by } = await anAdministrator(tenant)
    const again = await inviteAgain(tenant, { by, staffId: invitation.staffId })
    if (!again.ok) throw new Error(again.because)
    expect(await accept(invitation)).toBe('bad-invitation')
    expect(await accept(again.invitation)).toBe('comes in')
  })

  it('is kept as a hash only', async () => {
    const { token } = await invited()
    const { rows } = await tenant.database.query('select i::text from identity.staff_invitations i')
    for (const bytes of [Buffer.from(token), Buffer.from(token, 'base64url')])
      expect(JSON.stringify(rows)).not.toContain(bytes.toString('hex'))
  })

  it('wants the passkey that was asked for, and stays good when another is given', async () => {
    const [mine, other] = [await invited(), await invited()]
    const site = siteOf(tenant)
    const asked = await askInvited(tenant, site, other.token)
    const answer = asked ? new Authenticator(site.origin).make(asked) : ''
    expect(await acceptInvitation(tenant, site, { token: mine.token, answer })).toEqual({
      ok: false,
      because: 'bad-passkey',
    })
    expect(await accept(mine)).toBe('comes in')
  })
})

describe('An administrator', () => {
  it('appoints, changes, invites again and ends; each time it is written down', async () => {
    const { staffId: by } = await anAdministrator(tenant)
    const appointed = await appointStaff(tenant, by, { name, role: 'counter' })
    if (!appointed.ok) throw new Error(appointed.because)
    const { staffId } = await join(tenant, appointed.invitation)
    await changeRole(tenant, { by, staffId, role: 'auditor' })
    await inviteAgain(tenant, { by, staffId })
    await endStaff(tenant, { by, staffId })
    const acts = (await staffActs(tenant)).filter((act) => act.staffId === staffId)
    expect(acts.map(({ kind, by: who, role }) => [kind, who, role]).toSorted()).toEqual(
      [
        ['appointed', by, 'counter'],
        ['ended', by, 'auditor'],
        ['invited-again', by, 'auditor'],
        ['joined', staffId, 'counter'],
        ['role-changed', by, 'auditor'],
      ].toSorted(),
    )
  })

  it('cannot do any of it to themselves, so the last one stays', async () => {
    const { staffId: by } = await anAdministrator(tenant)
    const no = { ok: false, because: 'not-yourself' }
    expect(await endStaff(tenant, { by, staffId: by })).toEqual(no)
    expect(await changeRole(tenant, { by, staffId: by, role: 'auditor' })).toEqual(no)
    expect(await inviteAgain(tenant, { by, staffId: by })).toEqual(no)
    expect(await rolesOf(by)).toMatchObject({ role: 'administrator', standing: 'active' })
  })

  it('of two who end each other at the same moment one is left', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = [await anAdministrator(tenant), await anAdministrator(tenant)]
      const between = (by: StaffId, staffId: StaffId) => endStaff(tenant, { by, staffId })
      const ended = await Promise.all([
        between(one.staffId, other.staffId),
        between(other.staffId, one.staffId),
      ])
      expect(ended.filter(({ ok }) => ok)).toHaveLength(1)
    }
  })

  it('who was ended appoints nobody more', async () => {
    const [one, other] = [await anAdministrator(tenant), await anAdministrator(tenant)]
    await endStaff(tenant, { by: one.staffId, staffId: other.staffId })
    expect(await appointStaff(tenant, other.staffId, { name, role: 'counter' })).toEqual({
      ok: false,
      because: 'not-your-role',
    })
  })

  it.each(['counter', 'reviewer', 'auditor'] as const)('is not who is %s', async (role) => {
    const { staffId: by } = await aMember(tenant, role)
    const { staffId } = await anAdministrator(tenant)
    const no = { ok: false, because: 'not-your-role' }
    expect(await appointStaff(tenant, by, { name, role: 'administrator' })).toEqual(no)
    expect(await endStaff(tenant, { by, staffId })).toEqual(no)
    expect(await changeRole(tenant, { by, staffId, role: 'counter' })).toEqual(no)
    expect(await inviteAgain(tenant, { by, staffId })).toEqual(no)
  })

  it('comes from the machine room first', async () => {
    const { staffId } = await join(tenant, await inviteAdministrator(tenant, name))
    expect(await rolesOf(staffId)).toMatchObject({ role: 'administrator', standing: 'active' })
  })
})

describe('A session of staff', () => {
  const member = () => aMember(tenant, 'counter')
  const found = (token: string, at = new Date()) => findStaffSession(tenant, token, at)

  it('knows who it is, and that a passkey was just shown', async () => {
    const { staffId, session } = await member()
    expect(await found(session)).toMatchObject({ staffId, role: 'counter', recentlyProven: true })
    expect(await found(session, fromNow(5 * 60_000 + 1000))).toMatchObject({ recentlyProven: false })
  })

  it('ends after fifteen minutes of silence, and nine hours in any case', async () => {
    const { staffId } = await member()
    const begun = Date.now()
    const session = await startStaffSession(tenant.database, staffId, new Date(begun))
    expect(await found(session, new Date(begun + 15 * 60_000))).toBeUndefined()
    for (let minutes = 14; minutes < 9 * 60; minutes += 14)
      expect(await found(session, new Date(begun + minutes * 60_000)), String(minutes)).toBeDefined()
    expect(await found(session, new Date(begun + 9 * hour))).toBeUndefined()
  })

  it('shows a role that was changed at the next request', async () => {
    const { staffId, session } = await member()
    const { staffId: by } = await anAdministrator(tenant)
    await changeRole(tenant, { by, staffId, role: 'auditor' })
    expect(await found(session)).toMatchObject({ role: 'auditor' })
  })

  it.each([
    ['who is ended', endStaff],
    ['who is invited again', inviteAgain],
  ] as const)('of %s is gone at the next request', async (_who, act) => {
    const { staffId, session } = await member()
    const { staffId: by } = await anAdministrator(tenant)
    await act(tenant, { by, staffId })
    expect(await found(session)).toBeUndefined()
    // Even one that a slower process writes now.
    expect(await found(await startStaffSession(tenant.database, staffId))).toBeUndefined()
  })

  it('is forgotten once its time is over, not before', async () => {
    const { staffId, session } = await member()
    const over = await startStaffSession(tenant.database, staffId, fromNow(-9 * hour - 60_000))
    const count = async () =>
      (await tenant.database.query('select from identity.staff_sessions where staff_id = $1', [staffId]))
        .rowCount
    expect([await count(), await found(over)]).toEqual([2, undefined])
    await forgetExpired(tenant)
    expect(await count()).toBe(1)
    expect(await found(session)).toBeDefined()
  })

  it('is not one that nobody began', async () => {
    expect(await found(Buffer.alloc(32, 1).toString('base64url'))).toBeUndefined()
  })
})

it('No service can change what is in the ledger of staff', async () => {
  for (const sql of [
    `update identity.staff_acts set kind = 'joined'`,
    'delete from identity.staff_acts',
    `update identity.staff set name = 'x'`,
    'delete from identity.staff',
  ])
    await expect(tenant.database.query(sql), sql).rejects.toMatchObject({ code: '42501' })
})
