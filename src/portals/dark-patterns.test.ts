import { describe, expect, it } from 'vitest'
import { allWords, asRead } from '../../test/support/all-words.ts'
import { darkPatterns, darkPatternsIn } from '../../test/support/dark-patterns.ts'

interface Honest {
  pattern: string
  ja: RegExp
  en: RegExp | null
  why: string
}

/** What looks like a pattern and is none. */
const honest: readonly Honest[] = [
  {
    pattern: 'countdown',
    ja: /10分(のあいだは|をすぎたので)、?もとにもどせま/u,
    en: /undo it for 10 minutes|more than 10 minutes have passed/iu,
    why: 'The time in which a stop can be taken back: it helps whoever stopped, and nothing runs while they decide.',
  },
  {
    pattern: 'countdown',
    ja: /コードは10分のあいだ使えます。/u,
    en: /the code works for 10 minutes\./iu,
    why: 'How long a code by mail is good: another one is to be had, and nothing runs on the page.',
  },
  {
    pattern: 'countdown',
    ja: /expは10分までです。/u,
    en: /exp at most 10 minutes from now,/iu,
    why: 'What a program signs, and not what a person does.',
  },
  {
    pattern: 'countdown',
    ja: /^12(回\/)?分$/u,
    en: null,
    why: 'The unit of a measurement.',
  },
  {
    pattern: 'countdown',
    ja: /^15分$/u,
    en: /^15 minutes$/u,
    why: 'For how long somebody lets another open what they show: one of four that they choose from.',
  },
  {
    pattern: 'already chosen',
    ja: /^はじめから許されているものは、1つもありません。$/u,
    en: /^nothing is allowed from the start\.$/iu,
    why: 'Says the opposite.',
  },
]

const words = (await allWords()).map((spoken) => ({
  ...spoken,
  text: spoken.locale === 'en' ? spoken.text : asRead(spoken.text).replace(/\s/gu, ''),
}))

const found = words.flatMap((spoken) =>
  darkPatternsIn(spoken.locale, spoken.text).map((pattern) => ({ ...spoken, pattern })),
)

function excuses(one: Honest, { pattern, locale, text }: (typeof found)[number]): boolean {
  return one.pattern === pattern && (locale === 'en' ? one.en : one.ja)?.test(text) === true
}

describe('Nothing that the city says, and nothing that a seeded company says', () => {
  it('pushes anybody', () => {
    expect(found.filter((each) => !honest.some((one) => excuses(one, each)))).toEqual([])
  })

  it.each(honest)('is excused without need ($pattern: $why)', (one) => {
    const used = found.filter((each) => excuses(one, each))
    expect(used.some(({ locale }) => locale === 'ja')).toBe(true)
    expect(used.some(({ locale }) => locale === 'en')).toBe(one.en !== null)
  })
})

describe('A word that pushes', () => {
  const planted = [
    // pattern               Japanese                                          English
    ['guilt', '残念です。会社もがっかりします。', 'We are sorry to see you go.'],
    ['guilt', 'ここでやめるのは、もったいないです。', 'What a pity!'],
    ['asking again', '本当に止めてもよろしいですか', 'Are you sure you want to stop?'],
    ['urgency', 'いまだけのキャンペーンです。', 'Hurry: today only.'],
    ['urgency', '残りわずかです。', 'Last chance to join.'],
    ['countdown', '受付終了まで、あと5分です。', 'Answer within 10 minutes.'],
    [
      'loss after leaving',
      '止めると、たまったポイントを失います。',
      'If you stop, you will lose your points.',
    ],
    ['loss after leaving', 'ことわると、助言が受け取れなくなります。', 'You no longer get the advice.'],
    ['shame in a button', 'いいえ、健康に興味がありません', 'No thanks, I do not care about my health'],
    ['already chosen', 'はじめから「使ってよい」がえらばれています。', 'All items are pre-selected.'],
    ['already chosen', '期限がすぎると、自動で更新します。', 'Renewed by default unless you opt out.'],
    ['the crowd', 'みんなが使っています。', 'Most people agree to this.'],
    ['praise of yes', 'ぜひ「使ってよい」をえらんでください。', 'Recommended'],
    ['a hard way out', '止めるには、書面での手続きが必要です。', 'To stop, you must write to the company.'],
  ] as const

  it.each(planted)('is found: %s (%s / %s)', (pattern, ja, en) => {
    expect(darkPatternsIn('ja', ja)).toContain(pattern)
    expect(darkPatternsIn('en', en)).toContain(pattern)
  })

  it('is planted for every pattern of the list', () => {
    const tried = planted.map(([pattern]): string => pattern)
    expect(darkPatterns.filter(({ name }) => !tried.includes(name))).toEqual([])
  })

  const plain = [
    ['止めると、それからは1件もわたしません。', 'From then on nothing more is given.'],
    ['お電話でも止められます。', 'You can also stop it by telephone.'],
    ['ことわっても、困ることはありません。', 'There is no disadvantage in refusing.'],
    ['止めても、すでにわたしたデータは消えません。', 'Stopping does not delete what has been given already.'],
  ] as const

  it.each(plain)('is not found where there is none: %s (%s)', (ja, en) => {
    expect([...darkPatternsIn('ja', ja), ...darkPatternsIn('en', en)]).toEqual([])
  })
})
