import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { aResident, stepsFile } from '../../../../test/support/city.ts'
import type { TestBrowser } from '../../../../test/support/http.ts'
import { openTestPortal } from '../../../../test/support/portal.ts'
import { textOf } from '../../../../test/support/resident-page.ts'
import { contentOf } from '../../../../test/support/send-file.ts'
import { createTestTenant } from '../../../../test/support/tenant.ts'
import { addDays, localDayOf } from '../../../kernel/index.ts'
import { inTransaction, openPool } from '../../../platform/database/index.ts'
import { depositsOf } from '../../../vault/index.ts'
import { filesPerPerson } from '../../../vault/index.ts'

const city = await createTestTenant()
const owner = openPool({ url: city.databases.data.migrate, name: 'test-owner', max: 1 })
const spoolDirectory = await mkdtemp(join(tmpdir(), 'azukari-many-'))
afterAll(async () => {
  await owner.end()
  await city.close()
  await rm(spoolDirectory, { recursive: true })
})

const aPortal = () => openTestPortal(city, { spoolDirectory })

/** More days than are kept at once, so that there is something to stop. */
const days = Array.from({ length: 450 }, (_, ago) => localDayOf(addDays(city.clock.now(), -ago)))
const body = await contentOf(stepsFile(Object.fromEntries(days.map((day, at) => [day, at + 1]))))

async function send(browser: TestBrowser, content = body) {
  await browser.open('/deposits')
  return browser.upload('/deposits', { field: 'file', name: 'export.xml', body: content })
}

/** Whatever is read meanwhile waits before its first records are kept. */
function whileNothingIsKept<T>(work: () => Promise<T>): Promise<T> {
  return inTransaction(owner, async (client) => {
    await client.query('lock table vault.staged_envelopes in exclusive mode')
    return work()
  })
}

/** Uploads that lie on the disk, without a name (Linux tells of them). */
async function spooled(): Promise<number> {
  const targets = (await readdir('/proc/self/fd')).map((fd) =>
    readlink(`/proc/self/fd/${fd}`).catch(() => ''),
  )
  return (await Promise.all(targets)).filter((target) => target.startsWith(spoolDirectory)).length
}

async function untilSpooled(files: number): Promise<void> {
  while ((await spooled()) !== files) await sleep(10)
}

describe('A resident who sends many files at once', () => {
  it(`has ${String(filesPerPerson)} of them taken, is told so of the next, and may send it when one is read`, async () => {
    const portal = await aPortal()
    const [residentId, neighbourId] = [await aResident(city), await aResident(city)]
    const browser = await portal.signedIn(residentId)
    await whileNothingIsKept(async () => {
      for (let file = 0; file < filesPerPerson; file += 1)
        expect((await send(browser)).headers['location']).toMatch(/^\/deposits\/[-0-9a-f]{36}$/u)
      // Too large: had it been taken onto the disk, that would be the answer.
      const refused = await send(browser, Buffer.alloc(1024 * 1024 + 1))
      expect(refused.headers['location']).toBe('/deposits?because=too-many-files')
      const neighbour = await portal.signedIn(neighbourId)
      expect((await send(neighbour)).headers['location']).toMatch(/^\/deposits\/[-0-9a-f]{36}$/u)
    })
    const page = await browser.open('/deposits?because=too-many-files')
    expect(page.body).toContain('<a href="#file">')
    expect(textOf(page)).toContain('読み終わってから、もう一度お送りください。')
    await untilSpooled(0)
    expect((await send(browser)).headers['location']).toMatch(/^\/deposits\/[-0-9a-f]{36}$/u)
    expect(await depositsOf(city, residentId)).toHaveLength(filesPerPerson + 1)
    await portal.close()
  })

  it.each([
    ['nothing chosen', '', /no-file/u],
    ['too large', 'x'.repeat(1024 * 1024 + 1), /too-large/u],
  ])('loses no place to a file that was not taken (%s)', async (_, content, location) => {
    const portal = await aPortal()
    const browser = await portal.signedIn(await aResident(city))
    const name = content === '' ? '' : 'export.xml'
    for (let file = 0; file <= filesPerPerson; file += 1) {
      await browser.open('/deposits')
      const upload = { field: 'file', name, body: Buffer.from(content) }
      expect((await browser.upload('/deposits', upload)).headers['location']).toMatch(location)
    }
    await portal.close()
  })
})

describe('When the process ends', () => {
  it('no file is read to its end: each is interrupted, says so, and leaves nothing', async () => {
    const portal = await aPortal()
    const people = await Promise.all([aResident(city), aResident(city), aResident(city)])
    const { closed } = await whileNothingIsKept(async () => {
      for (const residentId of people) await send(await portal.signedIn(residentId))
      await untilSpooled(people.length)
      return { closed: portal.close() }
    })
    await closed
    expect(await spooled()).toBe(0)
    for (const residentId of people) {
      const [{ state, because } = {}] = await depositsOf(city, residentId)
      expect([state, because]).toEqual(['refused', 'interrupted'])
    }
    const { rowCount } = await owner.query('select from vault.staged_envelopes where resident_id = any($1)', [
      people,
    ])
    expect(rowCount).toBe(0)
    const again = await aPortal()
    const browser = await again.signedIn(people[0]!)
    const [deposit] = await depositsOf(city, people[0]!)
    expect(textOf(await browser.open(`/deposits/${deposit!.importId}`))).toContain('もう一度お送りください。')
    await again.close()
  })
})

describe('When the database does not take the import', () => {
  it('the file does not stay on the disk, and its place is free again', async () => {
    const portal = await aPortal()
    const browser = await portal.signedIn(await aResident(city))
    await owner.query('alter table vault.imports add constraint closed check (false) not valid')
    try {
      for (let file = 0; file <= filesPerPerson; file += 1) expect((await send(browser)).statusCode).toBe(500)
      expect(await spooled()).toBe(0)
    } finally {
      await owner.query('alter table vault.imports drop constraint closed')
    }
    await portal.close()
  })
})
