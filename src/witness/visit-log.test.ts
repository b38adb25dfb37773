import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { History, serveLog, type Answers, type ServedLog } from '../../test/support/log-in-memory.ts'
import { checkpointsIn, cosignersOf, WitnessSigner } from '../proof/index.ts'
import { endorse } from '../proof/log/endorsement.ts'
import { NoteSigner } from '../proof/notes/note-signer.ts'
import { LogAsked } from './ask-log.ts'
import { visitLog, type Visiting } from './visit-log.ts'
import { WitnessFiles } from './witness-files.ts'

const origin = 'city.example/log'
const [city, next, stranger] = [7, 8, 9].map((byte) => new NoteSigner(origin, Buffer.alloc(32, byte))) as [
  NoteSigner,
  NoteSigner,
  NoteSigner,
]
const ours = new History(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'])
const theirs = new History(['a', 'b', 'c', 'X', 'e', 'f', 'g', 'h', 'i', 'j'])
const clock = { now: () => new Date('2026-11-26T14:00:00Z') }
const witness = new WitnessSigner('kitano.example/witness', Buffer.alloc(32, 1))
const directory = mkdtempSync(join(tmpdir(), 'azukari-witness-'))

let served: ServedLog
beforeAll(async () => {
  served = await serveLog()
})
afterAll(async () => {
  await served.close()
  rmSync(directory, { recursive: true })
})

let files: WitnessFiles
let folders = 0
beforeEach(() => {
  files = new WitnessFiles(join(directory, String(folders++)))
})
afterEach(() => {
  served.handedIn.length = 0
})

const quick = { ms: 500, noteBytes: 64 * 1024, keysBytes: 512 * 1024 }
const visiting = (): Visiting => ({ files, log: new LogAsked(served.address, quick), signer: witness, clock })
const visit = (answers: Answers) => {
  served.answers = { cosignature: '{}', ...answers }
  return visitLog({ key: city.verifier }, visiting())
}
const provedBy = (history: History) => (url: URL) =>
  history.proof(Number(url.searchParams.get('from')), Number(url.searchParams.get('to')))
const keysOf = (...keys: [NoteSigner, string | null][]) =>
  JSON.stringify({
    keys: keys.map(([key, endorsement]) => ({ key: key.verifier.toString(), since: '', endorsement })),
  })
const endorsed = keysOf([city, null], [next, endorse(city, next.verifier)])

/** Everything in the folder of the witness, as it stands. */
function everything(): string {
  return readdirSync(files.directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('evidence'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('')
}

describe('A witness that has seen four leaves', () => {
  const proof = provedBy(ours)
  const table: readonly (readonly [string, Answers, string, boolean])[] = [
    // shown                                                                      what it says    a contradiction
    ['the same', { checkpoint: ours.note(4, city) }, 'same', false],
    ['more, with proof', { checkpoint: ours.note(7, city), consistency: proof }, 'grown', false],
    ['more, without proof', { checkpoint: ours.note(7, city) }, 'proof-missing', true],
    [
      'more, and words for a proof',
      { checkpoint: ours.note(7, city), consistency: 'yes' },
      'proof-missing',
      true,
    ],
    [
      'more, and an empty proof',
      { checkpoint: ours.note(7, city), consistency: '{"path":[]}' },
      'forked',
      true,
    ],
    ['less', { checkpoint: ours.note(3, city), consistency: proof }, 'shrunk', true],
    ['another history', { checkpoint: theirs.note(7, city), consistency: provedBy(theirs) }, 'forked', true],
    [
      'another history, proved by ours',
      { checkpoint: theirs.note(7, city), consistency: proof },
      'forked',
      true,
    ],
    ['other leaves, as many', { checkpoint: theirs.note(4, city) }, 'forked', true],
    ['another log', { checkpoint: ours.note(4, city, 'town.example/log') }, 'another-log', false],
    ['a key of nobody', { checkpoint: ours.note(4, stranger) }, 'key-not-endorsed', false],
    [
      'a key of nobody, named at /keys',
      { checkpoint: ours.note(4, stranger), keys: keysOf([stranger, null]) },
      'key-not-endorsed',
      false,
    ],
    [
      'a new key, endorsed',
      { checkpoint: ours.note(7, next), keys: endorsed, consistency: proof },
      'grown',
      false,
    ],
    [
      'a new key, endorsed, over another history',
      { checkpoint: theirs.note(7, next), keys: endorsed, consistency: provedBy(theirs) },
      'forked',
      true,
    ],
    [
      'a new key, not endorsed',
      { checkpoint: ours.note(4, next), keys: keysOf([city, null], [next, null]) },
      'key-not-endorsed',
      false,
    ],
    [
      'a new key, endorsed by itself',
      { checkpoint: ours.note(4, next), keys: keysOf([city, null], [next, endorse(next, next.verifier)]) },
      'key-not-endorsed',
      false,
    ],
    [
      'a new key, endorsed by a stranger',
      {
        checkpoint: ours.note(4, next),
        keys: keysOf([city, null], [next, endorse(stranger, next.verifier)]),
      },
      'key-not-endorsed',
      false,
    ],
    [
      'a spoilt signature of its key',
      { checkpoint: ours.note(4, city).replace(`4\n`, '5\n') },
      'key-not-endorsed',
      false,
    ],
    ['words', { checkpoint: 'all is well\n' }, 'not-a-checkpoint', false],
    ['nothing', {}, 'says-no', false],
  ]

  it.each(table)('and is shown %s', async (_, answers, said, contradicts) => {
    expect(await visit({ checkpoint: ours.note(4, city) })).toMatchObject({
      ok: true,
      what: 'first',
      size: 4,
    })
    const [before, handedIn] = [everything(), served.handedIn.length]
    const found = await visit(answers)
    expect(found.ok ? found.what : found.because).toBe(said)
    expect(!found.ok && found.evidence !== undefined).toBe(contradicts)
    if (found.ok) {
      const [cosigned] = served.handedIn.slice(handedIn)
      expect(cosignersOf(cosigned!, [witness.witness])).toHaveLength(1)
      expect(checkpointsIn(readFileSync(files.cosignedFile(origin), 'utf8')).notes.at(-1)).toBe(cosigned)
      return
    }
    // Nothing left, and nothing was forgotten: the true log is cosigned afterwards as if nothing had been.
    expect([everything(), served.handedIn.length]).toEqual([before, handedIn])
    expect(await visit({ checkpoint: ours.note(9, city), consistency: proof })).toMatchObject({
      from: 4,
      size: 9,
    })
  })

  it('keeps what contradicts what it saw: both checkpoints, each signed by the log', async () => {
    await visit({ checkpoint: ours.note(4, city) })
    const found = await visit({ checkpoint: theirs.note(4, city) })
    const evidence = found.ok ? '' : readFileSync(found.evidence!, 'utf8')
    expect(checkpointsIn(evidence)).toEqual({
      notes: [ours.note(4, city), theirs.note(4, city)],
      unreadable: [],
    })
    expect(found).toMatchObject({ sizes: [4, 4] })
  })

  it('takes nothing more from a key after the next one has signed, nor another successor of it', async () => {
    await visit({ checkpoint: ours.note(4, city) })
    await visit({ checkpoint: ours.note(7, next), keys: endorsed, consistency: proof })
    const back = await visit({ checkpoint: ours.note(9, city), keys: endorsed, consistency: proof })
    expect(back).toMatchObject({ because: 'key-not-endorsed' })
    const stolen = keysOf([city, null], [stranger, endorse(city, stranger.verifier)])
    const other = await visit({ checkpoint: ours.note(9, stranger), keys: stolen, consistency: proof })
    expect(other).toMatchObject({ because: 'key-not-endorsed' })
  })

  it('stands under what another has cosigned, when it has not seen that yet', async () => {
    await visit({ checkpoint: ours.note(4, city) })
    const newest = { checkpoint: ours.note(9, city), consistency: proof }
    expect(await visit({ ...newest, cosigned: ours.note(7, city) })).toMatchObject({ ok: true, size: 7 })
    expect(await visit({ ...newest, cosigned: ours.note(7, city) })).toMatchObject({ ok: true, size: 9 })
    expect(await visit({ ...newest, cosigned: ours.note(9, stranger) })).toMatchObject({
      what: 'same',
      size: 9,
    })
    expect(await visit({ ...newest, cosigned: theirs.note(10, city) })).toMatchObject({ because: 'forked' })
  })

  it('keeps its cosignature though the city takes it not', async () => {
    served.answers = { checkpoint: ours.note(4, city) }
    const found = await visitLog({ key: city.verifier }, visiting())
    expect(found).toMatchObject({ ok: true, handedIn: { ok: false, because: 'says-no', status: 404 } })
    expect(existsSync(files.cosignedFile(origin))).toBe(true)
  })
})

describe('A witness that has lost its memory', () => {
  it('signs nothing more with this key', async () => {
    await visit({ checkpoint: ours.note(4, city) })
    rmSync(join(files.directory, 'seen'), { recursive: true })
    await expect(visit({ checkpoint: theirs.note(4, city) })).rejects.toThrow('Give this key up')
    expect(served.handedIn).toHaveLength(1)
  })

  it('or whose memory is damaged, neither', async () => {
    await visit({ checkpoint: ours.note(4, city) })
    const [file] = readdirSync(join(files.directory, 'seen'))
    writeFileSync(join(files.directory, 'seen', file!), '{"size":0')
    await expect(visit({ checkpoint: theirs.note(4, city) })).rejects.toThrow('is damaged')
  })
})
