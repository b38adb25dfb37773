import { describe, expect, it } from 'vitest'
import { dayMs } from '../kernel/index.ts'
import { decideNext, isImportant, mostADay, noticeKinds, sayable, standsByItself } from './rules.ts'
import { mailWords } from './mail-text.ts'
import { noticeTexts } from './texts.ts'

/** What no notice may say, in any language: an address, a PIN, a place or a wish to sign in. */
const forbidden =
  /https?:|www\.|\.(?:jp|com|net|org|example)|\/[a-z]|@|暗証|あんしょう|パスワード|password|\bPIN\b|サインインして(?!いる)|ログイン|sign in (?:to|at|here)|log ?in|クリック|click|押して|入力/iu

describe('The words of notices', () => {
  const all = noticeKinds.flatMap((kind) =>
    Object.values(noticeTexts[kind]).flatMap(({ ja, jaEasy, en }) =>
      [ja, jaEasy, en].map((text) => [kind, text] as const),
    ),
  )

  const ofMails = Object.entries(mailWords).flatMap(([key, { ja, jaEasy, en }]) =>
    [ja, jaEasy, en].map((text) => [key, text] as const),
  )

  it.each([...all, ...ofMails])('%s: “%s” asks for nothing and leads nowhere', (_, text) => {
    expect(text).not.toMatch(forbidden)
  })

  it.each([
    'https://azukari.example.jp/sign-in を開いてください',
    '暗証番号を教えてください',
    'Please enter your PIN',
    'ここからログイン',
    'azukari.example.jp',
    'サインインして ください',
  ])('could not be “%s”', (text) => {
    expect(text).toMatch(forbidden)
  })
})

describe('A notice', () => {
  it.each([
    [0, true],
    [mostADay - 1, true],
    [mostADay, false],
    [mostADay + 100, false],
  ])('after %i of its kind on one day stands by itself: %s', (before, byItself) => {
    expect(standsByItself(before)).toBe(byItself)
  })

  it.each([
    ['見本薬局', '見本薬局'],
    ['Sample Pharmacy', 'Sample Pharmacy'],
    [undefined, undefined],
    ['', undefined],
    ['市役所\nから', undefined],
    ['a\u202Eb', undefined],
    ['a\u200Bb', undefined],
    ['a\u2028b', undefined],
    ['あ'.repeat(81), undefined],
  ])('says the name %j of a company as %j', (name, said) => {
    expect(sayable(name)).toBe(said)
  })
})

describe('A mail', () => {
  it.each(noticeKinds.map((kind) => [kind, kind !== 'data-deposited'] as const))(
    'about %s is sent: %s',
    (kind, is) => {
      expect(isImportant(kind)).toBe(is)
    },
  )

  const now = new Date('2026-11-23T01:00:00Z')
  const before = (ms: number) => new Date(now.getTime() - ms)
  const minutes = 60_000
  it.each([
    // the server says    it waits since     tries   what becomes of it
    ['sent', 0, 0, { do: 'note-sent' }],
    ['sent', 4 * dayMs, 9, { do: 'note-sent' }],
    ['refused', 0, 0, { do: 'note-failed' }],
    ['unreachable', 0, 0, { do: 'wait', until: before(-5 * minutes) }],
    ['unreachable', 5 * minutes, 1, { do: 'wait', until: before(-10 * minutes) }],
    ['unreachable', dayMs, 30, { do: 'wait', until: before(-6 * 60 * minutes) }],
    ['unreachable', 3 * dayMs - 1, 12, { do: 'wait', until: before(-6 * 60 * minutes) }],
    ['unreachable', 3 * dayMs, 12, { do: 'note-failed' }],
  ] as const)('to which a server says %s after %i ms and %i tries', (posted, waitedMs, tries, next) => {
    expect(decideNext(posted, { since: before(waitedMs), tries }, now)).toEqual(next)
  })
})
