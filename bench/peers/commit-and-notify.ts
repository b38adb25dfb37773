import { once } from 'node:events'
import type { Pool } from '../../src/platform/database/index.ts'
import type { Peer } from '../job.ts'
import { timesOf, whileHammered } from '../workload.ts'

/** One row changed, on the disk, and a listener on another connection told: the least that "everybody knows" costs. */
export const commitAndNotify: Peer = {
  name: 'PostgreSQL commit + NOTIFY',
  doesMore: 'nothing',
  doesLess:
    'HTTP, a session, receipt and commitments, waiting for what is under way; its readers read one row',
  target: { ratio: 1, is: 'at most' },
  async open({ installation: { peers }, roundMs }) {
    await makePermission(peers)
    const listener = await peers.connect()
    const writer = await peers.connect()
    await listener.query('listen permissions')
    const isAllowed = async () =>
      (await peers.query<{ allowed: boolean }>('select allowed from permissions')).rows[0]?.allowed
    const stop = async () => {
      const began = performance.now()
      const told = once(listener, 'notification')
      await writer.query('begin')
      await writer.query('update permissions set allowed = false where id = 1')
      await writer.query(`select pg_notify('permissions', '1')`)
      await writer.query('commit')
      await told
      return performance.now() - began
    }
    const allow = () => writer.query('update permissions set allowed = true where id = 1')
    const stopAndAllow = async () => {
      const tookMs = await stop()
      await allow()
      return tookMs
    }
    return {
      answer: async () => {
        const before = await isAllowed()
        await stop()
        const after = await isAllowed()
        await allow()
        return [before, after]
      },
      round: () => whileHammered(isAllowed, () => timesOf(roundMs, stopAndAllow)),
      close: async () => {
        await listener.query('unlisten permissions')
        listener.release()
        writer.release()
      },
    }
  },
}

async function makePermission(peers: Pool): Promise<void> {
  await peers.query('drop table if exists permissions')
  await peers.query('create table permissions (id int primary key, allowed boolean not null)')
  await peers.query('insert into permissions values (1, true)')
}
