import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveCity, startingMs, type ServedCity } from '../../test/support/service.ts'
import { join } from '../../test/support/staff.ts'
import { typing } from '../../test/support/typing.ts'
import { staffMembers, type StaffId } from '../identity/index.ts'
import { lockInstance } from '../platform/instance-lock.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
}, startingMs)
afterAll(() => city.close())

const azukari = (typed: string) => typing(typed, city.environment)

describe('azukari invite-administrator', () => {
  it('prints the address of an invitation, which brings an administrator in', async () => {
    const { stdout, status } = await azukari('invite-administrator --name 青葉一郎 --json')
    expect(status).toBe(0)
    const printed = JSON.parse(stdout) as { address: string; expiresAt: string }
    const { origin, pathname, hash } = new URL(printed.address)
    expect([origin, pathname]).toEqual([new URL(city.config.publicUrl).origin, '/city/invited'])
    const [member] = await staffMembers(city.tenant)
    expect(member).toMatchObject({ role: 'administrator', standing: 'invited' })
    const expiresAt = new Date(printed.expiresAt)
    await join(city.tenant, { staffId: member?.staffId as StaffId, token: hash.slice(1), expiresAt })
    expect(await staffMembers(city.tenant)).toMatchObject([{ standing: 'active' }])
  })

  it('is at the address of the ./start that runs, also on a port that is not given here', async () => {
    const lock = await lockInstance(city.config.dataDirectory)
    if (!lock.ok) throw new Error(lock.because)
    lock.announce('http://localhost:4870')
    const { stdout } = await azukari('invite-administrator --name 青葉三郎')
    await lock.release()
    expect(stdout).toMatch(/^http:\/\/localhost:4870\/city\/invited#/u)
    const without = await azukari('invite-administrator --name 青葉四郎')
    expect(without.stdout).toContain(`${city.config.publicUrl}/city/invited#`)
  })

  it('says to whom to give it', async () => {
    const { stdout } = await azukari('invite-administrator --name 青葉二郎')
    expect(stdout).toMatch(/^http\S+\/city\/invited#[\w-]{43}\n本人だけに渡してください/u)
  })

  it.each([
    ['invite-administrator', '--name <name> を指定してください。'],
    [`invite-administrator --name ${'あ'.repeat(61)}`, '--name <name> の値が正しくありません。'],
  ])('%s is called wrongly', async (typed, said) => {
    const { stderr, status } = await azukari(typed)
    expect([status, stderr.split('\n')[0]]).toEqual([2, said])
  })

  it('is about a city that there is', async () => {
    const { stderr, status } = await azukari('invite-administrator --name 青葉 --city nowhere')
    expect([status, stderr]).toEqual([1, expect.stringContaining('Choose one city with --city')])
  })
})
