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
  browser.cookies.set('azukari-session', await startSession(tenant, residentId))
  await browser.open('/home')
  return browser
}

/** What a person reads: tags and readings gone. */
export function textOf({ body }: Pick<Answered, 'body'>): string {
  return body
    .replace(/<(head|rt)[^]*?<\/\1>/gu, '')
    .replace(/<[^>]+>/gu, ' ')
    .replace(/\s+/gu, ' ')
}
