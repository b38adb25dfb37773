/** `azukari start` with a stand-in for the service: what the supervisor's tests start and kill. */
import pg from 'pg'
import { startCommand } from '../../src/cli/start.ts'

await startCommand({
  service: [process.execPath, '--import', 'tsx', 'test/support/fake-service.ts'],
  prepare: async ({ data, keystore }) => {
    for (const url of [data, keystore]) {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      await client.query('create table if not exists starts (number int generated always as identity)')
      await client.query('insert into starts default values')
      const { rows } = await client.query('select count(*)::int as starts from starts')
      console.log(`prepared: ${rows[0].starts}`)
      await client.end()
    }
  },
  people: async () => [{ name: '青葉 はな', ja: '市民・34歳', en: 'resident, 34' }],
}).parseAsync([])
