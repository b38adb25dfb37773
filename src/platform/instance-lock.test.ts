import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockInstance, type InstanceLock } from './instance-lock.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'azukari-lock-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

async function locked(directory: string): Promise<InstanceLock> {
  const lock = await lockInstance(directory)
  if (!lock.ok) throw new Error(lock.because)
  return lock
}

describe('One supervisor per data directory', () => {
  it('tells the second one who runs there, and where', async () => {
    const lock = await locked(home)
    lock.announce('http://localhost:3000/')
    expect(await lockInstance(home)).toEqual({
      ok: false,
      because: 'already-running',
      holder: { pid: process.pid, url: 'http://localhost:3000/' },
    })
    await lock.release()
  })

  it('sees through another name of the same directory', async () => {
    const lock = await locked(home)
    await symlink(home, `${home}-link`)
    expect(await lockInstance(`${home}-link`)).toMatchObject({ ok: false })
    await rm(`${home}-link`)
    await lock.release()
  })

  it('leaves another directory free', async () => {
    const lock = await locked(home)
    await (await locked(join(home, 'other'))).release()
    await lock.release()
  })

  it('says what to do where it cannot write', async () => {
    await writeFile(join(home, 'file'), '')
    await expect(lockInstance(join(home, 'file', 'data'))).rejects.toThrow('Choose a place you may write to')
  })

  it('is free again once released', async () => {
    await (await locked(home)).release()
    await (await locked(home)).release()
  })

  it('is free again when the holder was killed', async () => {
    const hold = `import('./src/platform/instance-lock.ts')
      .then(({ lockInstance }) => lockInstance(process.argv[1])).then(() => console.log('held'))`
    const holder = spawn(process.execPath, ['--import', 'tsx', '-e', hold, home], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(holder.stdout, 'data')
    expect(await lockInstance(home)).toMatchObject({ ok: false, holder: { pid: holder.pid, url: '' } })
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    await (await locked(home)).release()
  })
})
