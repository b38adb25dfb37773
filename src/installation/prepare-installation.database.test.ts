import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { serveCity, type ServedCity } from '../../test/support/service.ts'
import { aResident } from '../../test/support/city.ts'
import { journalContent, wholeJournal } from '../../test/support/journal.ts'
import { openPool, withDatabase } from '../platform/database/index.ts'
import { journalFileOf } from './journal.ts'
import { prepareInstallation } from './index.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
})
afterAll(() => city.close())

const prepare = () =>
  prepareInstallation(city.config, { data: inject('postgresUrl'), keystore: inject('keystoreUrl') })

/** As a database from before there were journals. */
async function forgetJournal(): Promise<void> {
  const url = withDatabase(inject('postgresUrl'), `azukari_${city.tenant.id}`)
  const owner = openPool({ url, name: 'test-owner', max: 1 })
  await owner.query('delete from platform.stop_journal_identity').finally(() => owner.end())
}

it('A new city gets a journal, once; one in which somebody lives gets none in the place of what is lost', async () => {
  const file = journalFileOf(city.config, city.tenant.id)
  const { journalId } = await wholeJournal(file)
  await prepare()
  expect((await wholeJournal(file)).journalId).toBe(journalId)
  await forgetJournal()
  await prepare()
  expect((await wholeJournal(file)).journalId).toBe(journalId)
  await rm(file.path)
  await forgetJournal()
  await aResident(city.tenant)
  await prepare()
  expect(await journalContent(file)).toBeUndefined()
})
