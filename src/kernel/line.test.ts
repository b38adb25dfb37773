import { expect, it } from 'vitest'
import { lineSchema } from './line.ts'

it.each([
  // typed                     as what it is read
  ['窓口 四郎', '窓口 四郎'],
  [' あおば薬局　', 'あおば薬局'],
  ['渡\u{e0103}辺', '渡\u{e0103}辺'],
  ['\ue000田', '\ue000田'],
  ['', undefined],
  ['   ', undefined],
  ['あ\nい', undefined],
  ['あ\u0000い', undefined],
  ['あ\u2028い', undefined],
  ['gpj.\u202eあおば', undefined],
  ['あ\u200bい', undefined],
  ['あ\ud800', undefined],
  ['あ'.repeat(20), 'あ'.repeat(20)],
  ['あ'.repeat(21), undefined],
])('%j is a line: %j', (typed, read) => {
  expect(lineSchema(20).safeParse(typed).data).toBe(read)
})
