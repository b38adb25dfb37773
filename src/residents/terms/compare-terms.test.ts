import { describe, expect, it } from 'vitest'
import { compareTerms, firstTerms } from '../index.ts'
import type { TermsSection } from './terms.ts'

const say = (text: string) => ({ ja: text, jaEasy: text, en: text })
const section = (heading: string, ...paragraphs: string[]): TermsSection => ({
  heading: say(heading),
  paragraphs: paragraphs.map(say),
})
const changed = (before: TermsSection[], after: TermsSection[]) =>
  compareTerms(before, after, 'ja').map(({ is, sentence }) => `${is} ${sentence.ja}`)

describe('Two texts of the terms, compared', () => {
  it('are the same where they are', () => {
    expect(compareTerms(firstTerms, firstTerms, 'en').every(({ is }) => is === 'same')).toBe(true)
  })

  it('show what came and what went, in the order in which it is read', () => {
    const before = [section('A', 'one', 'two'), section('B', 'three')]
    const after = [section('A', 'one', 'TWO'), section('C', 'new'), section('B', 'three')]
    expect(changed(before, after)).toEqual([
      'same A',
      'same one',
      'removed two',
      'added TWO',
      'added C',
      'added new',
      'same B',
      'same three',
    ])
  })

  it('tell a heading from a paragraph of the same words', () => {
    const moved = changed([section('A', 'x')], [section('B', 'A')])
    expect(moved).toEqual(['removed A', 'removed x', 'added B', 'added A'])
  })

  it('lose nothing of either', () => {
    const [before, after] = [[section('A', '1', '2', '3')], [section('B', '3', '2', '1')]]
    const lines = compareTerms(before, after, 'ja')
    const text = (gone: 'added' | 'removed') =>
      lines.filter(({ is }) => is !== gone).map(({ sentence }) => sentence.ja)
    expect(text('added')).toEqual(['A', '1', '2', '3'])
    expect(text('removed')).toEqual(['B', '3', '2', '1'])
  })
})
