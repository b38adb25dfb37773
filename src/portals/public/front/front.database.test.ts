import { expect, it } from 'vitest'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { textOf } from '../../../../test/support/resident-page.ts'

const { portal } = await aCityWithPages()

it('The front page says what is missing, and calls no backup a 控え: that is a receipt', async () => {
  const text = textOf(await portal.browser().open('/'))
  expect(text).toContain('家族などが代わりに使うことと、利用の審査は、まだできあがっていません。')
  expect(text).not.toContain('控え')
})
