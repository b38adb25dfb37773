import type { ByteSource } from '../../src/vault/index.ts'
import type { Answered, TestBrowser } from './http.ts'

export async function contentOf(file: ByteSource): Promise<Buffer> {
  return Buffer.concat(await file.stream().toArray())
}

/** Sends the file from the page of deposits and waits until it has been read. Returns the import's address. */
export async function sendFile(
  browser: TestBrowser,
  file: ByteSource | Buffer,
  { name = 'export.xml', fields = {} }: { name?: string; fields?: Record<string, string> } = {},
): Promise<string> {
  await browser.open('/deposits')
  const body = Buffer.isBuffer(file) ? file : await contentOf(file)
  const answer = await browser.upload('/deposits', { field: 'file', name, body }, undefined, fields)
  const address = String(answer.headers['location'])
  if (answer.statusCode !== 303) throw new Error(`the file was answered with ${answer.statusCode}`)
  await openWhenRead(browser, address)
  return address
}

async function openWhenRead(browser: TestBrowser, address: string): Promise<Answered> {
  for (;;) {
    const page = await browser.open(address)
    if (!page.body.includes('<progress')) return page
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
