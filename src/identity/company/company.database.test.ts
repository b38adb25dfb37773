import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Authenticator } from '../../../test/support/authenticator.ts'
import {
  aCompany,
  anApplication,
  invitationOf,
  joinAsPerson,
  type TestPerson,
} from '../../../test/support/company.ts'
import { siteOf } from '../../../test/support/staff.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { newId, Personal } from '../../kernel/index.ts'
import {
  acceptCompany,
  companiesThat,
  findVendor,
  isActive,
  registeredCompany,
  saveVendor,
  turnDownCompany,
  type VendorId,
} from '../../vendors/index.ts'
import { acceptCompanyInvitation, askInvitedPerson } from './accept-company-invitation.ts'
import { endPerson, invitePerson, invitePersonAgain } from './change-persons.ts'
import { findCompanySession } from './company-session.ts'
import { companyActs, companyPersons } from './find-persons.ts'
import type { CompanyInvitation } from './invitation.ts'
import { registerCompany } from './register-company.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await createTestTenant()
})
afterAll(() => tenant.close())

const hour = 60 * 60_000
const fromNow = (ms: number) => new Date(Date.now() + ms)
const inAYear = () => new Date(tenant.clock.now().getTime() + 365 * 24 * hour)
const by = newId<never>()
const outcomeOf = (outcome: { ok: true } | { ok: false; because: string }) => outcome.ok || outcome.because

async function accept({ token }: CompanyInvitation, at = new Date()) {
  const site = siteOf(tenant)
  const asked = await askInvitedPerson(tenant, site, token, at)
  const answer = asked ? new Authenticator(site.origin).make(asked) : ''
  const accepted = await acceptCompanyInvitation(tenant, site, { token, answer }, at)
  return accepted.ok ? 'comes in' : accepted.because
}

/** One more person of the same company. */
async function colleagueOf(person: TestPerson): Promise<TestPerson> {
  const invited = await invitePerson(tenant, person, new Personal('担当 二郎'))
  if (!invited.ok) throw new Error(invited.because)
  return { ...(await joinAsPerson(tenant, invited.invitation)), vendorId: person.vendorId }
}

/** What both begin while somebody holds these rows, until both wait for them; then they go on. */
async function atOnce<Outcome>(
  rows: string,
  id: string,
  begin: () => Promise<Outcome>[],
): Promise<Outcome[]> {
  const holder = await tenant.database.connect()
  await holder.query('begin')
  await holder.query(`${rows} for update`, [id])
  const both = Promise.all(begin())
  for (let waiting = 0; waiting < 2; await sleep(5)) {
    const { rowCount } = await tenant.database.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    waiting = rowCount ?? 0
  }
  await holder.query('commit')
  holder.release()
  return both
}

describe('A company that registers', () => {
  it('is an applicant, which nothing is served to', async () => {
    const { vendorId } = await aCompany(tenant, { accepted: false })
    const vendor = await findVendor(tenant.database, vendorId)
    expect(vendor?.standing).toBe('applicant')
    expect(isActive(vendor!, tenant.clock.now())).toBe(false)
    expect(isActive({ ...vendor!, standing: 'active' }, tenant.clock.now())).toBe(false)
  })

  it('under a number that is known already is told the same, and the city sees both', async () => {
    const first = await aCompany(tenant, { accepted: false })
    const before = (await registeredCompany(tenant, first.vendorId))?.registration?.others ?? 0
    const registered = await registerCompany(tenant, anApplication('名のり だけ'))
    expect(registered.ok).toBe(true)
    expect((await registeredCompany(tenant, first.vendorId))?.registration?.others).toBe(before + 1)
  })

  it('is one of at most 200 a day', async () => {
    const other = await createTestTenant()
    await other.database.query(
      `insert into vendors.vendors (vendor_id, profile, standing, contract_until)
       select gen_random_uuid(), '{}', 'ended', $1 from generate_series(1, 200)`,
      [other.clock.now()],
    )
    await other.database.query(
      `insert into vendors.registrations select vendor_id, '7000012050002', '{}', $1 from vendors.vendors`,
      [other.clock.now()],
    )
    expect(outcomeOf(await registerCompany(other, anApplication()))).toBe('registers-closed')
    other.clock.advance(24 * hour + 1)
    expect(outcomeOf(await registerCompany(other, anApplication()))).toBe(true)
    await other.close()
  })
})

describe('The city', () => {
  it('accepts a company once, until a day, on the record', async () => {
    const { vendorId } = await aCompany(tenant, { accepted: false })
    const until = inAYear()
    expect(outcomeOf(await acceptCompany(tenant, { by, vendorId }, until))).toBe(true)
    const company = await registeredCompany(tenant, vendorId)
    expect(company).toMatchObject({ standing: 'active', contractUntil: until })
    expect(company?.decision).toMatchObject({ kind: 'accepted', staffId: by, contractUntil: until })
    expect(outcomeOf(await acceptCompany(tenant, { by, vendorId }, until))).toBe('decided-already')
    expect(outcomeOf(await turnDownCompany(tenant, { by, vendorId }, '理由'))).toBe('decided-already')
  })

  it('turns one down with a reason, which it reads', async () => {
    const { vendorId } = await aCompany(tenant, { accepted: false })
    expect(outcomeOf(await turnDownCompany(tenant, { by, vendorId }, ' '))).toBe('no-reason-given')
    expect(outcomeOf(await turnDownCompany(tenant, { by, vendorId }, 'x'.repeat(501)))).toBe(
      'no-reason-given',
    )
    expect(outcomeOf(await turnDownCompany(tenant, { by, vendorId }, '登記が見つかりません'))).toBe(true)
    const company = await registeredCompany(tenant, vendorId)
    expect(company).toMatchObject({ standing: 'ended', decision: { reason: '登記が見つかりません' } })
    expect(outcomeOf(await acceptCompany(tenant, { by, vendorId }, inAYear()))).toBe('decided-already')
  })

  it('decides once, also when two do at the same moment', async () => {
    const { vendorId } = await aCompany(tenant, { accepted: false })
    const decided = await atOnce('select from vendors.vendors where vendor_id = $1', vendorId, () => [
      acceptCompany(tenant, { by, vendorId }, inAYear()),
      turnDownCompany(tenant, { by, vendorId }, '理由'),
    ])
    expect(decided.map(outcomeOf).toSorted()).toEqual(['decided-already', true])
  })

  it('accepts none without an end of the contract that is still to come', async () => {
    const { vendorId } = await aCompany(tenant, { accepted: false })
    for (const until of [tenant.clock.now(), new Date(0), new Date('?')])
      expect(outcomeOf(await acceptCompany(tenant, { by, vendorId }, until))).toBe('bad-contract-day')
    expect((await findVendor(tenant.database, vendorId))?.standing).toBe('applicant')
  })

  it('knows nothing of a company that is not there', async () => {
    const nobody = { by, vendorId: newId<VendorId>() }
    expect(outcomeOf(await acceptCompany(tenant, nobody, inAYear()))).toBe('unknown-company')
    expect(await registeredCompany(tenant, nobody.vendorId)).toBeUndefined()
  })

  it('finds each company once, page by page', async () => {
    const city = await createTestTenant()
    for (let made = 0; made < 53; made += 1) await invitationOf(city, `会社 ${made}`)
    for (const which of ['wait', 'were-decided-on'] as const) {
      if (which === 'were-decided-on')
        await city.database.query(`update vendors.vendors set standing = 'ended'`)
      const first = await companiesThat(city, which, undefined)
      const second = await companiesThat(city, which, first.next)
      const ids = [...first.companies, ...second.companies].map(({ vendorId }) => vendorId)
      expect([ids.length, new Set(ids).size, second.next]).toEqual([53, 53, undefined])
    }
    await city.close()
  })
})

describe('An invitation of a company', () => {
  it('is good once', async () => {
    const invitation = await invitationOf(tenant)
    expect(await accept(invitation)).toBe('comes in')
    expect(await accept(invitation)).toBe('bad-company-invitation')
  })

  it('is good for 72 hours', async () => {
    const invitation = await invitationOf(tenant)
    expect(await accept(invitation, fromNow(72 * hour + 1_000))).toBe('bad-company-invitation')
    expect(await accept(invitation, fromNow(71 * hour))).toBe('comes in')
  })

  it('is good no more when another was made, or the person has ended', async () => {
    const person = await aCompany(tenant)
    const invited = await invitePerson(tenant, person, new Personal('担当 三郎'))
    if (!invited.ok) throw new Error(invited.because)
    const { personId } = invited.invitation
    const again = await invitePersonAgain(tenant, person, personId)
    if (!again.ok) throw new Error(again.because)
    expect(await accept(invited.invitation)).toBe('bad-company-invitation')
    await endPerson(tenant, person, personId)
    expect(await accept(again.invitation)).toBe('bad-company-invitation')
  })
})

describe('A person of a company', () => {
  it('who is ended is out at once, and their passkey opens nothing more', async () => {
    const person = await aCompany(tenant)
    const colleague = await colleagueOf(person)
    expect(await findCompanySession(tenant, colleague.session)).toBeDefined()
    expect(outcomeOf(await endPerson(tenant, person, colleague.personId))).toBe(true)
    expect(await findCompanySession(tenant, colleague.session)).toBeUndefined()
    const { rows } = await tenant.database.query('select from identity.passkeys where owner_id = $1', [
      colleague.personId,
    ])
    expect(rows).toHaveLength(0)
  })

  it('who is invited again and comes back finds the sign-ins of before ended: a key may have been stolen', async () => {
    const person = await aCompany(tenant)
    const colleague = await colleagueOf(person)
    const again = await invitePersonAgain(tenant, person, colleague.personId)
    if (!again.ok) throw new Error(again.because)
    await joinAsPerson(tenant, again.invitation)
    expect(await findCompanySession(tenant, colleague.session)).toBeUndefined()
  })

  it('is always left: of two who end each other at the same moment one stays', async () => {
    const person = await aCompany(tenant)
    const colleague = await colleagueOf(person)
    const theirs = 'select from identity.company_persons where vendor_id = $1 order by person_id'
    const ended = await atOnce(theirs, person.vendorId, () => [
      endPerson(tenant, person, colleague.personId),
      endPerson(tenant, colleague, person.personId),
    ])
    expect(ended.map(outcomeOf).toSorted()).toEqual(['company-at-rest', true])
    const standings = (await companyPersons(tenant, person.vendorId)).map(({ standing }) => standing)
    expect(standings).toEqual(['active', 'ended'])
  })

  it('does nothing to a person of another company: they are nobody', async () => {
    const [ours, theirs] = [await aCompany(tenant), await aCompany(tenant)]
    expect(outcomeOf(await endPerson(tenant, ours, theirs.personId))).toBe('unknown-person')
    expect(outcomeOf(await invitePersonAgain(tenant, ours, theirs.personId))).toBe('unknown-person')
    expect(outcomeOf(await endPerson(tenant, ours, newId()))).toBe('unknown-person')
    expect(await findCompanySession(tenant, theirs.session)).toBeDefined()
  })

  it('invites up to twenty, also two who invite at the same moment', async () => {
    const person = await aCompany(tenant)
    for (let persons = 1; persons < 19; persons += 1) await invitePerson(tenant, person, new Personal('担当'))
    const invited = await Promise.all([1, 2].map(() => invitePerson(tenant, person, new Personal('担当'))))
    expect(invited.map(outcomeOf).toSorted()).toEqual(['too-many-persons', true])
  })

  it('changes nothing of a company that was turned down or suspended, and may still read', async () => {
    const person = await aCompany(tenant)
    const vendor = await findVendor(tenant.database, person.vendorId)
    for (const standing of ['suspended', 'ended'] as const) {
      await saveVendor(tenant.database, { ...vendor!, standing })
      expect(outcomeOf(await invitePerson(tenant, person, new Personal('担当')))).toBe('company-at-rest')
      expect(await findCompanySession(tenant, person.session)).toMatchObject({ companyStanding: standing })
    }
  })

  it('leaves a line in the ledger for each act, with who did it', async () => {
    const person = await aCompany(tenant)
    const colleague = await colleagueOf(person)
    await endPerson(tenant, person, colleague.personId)
    const acts = (await companyActs(tenant, person.vendorId)).map(({ kind, by: who, personId }) => [
      kind,
      who,
      personId,
    ])
    expect(acts).toHaveLength(5)
    expect(acts).toEqual(
      expect.arrayContaining([
        ['registered', null, person.personId],
        ['joined', person.personId, person.personId],
        ['invited', person.personId, colleague.personId],
        ['joined', colleague.personId, colleague.personId],
        ['ended', person.personId, colleague.personId],
      ]),
    )
  })
})
