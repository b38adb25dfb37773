import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { aCityWithApps } from '../../test/support/app.ts'
import { aResident, by } from '../../test/support/city.ts'
import { aLinkCode, recordedDead, TestPartner } from '../../test/support/partner.ts'
import { provenFor } from '../../test/support/proven.ts'
import { eraseEverything } from '../erasure/index.ts'
import {
  askLinkCode,
  endOwnPartner,
  forgetExpired,
  changeScopes,
  endCard,
  endProgram,
  issueCard,
  ownPartners,
} from '../identity/index.ts'
import { hashOfCode, linkSecretOf, makeLinkCode } from '../identity/partner/link-code.ts'
import { insertCode, insertLink } from '../identity/partner/store.ts'
import { hashOfToken } from '../identity/token.ts'
import type { ResidentId } from '../residents/index.ts'
import { comeBack, leave } from '../leaving/index.ts'

const scene = await aCityWithApps()
const { city } = scene
const partner = await TestPartner.registered(scene)
const nothing = '11111111-1111-4111-8111-111111111111'

describe('What ends a link', () => {
  const table: readonly (readonly [string, (of: ResidentId, by: TestPartner) => Promise<unknown>])[] = [
    ['a new card', (of) => issueCard(city, of)],
    ['the loss of a card', (of) => endCard(city, of)],
    [
      'leaving, also for who comes back',
      (of) => leave(city, by(of), 'left').then(() => comeBack(city, by(of))),
    ],
    ['moving away', (of) => leave(city, by(of), 'moved-away')],
    ['death', (of) => recordedDead(city, of)],
    ['erasing everything', (of) => eraseEverything(city, by(of))],
    ['the city, which ends the partner', (_, { programId }) => endProgram(city, null, programId)],
    [
      'the city, which takes its items away',
      (_, { programId }) => changeScopes(city, null, { programId, scopes: ['intake:deposit'] }),
    ],
    ['being linked anew', (of, anew) => anew.linked(of)],
  ]

  it.each(table)('%s: from the next request on', async (name, end) => {
    const own = await aResident(city)
    await issueCard(city, own)
    const its = await TestPartner.registered(scene)
    const link = await its.linked(own)
    expect((await its.look(link, nothing)).body.because).toBe('no-deposit')
    await end(own, its)
    const { rows } = await city.database.query(
      'select link_hash from identity.partner_links where resident_id = $1',
      [own],
    )
    // Those of somebody else’s doing are gone; what the city has ended stays, and opens nothing.
    if (!name.startsWith('the city'))
      expect(rows.map((row) => row.link_hash)).not.toContainEqual(hashOfToken(link))
    const { status, body } = await its.look(link, nothing)
    expect([
      [404, 'no-link'],
      [401, 'bad-token'],
    ]).toContainEqual([status, body.because])
  })

  it('is leaving, also of a code or link that was made in that very moment', async () => {
    const own = await aResident(city)
    await leave(city, by(own), 'left')
    const linkId = randomBytes(32).toString('base64url')
    const linkedAt = new Date()
    await insertLink(city.database, {
      ...{ residentId: own, programId: partner.programId, items: ['activity.steps'] },
      ...{ linkHash: hashOfToken(linkId), keyHash: randomBytes(32), linkedAt },
      endsAt: new Date(linkedAt.getTime() + 86_400_000),
    })
    expect((await partner.look(linkId, nothing)).body.because).toBe('no-link')
    const [code, madeAt] = [makeLinkCode(), new Date()]
    await insertCode(city.database, {
      ...{ residentId: own, programId: partner.programId, items: ['activity.steps'], madeAt },
      codeHash: hashOfCode(await linkSecretOf(city), code),
      expiresAt: new Date(madeAt.getTime() + 60_000),
    })
    expect((await partner.link(code)).status).toBe(422)
  })

  it('by the resident ends a code that waits, too', async () => {
    const own = await aResident(city)
    await partner.linked(own)
    const code = await aLinkCode(city, own, partner.programId)
    const [link] = await ownPartners(city, own)
    expect(await endOwnPartner(city, own, link?.linkHash ?? Buffer.alloc(32))).toBe(true)
    expect((await partner.link(code)).status).toBe(422)
  })

  it('is time: after a year nothing comes by it, and what is over is forgotten', async () => {
    const own = await aResident(city)
    await partner.linked(own)
    const after = (days: number) => new Date(Date.now() + days * 86_400_000)
    expect(await ownPartners(city, own, after(364))).toHaveLength(1)
    expect(await ownPartners(city, own, after(365))).toHaveLength(0)
    await aLinkCode(city, own, partner.programId)
    await forgetExpired(city, after(366))
    for (const table of ['partner_codes', 'partner_links', 'partner_counts']) {
      const { rows } = await city.database.query<{ n: number }>(
        `select count(*)::int as n from identity.${table}`,
      )
      expect(rows[0]?.n, table).toBe(0)
    }
  })

  it('is nothing that begins without a session: a card that was lost has ended it', async () => {
    const own = await aResident(city)
    const wanted = { programId: partner.programId, items: ['activity.steps'] as const }
    const asked = await askLinkCode(city, provenFor('agree', own), {
      ...wanted,
      sessionHash: randomBytes(32),
    })
    expect(asked).toEqual({ ok: false, because: 'not-signed-in' })
  })

  it('is the same for a code that waits', async () => {
    const own = await aResident(city)
    await issueCard(city, own)
    for (const end of [() => issueCard(city, own), () => endCard(city, own)]) {
      const code = await aLinkCode(city, own, partner.programId)
      await end()
      expect((await partner.link(code)).status).toBe(422)
    }
  })

  it('of another partner, made up, and none is one answer', async () => {
    const other = await TestPartner.registered(scene)
    const link = await other.linked(await aResident(city))
    const answers = []
    for (const named of [link, 'x'.repeat(43)]) {
      const { status, body } = await partner.look(named, nothing)
      answers.push(JSON.stringify([status, { ...body, instance: undefined }]))
    }
    expect(new Set(answers).size).toBe(1)
    expect((await other.look(link, nothing)).body.because).toBe('no-deposit')
  })
})
