import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { counted } from './counts.ts'
import { defineWords, sentenceIn } from './define-words.ts'
import { textOf } from './marked-text.tsx'

const words = defineWords({
  ja: {
    mine: '{私|わたし}のデータ',
    shared: ({ companies }: { companies: number }) =>
      `**${counted('ja', companies, 'company')}**が使えます。`,
    from: ({ company }: { company: string }) => `${company}から`,
  },
  'ja-easy': {
    mine: '{私|わたし}の データ',
    shared: ({ companies }) => `**${counted('ja-easy', companies, 'company')}**が {使|つか}えます。`,
    from: ({ company }) => `${company}から`,
  },
  en: {
    mine: 'My data',
    shared: ({ companies }) => `**${counted('en', companies, 'company')}** may use it.`,
    from: ({ company }) => `From ${company}`,
  },
})

const html = (children: unknown) => renderToString(<p>{children as string}</p>)

describe('Words for a reader', () => {
  const table = [
    // locale      ruby    key      as the page shows it
    ['ja', false, 'mine', '<p>私のデータ</p>'],
    ['ja', true, 'mine', '<p><ruby>私<rt aria-hidden="true">わたし</rt></ruby>のデータ</p>'],
    ['ja-easy', true, 'mine', '<p><ruby>私<rt aria-hidden="true">わたし</rt></ruby>の データ</p>'],
    ['en', false, 'mine', '<p>My data</p>'],
  ] as const

  it.each(table)('in %s with ruby %s says %s as %s', (locale, ruby, key, expected) => {
    expect(html(words.in({ locale, ruby })(key))).toBe(expected)
  })

  it('carry readings inside what is stressed', () => {
    expect(html(words.in({ locale: 'ja-easy', ruby: true })('shared', { companies: 1 }))).toBe(
      '<p><strong>1<ruby>社<rt aria-hidden="true">しゃ</rt></ruby></strong>が <ruby>使<rt aria-hidden="true">つか</rt></ruby>えます。</p>',
    )
  })

  it('lose readings and stress where only text can go', () => {
    const say = words.in({ locale: 'ja-easy', ruby: true })
    expect(say.text('mine')).toBe('私の データ')
    expect(say.text('shared', { companies: 3 })).toBe('3社が 使えます。')
    expect(textOf(say('mine'))).toBe('私の データ')
  })

  it('are asked for by a key that exists, with its arguments', () => {
    const say = words.in({ locale: 'ja', ruby: false })
    // @ts-expect-error there is no such word
    expect(() => say('missing')).toThrow('no such word')
    // @ts-expect-error the word needs its argument
    expect(() => say('from')).toThrow(TypeError)
  })
})

describe('Furigana', () => {
  const table = [
    // ruby    a sentence of ours, and one with a company's name and an item's in it
    [false, '<p>会社のデータ</p>', '<p>会社薬局から体重</p>'],
    [
      true,
      '<p><ruby>会社<rt aria-hidden="true">かいしゃ</rt></ruby>のデータ</p>',
      '<p>会社薬局から<ruby>体重<rt aria-hidden="true">たいじゅう</rt></ruby></p>',
    ],
  ] as const

  it.each(table)('with ruby %s reads our sentences, and the names of nobody', (ruby, ours, expected) => {
    const view = { locale: 'ja', ruby } as const
    const weight = { ja: '体重', jaEasy: 'たいじゅう', en: 'body weight' }
    const named = ({ company, item }: { company: string; item: string }) => `${company}から${item}`
    const say = defineWords({ ja: { named }, 'ja-easy': { named }, en: { named } }).in(view)
    expect(html(sentenceIn(view, { ja: '会社のデータ', jaEasy: '', en: '' }))).toBe(ours)
    expect(html(say('named', { company: '会社薬局', item: weight }))).toBe(expected)
  })

  it('says a sentence of ours inside another in the reader’s language', () => {
    const weight = { ja: '体重', jaEasy: 'たいじゅう', en: 'body weight' }
    const view = { locale: 'en', ruby: false } as const
    expect(words.in(view).text('from', { company: weight })).toBe('From body weight')
  })
})

describe('What a person or a company wrote', () => {
  const table = [
    ['<script>alert(1)</script>', '<p>&lt;script>alert(1)&lt;/script>から</p>'],
    ['{A社|B社}', '<p>{A社|B社}から</p>'],
    ['**太字**', '<p>**太字**から</p>'],
    ['{体重|からだ}の会社', '<p>{体重|からだ}の会社から</p>'],
    ['\ue000外字', '<p>\ue000外字から</p>'],
  ] as const

  it.each(table)('stays text: %s', (company, expected) => {
    const say = words.in({ locale: 'ja', ruby: true })
    expect(html(say('from', { company }))).toBe(expected)
    expect(say.text('from', { company })).toBe(`${company}から`)
  })
})

describe('A sentence of another module', () => {
  it('is said in the language of the reader', () => {
    const sentence = { ja: '期限', jaEasy: 'いつまで', en: 'expiry' }
    expect(
      (['ja', 'ja-easy', 'en'] as const).map((locale) => sentenceIn({ locale, ruby: false }, sentence)),
    ).toEqual(['期限', 'いつまで', 'expiry'])
  })
})
