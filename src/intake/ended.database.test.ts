import { describe, expect, it } from 'vitest'
import { aCityWithApps } from '../../test/support/app.ts'
import { expectNothingOf } from '../../test/support/brought-files.ts'
import { aResident, stepsFile } from '../../test/support/city.ts'
import { TestPartner } from '../../test/support/partner.ts'
import { changeScopes, endOwnPartner, findPartnerLink, ownPartners, stillLinked } from '../identity/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { depositsOf, type ImportId } from '../vault/index.ts'
import { settleBrought } from '../vault/brought.ts'
import { openImport, readImport } from '../vault/receive-deposit.ts'

const scene = await aCityWithApps()
const { city } = scene
const partner = await TestPartner.registered(scene)
const steps = stepsFile({ '2026-11-02': 4321 })
const nothingOf = (residentId: ResidentId) => expectNothingOf(city, residentId)
const endIt = async (of: ResidentId) => {
  const [link] = await ownPartners(city, of)
  if (!link) throw new Error('not linked')
  return endOwnPartner(city, of, link.linkHash)
}
describe('A link that ends while a file waits', () => {
  const waiting = async () => {
    const residentId = await aResident(city)
    const linkId = await partner.linked(residentId)
    const link = await findPartnerLink(city, { programId: partner.programId, linkId })
    if (!link) throw new Error('not linked')
    const opened = await openImport(city, residentId, steps, link)
    if (!opened.ok) throw new Error(opened.because)
    const { importId } = opened
    const read = () => readImport(city, residentId, importId, steps, { only: link.items })
    const settle = () =>
      settleBrought(city, residentId, importId, { ...link, stands: (client) => stillLinked(client, link) })
    return { residentId, importId, read, settle }
  }
  const stateOf = async (of: ResidentId, one: ImportId) =>
    (await depositsOf(city, of)).find(({ importId }) => importId === one)?.state

  it('before it is read, or after: nothing of it is kept', async () => {
    for (const early of [true, false]) {
      const { residentId, importId, read, settle } = await waiting()
      if (early) await endIt(residentId)
      await read()
      if (!early) await endIt(residentId)
      await settle()
      await nothingOf(residentId)
      expect(await stateOf(residentId, importId)).toBe('discarded')
    }
  })

  it('at the same moment: it is kept before that, or not at all', async () => {
    for (let turn = 0; turn < 8; turn += 1) {
      const { residentId, importId, read, settle } = await waiting()
      await read()
      const order: string[] = []
      await Promise.all([settle(), endIt(residentId).then(() => order.push('ended'))])
      const state = await stateOf(residentId, importId)
      expect(['live', 'discarded']).toContain(state)
      if (state === 'discarded') await nothingOf(residentId)
    }
  })

  it('whoever ends it waits for the file that is just being kept', async () => {
    const { residentId } = await waiting()
    const [link] = await ownPartners(city, residentId)
    const client = await city.database.connect()
    await client.query('begin')
    expect(await stillLinked(client, link!)).toBe(true)
    let ended = false
    const ending = endIt(residentId).then(() => (ended = true))
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(ended).toBe(false)
    await client.query('commit')
    client.release()
    await ending
    expect(await ownPartners(city, residentId)).toEqual([])
  })

  it('or the city takes the item away: nothing is kept', async () => {
    const its = await TestPartner.registered(scene)
    const residentId = await aResident(city)
    const linkId = await its.linked(residentId)
    const link = await findPartnerLink(city, { programId: its.programId, linkId })
    const scopes = ['intake:deposit'] as const
    await changeScopes(city, null, { programId: its.programId, scopes, items: ['body.weight'] })
    expect(await stillLinked(city.database, link!)).toBe(false)
  })
})
