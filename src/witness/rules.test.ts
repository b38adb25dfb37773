import { describe, expect, it } from 'vitest'
import { History } from '../../test/support/log-in-memory.ts'
import { judge, mayCosign } from './rules.ts'

const ours = new History(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
const theirs = new History(['a', 'b', 'c', 'X', 'e', 'f', 'g'])
const tree = (history: History, size: number) => ({ size, root: history.root(size) })
const path = (history: History, from: number, to: number) =>
  (JSON.parse(history.proof(from, to)) as { path: string[] }).path.map((hash) => Buffer.from(hash, 'base64'))
const none = undefined

describe('A witness that is shown a log', () => {
  const table = [
    // it has seen     is shown           with a proof          it says          and cosigns
    [none, tree(ours, 4), none, 'first', true],
    [none, tree(theirs, 4), path(ours, 2, 4), 'first', true],
    [tree(ours, 4), tree(ours, 4), none, 'same', true],
    [tree(ours, 4), tree(ours, 4), path(ours, 2, 4), 'same', true],
    [tree(ours, 4), tree(ours, 7), path(ours, 4, 7), 'grown', true],
    [tree(ours, 4), tree(ours, 7), none, 'proof-missing', false],
    [tree(ours, 4), tree(ours, 7), [], 'forked', false],
    [tree(ours, 4), tree(ours, 7), path(ours, 3, 7), 'forked', false],
    [tree(ours, 4), tree(theirs, 7), path(theirs, 4, 7), 'forked', false],
    [tree(ours, 3), tree(theirs, 7), path(theirs, 3, 7), 'grown', true],
    [tree(ours, 4), tree(theirs, 4), none, 'forked', false],
    [tree(ours, 4), tree(ours, 3), none, 'shrunk', false],
    [tree(ours, 4), tree(ours, 3), path(ours, 3, 4), 'shrunk', false],
    [tree(ours, 4), tree(theirs, 3), none, 'shrunk', false],
    [tree(ours, 4), { size: 0, root: Buffer.alloc(32) }, none, 'shrunk', false],
  ] as const

  it.each(table)('%#: %j, then %j', (seen, shown, proof, verdict, cosigns) => {
    expect(judge(seen, shown, proof)).toBe(verdict)
    expect(mayCosign(verdict)).toBe(cosigns)
  })
})
