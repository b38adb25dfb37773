import pg from 'pg'
import { expect, inject, it } from 'vitest'

it('gives each test run two clusters', async () => {
  for (const url of [inject('postgresUrl'), inject('keystoreUrl')]) {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query('select version() as version')
    expect(rows[0].version).toMatch(/^PostgreSQL 18/)
    await client.end()
  }
})
