import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { promote, quietMs, refuseToPromote } from './promote.ts'
import { refuseUnpromoted } from './refuse-unpromoted.ts'
import { addressIn, type Standing } from './standby-database.ts'
import { StandbyState } from './standby-state.ts'

const standby = (changed: Partial<Standing> = {}): Standing => ({
  isStandby: true,
  streams: false,
  primaryAnswers: false,
  ...changed,
})
const streams = standby({ streams: true })
const answers = standby({ primaryAnswers: true })
const primary = standby({ isStandby: false })

describe('Whether the second machine may take over', () => {
  const table = [
    // data       key store  silent for       seen to be off  refused because
    [standby(), standby(), quietMs, false, undefined],
    [standby(), standby(), quietMs - 1, false, 'heard-lately'],
    [standby(), standby(), quietMs - 1, true, undefined],
    [streams, standby(), quietMs, false, 'still-streams'],
    [standby(), streams, quietMs, false, 'still-streams'],
    [standby(), streams, 0, true, undefined],
    [answers, standby(), quietMs, false, 'primary-answers'],
    [standby(), answers, quietMs, true, 'primary-answers'],
    [answers, streams, 0, true, 'primary-answers'],
    // By hand, or when it was broken off.
    [primary, standby(), quietMs, false, undefined],
    [primary, primary, quietMs, false, undefined],
    [primary, primary, 0, false, 'heard-lately'],
  ] as const
  it.each(table)(
    '%o, %o, silent for %d ms, seen to be off: %s → %s',
    (data, keys, silentMs, isOff, because) =>
      expect(refuseToPromote([data, keys], silentMs, isOff)).toBe(because),
  )
})

describe('Where the primary is', () => {
  const table = [
    ['', undefined],
    ['user=x', undefined],
    ['host=10.0.0.1', { host: '10.0.0.1', port: 5432 }],
    ['user=a host=a.example.jp port=5433 password=b', { host: 'a.example.jp', port: 5433 }],
    ["password='host=no\\' port=1' host = 'a.example.jp'", { host: 'a.example.jp', port: 5432 }],
    ['host=a.example.jp hostaddr=10.0.0.1', { host: '10.0.0.1', port: 5432 }],
  ] as const
  it.each(table)('is read from %s', (conninfo, address) => expect(addressIn(conninfo)).toEqual(address))
})

describe('A machine', () => {
  let journal: string
  beforeAll(async () => {
    journal = await mkdtemp(join(tmpdir(), 'azukari-promote-'))
  })
  afterAll(() => rm(journal, { recursive: true }))
  const promoting = {
    cities: ['aobano'],
    // Nobody is there: what is decided without looking at them is decided first.
    databases: { data: 'postgres://127.0.0.1:1/', keystore: 'postgres://127.0.0.1:1/' },
    way: { kind: 'stated' as const },
    machineIsOff: true,
  }

  it('that never kept a copy is no second one: it serves, and is not promoted', async () => {
    await refuseUnpromoted(journal)
    expect(await promote({ ...promoting, journal })).toMatchObject({ because: 'never-a-standby' })
  })

  it('that keeps a copy serves nobody before it was promoted to the end', async () => {
    const state = new StandbyState(journal)
    await state.heard('aobano', true)
    await expect(refuseUnpromoted(journal)).rejects.toThrow('azukari promote')
    const promotion = { at: new Date().toISOString(), way: 'stated' as const }
    await state.promote({ ...promotion, done: false })
    await expect(refuseUnpromoted(journal)).rejects.toThrow('azukari promote')
    await state.promote({ ...promotion, done: true })
    await refuseUnpromoted(journal)
    expect(await promote({ ...promoting, journal })).toMatchObject({ ok: true, already: true })
  })
})
