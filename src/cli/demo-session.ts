/** The form token in a page, as a browser would send it back. */
const formToken = /name="_csrf"[^>]*value="([^"]+)"/
const sessionCookie = /azukari-session=[^;]+/

/**
 * Signs a seeded resident in at the running demo, through the same page and form a browser uses.
 * @returns the cookie to send (`azukari-session=…`); undefined when no demo answers there
 */
export async function signInAtDemo(publicUrl: string, residentId: string): Promise<string | undefined> {
  const signal = AbortSignal.timeout(10_000)
  try {
    const page = await fetch(`${publicUrl}/sign-in`, { headers: { accept: 'text/html' }, signal })
    const [visit = ''] = page.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')
    const [, token = ''] = formToken.exec(await page.text()) ?? []
    const answer = await fetch(`${publicUrl}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: publicUrl, cookie: visit },
      body: new URLSearchParams({ _csrf: token, resident: residentId }),
      signal,
    })
    return answer.headers
      .getSetCookie()
      .map((cookie) => sessionCookie.exec(cookie)?.[0])
      .find((cookie) => cookie !== undefined)
  } catch {
    // Nobody listens there: the caller says so, with the remedy.
    return undefined
  }
}
