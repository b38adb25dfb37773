import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byKana, readKana, readName, searchKana, searchName } from '../index.ts'
import { usualShapes } from './usual-shapes.ts'

describe('A name as it was typed', () => {
  const table = [
    ['青葉 花子', '青葉 花子'],
    ['　青葉　　花子 ', '青葉 花子'],
    ['山﨑 髙子', '山﨑 髙子'],
    ['塚\ufa10 神\ufa19', '塚\ufa10 神\ufa19'],
    ['葛\u{e0100}城 𠮷男', '葛\u{e0100}城 𠮷男'],
    ['佐々木 ヶヶ', '佐々木 ヶヶ'],
    ['Ｍａｒｉａ　ｄｅ　Souza', 'Maria de Souza'],
    ['Jose\u0301 O’Neill-Smith', 'José O’Neill-Smith'],
    ['ｻﾝﾄｽ ﾊﾞｰﾊﾞﾗ', 'サントス バーバラ'],
  ] as const
  it.each(table)('%s is kept as %s', (typed, name) => {
    expect(readName(typed)).toEqual({ ok: true, name })
  })

  it.each([
    ['', 'no-name'],
    ['　 ', 'no-name'],
    ['\ue000田 花子', 'private-character'],
    ['\u{f0001}田 花子', 'private-character'],
    ['花子\u202e', 'wrong-character'],
    ['花\u200b子', 'wrong-character'],
    ['\u{e0100}花子', 'wrong-character'],
    ['花子\ufdd0', 'wrong-character'],
    ['<b>花子', 'wrong-character'],
    ['・', 'wrong-character'],
    ['花'.repeat(81), 'name-too-long'],
  ])('and %j is refused: %s', (typed, because) => {
    expect(readName(typed)).toEqual({ ok: false, because })
  })

  it('once kept is kept as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (typed) => {
        const read = readName(typed)
        if (read.ok) expect(readName(read.name)).toEqual(read)
      }),
    )
  })
})

describe('How a name is read, as it was typed', () => {
  const table = [
    ['あおば　はなこ', 'アオバ ハナコ'],
    ['ｱｵﾊﾞ ﾊﾅｺ', 'アオバ ハナコ'],
    ['アオハ\u3099', 'アオバ'],
    ['アオハ゛', 'アオバ'],
    ['こ-いち', 'コーイチ'],
    ['コ－イチ', 'コーイチ'],
    ['コｰイチ', 'コーイチ'],
    ['しょうた', 'ショウタ'],
    ['マリア・デ・ソウザ', 'マリア・デ・ソウザ'],
    ['ゔぁいおれっと', 'ヴァイオレット'],
  ] as const
  it.each(table)('%s is %s', (typed, kana) => {
    expect(readKana(typed)).toEqual({ ok: true, kana })
  })

  it.each([
    ['', 'no-kana'],
    ['Maria', 'not-kana'],
    ['青葉', 'not-kana'],
    ['ーアオ', 'not-kana'],
    ['アオ・', 'not-kana'],
    ['アオ1', 'not-kana'],
    ['ア'.repeat(121), 'kana-too-long'],
  ])('and %j is refused: %s', (typed, because) => {
    expect(readKana(typed)).toEqual({ ok: false, because })
  })
})

describe('Somebody who is looked up', () => {
  it.each([
    ['ショウタ', 'シヨウタ'],
    ['コーイチ', 'コウイチ'],
    ['コオイチ', 'こーいち'],
    ['オーノ', 'オオノ'],
    ['トーオ', 'トオオ'],
    ['ケーコ', 'ケイコ'],
    ['アオバ ハナコ', 'あおばはなこ'],
    ['マリア・デ', 'マリアデ'],
    ['ミヅキ', 'ミズキ'],
    ['スティーヴン', 'スティーブン'],
  ])('by ear: %s and %s are one', (one, other) => {
    expect(searchKana(one)).toBe(searchKana(other))
    expect(searchKana(one)).toMatch(/^[ア-ン]+$/u)
  })

  it.each([
    ['ハナ', 'バナ'],
    ['オノ', 'オオノ'],
    ['ユコ', 'ユウコ'],
    ['コイチ', 'コウイチ'],
  ])('by ear: %s and %s are two', (one, other) => {
    expect(searchKana(one)).not.toBe(searchKana(other))
  })

  it('by ear, but not by what is no kana', () => {
    expect(searchKana('青葉')).toBeUndefined()
  })

  it.each([
    ['髙橋 一郎', '高橋一郎', true],
    ['山﨑', '山崎', true],
    ['渡邉', '渡邊', true],
    ['葛\u{e0100}城', '葛城', true],
    ['Ｍａｒｉａ', 'MARIA', true],
    ['齋藤', '斎藤', true],
    ['斎藤', '斉藤', false],
  ])('by eye: %s and %s are one: %s', (one, other, same) => {
    expect(searchName(one) === searchName(other)).toBe(same)
  })

  it('by a table of shapes in which one step is enough', () => {
    const wrong = [...usualShapes].filter(
      ([shape, usual]) => usualShapes.has(usual) || usual.normalize('NFKC') !== usual || shape === usual,
    )
    expect(wrong).toEqual([])
  })
})

it('A list of people stands in the order of the syllabary', () => {
  const right = [
    'アオ バク',
    'アオバ ハナコ',
    'カトウ',
    'ガトウ',
    'コウノ',
    'コーノ',
    'コオノ',
    'ショウタ',
    'シヨウタ',
    'ハナ',
    'バナ',
    'パナ',
  ]
  // シ stands after コ, as in the syllabary; a small kana before a large one.
  const people = right.map((kana) => ({ kana, name: kana }))
  expect(
    people
      .toReversed()
      .toSorted(byKana)
      .map(({ kana }) => kana),
  ).toEqual(right)
  expect(byKana({ kana: 'ア', name: '阿' }, { kana: 'ア', name: '阿' })).toBe(0)
})
