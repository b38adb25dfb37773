import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import { exampleNames } from './examples.ts'

const { portal } = await aCityWithPages()
const folder = 'examples/vendor-client'

describe('The examples', () => {
  it('are all there are, and nothing else', async () => {
    expect([...exampleNames].sort()).toEqual((await readdir(folder)).sort())
  })

  it.each(exampleNames)(
    '%s is served as it lies in the product, with the sum that the page says',
    async (name) => {
      const served = await portal.browser().open(`/developer/examples/${name}`)
      const onDisk = await readFile(`${folder}/${name}`)
      expect(served.rawPayload.equals(onDisk)).toBe(true)
      expect(served.headers['content-type']).toMatch(
        /^text\/(markdown|x-typescript|x-shellscript|x-java-source); /,
      )
      expect(served.headers['content-disposition']).toBe(`attachment; filename="${name}"`)
      expect(served.headers['x-content-type-options']).toBe('nosniff')
      const page = (await portal.browser().open('/developer')).body
      const sum = createHash('sha256').update(onDisk).digest('hex')
      expect(page).toContain(sum)
      expect(page).toContain(`href="/developer/examples/${name}"`)
    },
  )

  it.each([
    'client.js',
    '..%2fREADME.md',
    '..%2f..%2fpackage.json',
    '.env',
    'constructor',
    '__proto__',
    'readme.md',
  ])('%s is none', async (name) => {
    expect((await portal.browser().open(`/developer/examples/${name}`)).statusCode).toBe(404)
  })
})
