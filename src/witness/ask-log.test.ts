import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { History, serveLog, type Answers, type ServedLog } from '../../test/support/log-in-memory.ts'
import { WitnessSigner } from '../proof/index.ts'
import { NoteSigner } from '../proof/notes/note-signer.ts'
import { LogAsked, parseAddress } from './ask-log.ts'
import { visitLog, type Visiting } from './visit-log.ts'
import { WitnessFiles } from './witness-files.ts'

const origin = 'city.example/log'
const [city, next] = [7, 8].map((byte) => new NoteSigner(origin, Buffer.alloc(32, byte))) as [
  NoteSigner,
  NoteSigner,
]
const ours = new History(['a', 'b', 'c', 'd'])
const quick = { ms: 500, noteBytes: 64 * 1024, keysBytes: 512 * 1024 }
const directory = mkdtempSync(join(tmpdir(), 'azukari-witness-'))

let served: ServedLog
beforeAll(async () => {
  served = await serveLog()
})
afterAll(async () => {
  await served.close()
  rmSync(directory, { recursive: true })
})

let folders = 0
const visiting = (address = served.address): Visiting => ({
  files: new WitnessFiles(join(directory, String(++folders))),
  log: new LogAsked(address, quick),
  signer: new WitnessSigner('kitano.example/witness', Buffer.alloc(32, 1)),
  clock: { now: () => new Date('2026-11-26T14:00:00Z') },
})
const visit = (answers: Answers) => {
  served.answers = { cosignature: '{}', ...answers }
  return visitLog({ key: city.verifier }, visiting())
}

describe('A log that is hostile', () => {
  const endless = (bytes: string) => (_: URL, __: unknown, response: { write(text: string): boolean }) => {
    const more = setInterval(() => response.write(bytes), 1)
    setTimeout(() => clearInterval(more), 3_000)
    return undefined
  }
  const table: readonly (readonly [string, Answers, string])[] = [
    ['answers nothing', { checkpoint: () => undefined }, 'not-answering'],
    ['answers without end', { checkpoint: endless('x'.repeat(16_384)) }, 'too-large'],
    ['answers a letter at a time', { checkpoint: endless('x') }, 'not-answering'],
    ['answers much', { checkpoint: 'x'.repeat(70_000) }, 'too-large'],
    [
      'sends elsewhere',
      {
        checkpoint: (_url, _request, response) => {
          response.writeHead(302, { location: '/log/v1/cosigned' }).end()
          return undefined
        },
        cosigned: 'x',
      },
      'not-answering',
    ],
    [
      'has keys without end',
      { checkpoint: ours.note(4, next), keys: endless('x'.repeat(65_536)) },
      'key-not-endorsed',
    ],
    ['has deep keys', { checkpoint: ours.note(4, next), keys: '['.repeat(400_000) }, 'key-not-endorsed'],
  ]

  it.each(table)('and %s holds its witness up for a moment, and is named', async (_, answers, said) => {
    const before = performance.now()
    const found = await visit(answers)
    expect(found).toMatchObject({ ok: false, because: said })
    expect(performance.now() - before).toBeLessThan(4 * quick.ms + 1_000)
  })

  it('and hangs when it is handed the cosignature, takes it or not: it is kept', async () => {
    const found = await visit({ checkpoint: ours.note(4, city), cosignature: () => undefined })
    expect(found).toMatchObject({ ok: true, handedIn: { because: 'not-answering' } })
    expect(existsSync(join(directory, String(folders), 'cosigned'))).toBe(true)
  })

  it('and is not there is named', async () => {
    const nowhere = visiting(new URL('http://127.0.0.1:1/'))
    expect(await visitLog({ key: city.verifier }, nowhere)).toMatchObject({
      because: 'not-answering',
    })
  })
})

describe('An address', () => {
  it.each([
    ['https://city.example', 'https://city.example/'],
    ['https://city.example/aobano', 'https://city.example/aobano/'],
    ['http://localhost:3000', 'http://localhost:3000/'],
    ['http://127.0.0.1:3000/', 'http://127.0.0.1:3000/'],
    ['http://[::1]/', 'http://[::1]/'],
    ['http://city.example', undefined],
    ['http://127.0.0.1.example/', undefined],
    ['http://localhost.example/', undefined],
    ['http://10.0.0.5/', undefined],
    ['https://me:secret@city.example/', undefined],
    ['https://city.example/?a=b', undefined],
    ['file:///etc/passwd', undefined],
    ['city.example', undefined],
  ])('%s is %s', (written, address) => expect(parseAddress(written)?.href).toBe(address))
})
