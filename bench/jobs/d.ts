import { startSession } from '../../src/identity/index.ts'
import { percentile } from '../../test/support/percentile.ts'
import { Connections } from '../connections.ts'
import { historyDrawer } from '../floors/drawing.tsx'
import { pointSelects } from '../floors/point-selects.ts'
import type { Job, Limit } from '../job.ts'
import { twoQueries } from '../peers/two-queries.ts'
import { ownItem, rateOf, residentsWithOwnItem, visitors } from '../workload.ts'

/** Who is signed in and how they read, keys, and what is shown; counted in the log of both databases on 2026-11-26. */
const statementsOfLoad = 21

/** A resident opens what is kept of them, and then who was given it. */
export const d: Job = {
  name: 'D',
  says: 'a resident’s pages: own data of one kind, and who was given it',
  unit: 'loads/s',
  async ours({ city, roundMs, quick }) {
    const residents = residentsWithOwnItem(city)
    const cookies = await Promise.all(
      residents.map((residentId) => startSession(city.tenant, residentId, 'demo')),
    )
    const connections = new Connections(city.service.port, visitors)
    const open = async (connection: number, path: string, cookie: string | undefined) => {
      const headers = { cookie: `azukari-session=${cookie ?? ''}`, accept: 'text/html' }
      const { status, body } = await connections.ask(connection, { path, headers })
      if (status !== 200) throw new Error(`${path} was answered with ${String(status)}`)
      return body
    }
    let turn = 0
    const load = async (connection: number) => {
      const cookie = cookies[(turn += 1) % cookies.length]
      await open(connection, `/data/${ownItem}`, cookie)
      await open(connection, '/history', cookie)
      return 1
    }
    return {
      answer: async () => [
        ...figuresIn(await open(0, `/data/${ownItem}`, cookies[0])),
        provisionsIn(await open(0, '/history', cookies[0])),
      ],
      round: () => rateOf(visitors, roundMs, load),
      limits: async () => [
        await slowestPage(quick ? 100 : 400, (cookie) => open(0, '/history', cookie), cookies),
      ],
      close: () => Promise.resolve(connections.close()),
    }
  },
  peers: [twoQueries],
  floors: [
    pointSelects(
      {
        what: 'the two pages',
        statements: statementsOfLoad,
        atOnce: visitors,
        besides: { what: 'drawing the second page', open: historyDrawer },
      },
      [twoQueries],
    ),
  ],
}

/** `day lowest highest`, as the page's table has them. */
function figuresIn(page: string): string[] {
  const cell = '.*?<span class="cell-value">([\\d.]+) ?%</span></td>'
  const row = new RegExp(
    `<th scope="row"[^>]*><time datetime="([^"]+)">[^<]*</time></th><td${cell}<td${cell}<td${cell}`,
    'gu',
  )
  return [...page.matchAll(row)].map(
    ([, day, , lowest, highest]) => `${day ?? ''} ${lowest ?? ''} ${highest ?? ''}`,
  )
}

function provisionsIn(page: string): string {
  return `provisions ${String([...page.matchAll(/<h3 class="card-heading">/gu)].length)}`
}

/** One visitor alone, page after page. */
async function slowestPage(
  times: number,
  open: (cookie: string | undefined) => Promise<unknown>,
  cookies: readonly string[],
): Promise<Limit> {
  const tookMs: number[] = []
  for (let time = 0; time < times; time += 1) {
    const began = performance.now()
    await open(cookies[time % cookies.length])
    tookMs.push(performance.now() - began)
  }
  return {
    what: 'who was given it, one visitor, p99',
    value: percentile(tookMs, 0.99),
    unit: 'ms',
    atMost: 10,
  }
}
