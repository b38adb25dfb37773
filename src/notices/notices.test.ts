import { describe, expect, it } from 'vitest'
import { mostADay, noticeKinds, sayable, standsByItself } from './rules.ts'
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

  it.each(all)('%s: “%s” asks for nothing and leads nowhere', (_, text) => {
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
