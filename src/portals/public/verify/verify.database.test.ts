import { beforeAll, describe, expect, it } from 'vitest'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { textOf } from '../../../../test/support/resident-page.ts'
import { logEverything, queueSome } from '../../../../test/support/whole-log.ts'
import type { LogKey } from '../../../proof/index.ts'
import { verdictWords, verifyWords } from './words.ts'

const { city, portal } = await aCityWithPages()
let keys: LogKey[]

beforeAll(async () => {
  await queueSome(city, 1)
  keys = await logEverything(city)
})

describe('The page on which anybody checks a receipt', () => {
  it.each(['ja', 'ja-easy', 'en'] as const)(
    'is there for everybody, in %s, with the city’s key',
    async (locale) => {
      const browser = portal.browser()
      browser.cookies.set('azukari-language', locale)
      const page = await browser.open('/verify')
      expect(page.statusCode).toBe(200)
      expect(page.body).toContain(String(keys.at(-1)))
      expect(page.headers['content-security-policy']).toContain("default-src 'none'")
      const noScript = String(verifyWords.tables[locale].noScript).replace(/\{([^|}]+)\|[^}]+\}/gu, '$1')
      expect(textOf(page).replace(/\s/gu, '')).toContain(noScript.replace(/\s/gu, ''))
    },
  )

  it('brings every sentence that its script may need, once', async () => {
    const { body } = await portal.browser().open('/verify')
    for (const said of Object.keys(verdictWords.tables.ja))
      expect(body.split(`data-said="${said}"`)).toHaveLength(2)
  })

  it('asks for one script, which is the same for a year', async () => {
    const browser = portal.browser()
    const { body } = await browser.open('/verify')
    const [, path = ''] = /<script src="([^"]+)"/u.exec(body) ?? []
    expect(path).toMatch(/^\/assets\/verify-[\w-]{12}\.js$/u)
    const script = await browser.open(path)
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': expect.stringContaining('immutable'),
    })
  })
})
