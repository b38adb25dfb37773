import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consistencyStretches, inclusionStretches, pathOf } from '../merkle/proofs.ts'
import { grow, hashOfLeaf, join, type Hash, type Place, type Stretch } from '../merkle/tree.ts'
import { signCheckpoint } from '../notes/checkpoint.ts'
import { NoteSigner } from '../notes/note-signer.ts'
import { checkPaper, type LogAnswers } from './check-paper.ts'
import { parsePaperEvidence, writePaperEvidence, type PaperEvidence } from './paper-evidence.ts'

const origin = 'city.example/log'
const signer = new NoteSigner(origin, Buffer.alloc(32, 7))
const leaves = Array.from({ length: 13 }, () => hashOfLeaf(randomBytes(32)))
const rootOf = (hashes: readonly Hash[]) => join(grow([], hashes).edge.map(({ hash }) => hash))
const checkpointOf = (hashes: readonly Hash[]) => ({ origin, size: hashes.length, root: rootOf(hashes) })

/** As it was printed when the log had nine leaves. */
const evidence: PaperEvidence = {
  checkpoint: checkpointOf(leaves.slice(0, 9)),
  leaves: [3, 8].map((index) => ({ index, hash: leaves[index]! })),
}

/** What a log with these leaves answers. */
function answersOf(hashes: readonly Hash[]): LogAnswers {
  const places = new Map(grow([], hashes).completed.map((each) => [`${each.level}/${each.index}`, each.hash]))
  const hashAt = ({ level, index }: Place) => places.get(`${level}/${index}`)
  const said = (stretches: readonly Stretch[]) =>
    JSON.stringify({ path: pathOf(stretches, hashAt).map((hash) => Buffer.from(hash).toString('base64')) })
  return {
    checkpoint: signCheckpoint(checkpointOf(hashes), signer),
    consistency: hashes.length < 9 ? null : said(consistencyStretches(9, hashes.length)),
    inclusions: evidence.leaves.map(({ index }) =>
      index < hashes.length ? said(inclusionStretches(index, Math.min(9, hashes.length))) : null,
    ),
  }
}

const today = answersOf(leaves)
const faultsOf = (paper: PaperEvidence, answers: LogAnswers, keys = [signer.verifier]) =>
  checkPaper(paper, answers, keys).faults

describe('What a paper carries', () => {
  it('says the same when it is read, and is short enough for a QR code', () => {
    const written = writePaperEvidence(evidence)
    expect(parsePaperEvidence(`#${written}`)).toEqual(evidence)
    expect(written.length).toBeLessThan(200)
  })

  const written = writePaperEvidence(evidence)
  it.each([
    ['nothing', ''],
    ['something else', 'main'],
    ['no root', written.replace(/&r=[^&]+/u, '')],
    ['two roots', `${written}&r=${'A'.repeat(43)}`],
    ['more than there is', `${written}&x=1`],
    ['a leaf beyond the log', written.replace('l=8.', 'l=9.')],
    ['a leaf below nothing', written.replace('l=8.', 'l=-8.')],
    ['a size written in two ways', written.replace('s=9', 's=09')],
    ['a hash cut short', written.slice(0, -1)],
    [
      'a hash written in two ways',
      written.replace(/.$/u, (last) => String.fromCharCode(last.charCodeAt(0) + 1)),
    ],
    ['five leaves', written.replace(/&l=(8[^&]+)/u, '&l=$1&l=$1&l=$1&l=$1')],
  ])('is none with %s', (_, spoilt) => {
    expect(parsePaperEvidence(spoilt)).toBeUndefined()
  })

  it('never throws, whatever somebody prints', () => {
    fc.assert(fc.property(fc.string(), (text) => void parsePaperEvidence(text)))
  })
})

describe('A paper', () => {
  it('holds against the log of its day and of every later day', () => {
    for (const size of [9, 10, 12, 13])
      expect(faultsOf(evidence, answersOf(leaves.slice(0, size)))).toEqual([])
  })

  const flipped = (hash: Hash) => Uint8Array.from(hash, (byte, at) => (at === 31 ? byte ^ 1 : byte))
  const withLeaf = (changed: Partial<PaperEvidence['leaves'][number]>): PaperEvidence => ({
    ...evidence,
    leaves: [evidence.leaves[0]!, { ...evidence.leaves[1]!, ...changed }],
  })
  const rewritten = leaves.map((hash, index) => (index === 5 ? flipped(hash) : hash))
  const stranger = new NoteSigner(origin, Buffer.alloc(32, 8))

  const table: [string, PaperEvidence, LogAnswers, string[]][] = [
    ['the number of a leaf', withLeaf({ index: 7 }), today, ['not-in-the-log 1']],
    ['the hash of a leaf', withLeaf({ hash: flipped(leaves[8]!) }), today, ['not-in-the-log 1']],
    [
      'the root on the paper',
      { ...evidence, checkpoint: { ...evidence.checkpoint, root: flipped(evidence.checkpoint.root) } },
      today,
      ['not-the-same-log', 'not-in-the-log 0', 'not-in-the-log 1'],
    ],
    [
      'the name of the log',
      { ...evidence, checkpoint: { ...evidence.checkpoint, origin: 'city.example/lof' } },
      today,
      ['another-log'],
    ],
    [
      'a leaf of the log, afterwards',
      evidence,
      answersOf(rewritten),
      ['not-the-same-log', 'not-in-the-log 0', 'not-in-the-log 1'],
    ],
    ['the log cut short', evidence, answersOf(leaves.slice(0, 8)), ['log-shorter']],
    ['no proof of growth', evidence, { ...today, consistency: null }, ['not-the-same-log']],
    ['a proof of growth that is none', evidence, { ...today, consistency: '{}' }, ['not-the-same-log']],
    [
      'no proof of a leaf',
      evidence,
      { ...today, inclusions: [today.inclusions[0]!, null] },
      ['not-in-the-log 1'],
    ],
    [
      'proofs of each other',
      evidence,
      { ...today, inclusions: today.inclusions.toReversed() },
      ['not-in-the-log 0', 'not-in-the-log 1'],
    ],
    [
      'a checkpoint of somebody else’s',
      evidence,
      { ...today, checkpoint: signCheckpoint(checkpointOf(leaves), stranger) },
      ['not-signed-by-a-known-key'],
    ],
    ['no checkpoint', evidence, { ...today, checkpoint: 'nothing' }, ['not-a-checkpoint']],
  ]

  it.each(table)('is found out, and what is wrong is named: %s', (_, paper, answers, expected) => {
    const faults = faultsOf(paper, answers)
    expect(faults.map(({ because, leaf }) => (leaf === null ? because : `${because} ${leaf}`))).toEqual(
      expected,
    )
  })

  it('is found out with any one bit of a hash flipped', () => {
    fc.assert(
      fc.property(fc.nat(255), (bit) => {
        const hash = Uint8Array.from(leaves[8]!, (byte, at) =>
          at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte,
        )
        expect(faultsOf(withLeaf({ hash }), today)).toEqual([{ because: 'not-in-the-log', leaf: 1 }])
      }),
    )
  })
})
