import { startSession } from '../../src/identity/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import type { Answered, TestBrowser } from './http.ts'
import type { TestPortal } from './portal.ts'

/** A browser of this resident's, whoever joined first: the demo's door lets in only those who came with it. */
export async function residentsBrowser(
  portal: TestPortal,
  tenant: Tenant,
  residentId: ResidentId,
): Promise<TestBrowser> {
  const browser = portal.browser()
  browser.cookies.set('azukari-session', await startSession(tenant, residentId, 'demo'))
  await browser.open('/home')
  return browser
}

/** What a person reads: tags and readings gone. A place where a line may break is no space. */
export function textOf({ body }: Pick<Answered, 'body'>): string {
  return body
    .replace(/<(head|rt)[^]*?<\/\1>/gu, '')
    .replace(/<wbr ?\/?>/gu, '')
    .replace(/<[^>]+>/gu, ' ')
    .replace(/\s+/gu, ' ')
}

/** What a page says has just happened, by the role of what says it; nothing where it says nothing. */
export function statusOf({ body }: Pick<Answered, 'body'>): string {
  const said = /<div class="message[^"]*" role="(?:status|alert)"[^]*?<\/div><\/div>/u.exec(body)
  return said ? textOf({ body: said[0] }).trim() : ''
}

/** What a page says is wrong with the entry of this name, where the entry itself says that it is described so. */
export function errorAt({ body }: Pick<Answered, 'body'>, name: string): string | undefined {
  const entry = new RegExp(`<(?:input|fieldset)[^>]*aria-describedby="[^"]*\\b${name}-error\\b`, 'u').test(
    body,
  )
  const said = new RegExp(`<p class="field-error" id="${name}-error">([^]*?)</p>`, 'u').exec(body)?.[1]
  return entry && said !== undefined ? textOf({ body: said }).trim() : undefined
}

/** What stands in the entry of this name; undefined where there is no such entry. */
export function valueAt({ body }: Pick<Answered, 'body'>, name: string): string | undefined {
  const tag = body.match(/<input(?:[^>"]|"[^"]*")*>/gu)?.find((each) => each.includes(` name="${name}"`))
  const value = /\svalue="([^"]*)"/u.exec(tag ?? '')?.[1] ?? ''
  return tag && decoded(value)
}

function decoded(text: string): string {
  const signs = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }
  return Object.entries(signs).reduce((read, [sign, plain]) => read.replaceAll(sign, plain), text)
}

/** Which of the options of this name are chosen or ticked. */
export function chosenIn({ body }: Pick<Answered, 'body'>, name: string): string[] {
  const tags = body.match(/<input(?:[^>"]|"[^"]*")*>/gu) ?? []
  return tags
    .filter((tag) => tag.includes(` name="${name}"`) && /\schecked/u.test(tag))
    .map((tag) => /\svalue="([^"]*)"/u.exec(tag)?.[1] ?? '')
}

/** Posts from the page that is open, expects a redirect and follows it. */
export async function follow(browser: TestBrowser, url: string, fields: Record<string, string> = {}) {
  const answer = await browser.submit(url, fields)
  if (answer.statusCode !== 303) throw new Error(`${url} was answered with ${answer.statusCode}`)
  const address = String(answer.headers['location'])
  return { address, page: await browser.open(address.replace(/#.*/u, '')) }
}

/** The hidden fields of the form that a page has for this address. */
export function formIn({ body }: Pick<Answered, 'body'>, action: string): Record<string, string> {
  const form = body.split('<form').find((part) => part.includes(`action="${action}"`)) ?? ''
  const decoded = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"')
  return Object.fromEntries(
    [...form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/gu)].map(([, name, value]) => [
      name ?? '',
      decoded(value ?? ''),
    ]),
  )
}

/** The number of the receipt whose result an address shows. */
export function receiptNumberIn(address: string): string {
  const number = /act=([-0-9A-Z]+)/u.exec(address)?.[1]
  if (!number) throw new Error(`${address} shows no receipt`)
  return number
}

/** Every switch of a page: the words it is called by, and whether it is on. */
export function switchesOf({ body }: Answered): { name: string; on: boolean }[] {
  return [...body.matchAll(/<button[^>]*role="switch"[^>]*>/gu)].map(([tag]) => ({
    name: (/aria-labelledby="([^"]+)"/u.exec(tag)?.[1] ?? '')
      .split(' ')
      .map((id) => new RegExp(`id="${id}"[^>]*>([^<]*)<`, 'u').exec(body)?.[1] ?? `no ${id}`)
      .join(' '),
    on: tag.includes('aria-checked="true"'),
  }))
}
