import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { History } from '../../test/support/log-in-memory.ts'
import { WitnessSigner } from '../proof/index.ts'
import { NoteSigner } from '../proof/notes/note-signer.ts'
import type { LogAsked } from './ask-log.ts'
import { visitLog, type Visiting } from './visit-log.ts'
import { WitnessFiles } from './witness-files.ts'

const city = new NoteSigner('city.example/log', Buffer.alloc(32, 7))
const ours = new History(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'])
const theirs = new History(['a', 'b', 'c', 'X', 'e', 'f', 'g', 'h', 'i', 'j'])
const clock = { now: () => new Date('2026-11-26T14:00:00Z') }
const directory = mkdtempSync(join(tmpdir(), 'azukari-witness-'))
afterAll(() => rmSync(directory, { recursive: true }))
let folders = 0

describe('A witness that is killed at any moment, by a log that shows two histories', () => {
  class Killed extends Error {}
  const steps = ['remember', 'keepCosigned', 'handIn'] as const
  type Step = (typeof steps)[number]
  type Death = { at: Step; done: boolean } | undefined

  /** Makes cosignatures as ever, and lets the test see each that was made, wherever it went. */
  class Watched extends WitnessSigner {
    readonly signed: string[] = []
    override cosign(text: string, at: Date) {
      this.signed.push(text)
      return super.cosign(text, at)
    }
  }

  const historyOf = (name: 'ours' | 'theirs') => (name === 'ours' ? ours : theirs)

  /** The same thing, during which the process dies: before it is done, or right after. */
  function dying(death: Death, step: Step, act: () => Promise<unknown>) {
    return async () => {
      if (death?.at === step && !death.done) throw new Killed()
      const done = await act()
      if (death?.at === step) throw new Killed()
      return done
    }
  }

  async function look(
    signer: WitnessSigner,
    folder: string,
    shown: { history: History; size: number },
    death: Death,
  ) {
    const { history, size } = shown
    const says = (text: string) => Promise.resolve({ ok: true as const, text })
    const log: Visiting['log'] = {
      checkpoint: () => says(history.note(size, city)),
      cosigned: () => Promise.resolve({ ok: false, because: 'says-no' }),
      keys: () => says('{"keys":[]}'),
      consistency: (from, to) => {
        const { path } = JSON.parse(history.proof(from, to)) as { path: string[] }
        return Promise.resolve(path.map((hash) => Buffer.from(hash, 'base64')))
      },
      handIn: (note) => dying(death, 'handIn', () => says(note))() as ReturnType<LogAsked['handIn']>,
    }
    // Another process each time: nothing is remembered but what is in the files.
    const real = new WitnessFiles(folder)
    const mortal: Visiting['files'] = {
      seen: (of) => real.seen(of),
      remember: (of, seen) => dying(death, 'remember', () => real.remember(of, seen))() as Promise<void>,
      keepCosigned: (of, note) =>
        dying(death, 'keepCosigned', () => real.keepCosigned(of, note))() as Promise<void>,
      keepEvidence: (of, notes) => real.keepEvidence(of, notes),
    }
    await visitLog({ key: city.verifier }, { files: mortal, log, signer, clock }).catch((fault: unknown) => {
      if (!(fault instanceof Killed)) throw fault
    })
  }

  it('never makes two cosignatures that no one history explains', async () => {
    const rounds = fc.array(
      fc.record({
        history: fc.constantFrom('ours' as const, 'theirs' as const),
        size: fc.integer({ min: 1, max: 10 }),
        death: fc.option(fc.record({ at: fc.constantFrom(...steps), done: fc.boolean() }), {
          nil: undefined,
        }),
      }),
      { minLength: 2, maxLength: 8 },
    )
    await fc.assert(
      fc.asyncProperty(rounds, async (told) => {
        const folder = join(directory, String(folders++))
        const signer = new Watched('kitano.example/witness', Buffer.alloc(32, 1))
        for (const { history, size, death } of told)
          await look(signer, folder, { history: historyOf(history), size }, death)
        const fits = (history: History) =>
          signer.signed.every((text) => {
            const [, size, root] = text.split('\n')
            return Buffer.from(history.root(Number(size))).toString('base64') === root
          })
        expect(fits(ours) || fits(theirs), signer.signed.join('\n')).toBe(true)
        const sizes = signer.signed.map((text) => Number(text.split('\n')[1]))
        expect(sizes).toEqual([...sizes].sort((a, b) => a - b))
      }),
      { numRuns: 80 },
    )
  }, 120_000)
})
