import { mkdir, mkdtemp, readdir, rm, symlink, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StartProblem } from '../platform/start-problem.ts'
import { deleteOldKeys } from './keep-young.ts'
import { backupName, backupsIn, beginBackup, findBackup, refuseTogether } from './place.ts'

let place: string
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'azukari-place-'))
})
afterEach(() => rm(place, { recursive: true }))

const noon = new Date('2026-11-26T12:00:00.000Z')
const later = new Date('2026-11-26T12:00:00.001Z')

describe('A backup', () => {
  it('has its name when it is finished, and not before', async () => {
    const begun = await beginBackup(place, backupName('data', 'aobano', noon))
    expect(await backupsIn(place, 'data')).toEqual([])
    await expect(findBackup(place, 'data', 'aobano')).rejects.toThrow(StartProblem)
    await expect(findBackup(begun.folder, 'data', 'aobano')).rejects.toThrow(StartProblem)
    const folder = await begun.finish()
    expect(await backupsIn(place, 'data')).toEqual([{ folder, tenant: 'aobano', takenAt: noon }])
    expect(await backupsIn(place, 'keys')).toEqual([])
  })

  it('is found by its own path, or as the newest of its city', async () => {
    for (const [tenant, at] of [
      ['aobano', later],
      ['aobano', noon],
      ['other', later],
    ] as const)
      await mkdir(join(place, backupName('data', tenant, at)))
    const old = join(place, backupName('data', 'aobano', noon))
    expect(await findBackup(old, 'data', 'aobano')).toBe(old)
    expect(await findBackup(place, 'data', 'aobano')).toBe(join(place, backupName('data', 'aobano', later)))
    await expect(findBackup(old, 'data', 'other')).rejects.toThrow(StartProblem)
    await expect(findBackup(place, 'keys', 'aobano')).rejects.toThrow(StartProblem)
  })

  it('that was broken off is removed a day later', async () => {
    const { folder } = await beginBackup(place, backupName('data', 'aobano', noon))
    const kept = await beginBackup(place, backupName('data', 'aobano', later))
    const yesterday = Date.now() / 1000 - 25 * 3600
    await utimes(folder, yesterday, yesterday)
    await (await beginBackup(place, backupName('data', 'aobano', later))).giveUp()
    expect((await readdir(place)).map((name) => join(place, name))).toEqual([kept.folder])
  })
})

describe('Keys and data', () => {
  it.each(['the same place', 'a folder below', 'a folder above', 'a link to it'])(
    'are refused in %s',
    async (where) => {
      const data = join(place, 'one', 'data')
      await mkdir(join(data, backupName('data', 'aobano', noon)), { recursive: true })
      await symlink(data, join(place, 'link'))
      const table: Record<string, string> = {
        'the same place': data,
        'a folder below': join(data, 'safe', 'keys'),
        'a folder above': join(place, 'one'),
        'a link to it': join(place, 'link', 'keys'),
      }
      await expect(refuseTogether(table[where]!, 'keys')).rejects.toThrow(StartProblem)
      await expect(refuseTogether(table[where]!, 'data')).resolves.toBeUndefined()
    },
  )

  it('may lie in places apart', async () => {
    await mkdir(join(place, 'data', backupName('data', 'aobano', noon)), { recursive: true })
    await expect(refuseTogether(join(place, 'keys'), 'keys')).resolves.toBeUndefined()
  })
})

describe('Backups of keys', () => {
  it('are deleted past their limit, those of this city alone', async () => {
    const names = [
      backupName('keys', 'aobano', noon),
      backupName('keys', 'aobano', later),
      backupName('keys', 'other', noon),
      backupName('data', 'aobano', noon),
    ]
    for (const name of names) await mkdir(join(place, name))
    const now = new Date(later.getTime() + 14 * 24 * 3600 * 1000)
    expect(await deleteOldKeys(place, 'aobano', { days: 14, now })).toEqual([join(place, names[0]!)])
    expect((await readdir(place)).sort()).toEqual(names.slice(1).sort())
  })
})
