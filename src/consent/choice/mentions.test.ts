import { expect, test } from 'vitest'
import { mentions } from './mentions.ts'

const pharmacy = {
  profile: { name: 'みどり薬局', nameEn: 'Midori Pharmacy' },
  terms: {
    title: { ja: '歩数と体重による助言', jaEasy: 'あるいた かずの アドバイス', en: 'Advice from steps' },
    purpose: 'health-advice',
    explanation: { ja: '毎月お送りします。', jaEasy: 'まいつき おくります。', en: 'Sent each month.' },
    items: ['activity.steps', 'body.weight'],
    benefit: { ja: 'ＡＢポイント', jaEasy: 'ポイント', en: 'Points' },
  },
} as const

test.each([
  // what is looked for             found
  ['', true],
  ['  　 ', true],
  ['みどり', true],
  ['ミドリ薬局', true],
  ['MIDORI', true],
  ['ｍｉｄｏｒｉ　体重', true],
  ['体重 毎月', true],
  ['あるいたかず', true],
  ['健康づくり', true],
  ['body weight', true],
  ['abポイント', true],
  ['体重 血圧', false],
  ['血圧', false],
  ['.*', false],
  ['みどり%', false],
])('Whoever looks for 「%s」 finds the use: %s', (words, found) => {
  expect(mentions(pharmacy, words)).toBe(found)
})
