import { z } from 'zod'
import { itemCodes, itemOf, type ItemCode } from '../../../catalog/index.ts'
import { requireResident } from '../../../identity/index.ts'
import { addDays, localDayOf, startOfDay, type LocalDay } from '../../../kernel/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../platform/http/index.ts'
import type { Tenant } from '../../../platform/tenant.ts'
import type { ResidentId } from '../../../residents/index.ts'
import { daysOf, depositsOf, holdingsOf } from '../../../vault/index.ts'
import { paths } from '../../paths.ts'
import { readerOf, sendPage } from '../../reader.ts'
import { DataPage, spans, type DayOfFigures, type Span } from './view.tsx'

const itemSchema = z.enum(itemCodes)
const params = z.object({ item: z.string().max(100) })
const querystring = z.object({
  days: z.coerce
    .number()
    .transform((days): Span => spans.find((span) => span === days) ?? 90)
    .catch(90),
})

export function addDataPage(pages: App): void {
  const schema = { params, querystring }
  pages.get(paths.data(':item'), { preHandler: requireResident, schema }, async (request, reply) => {
    const parsed = itemSchema.safeParse(request.params.item)
    if (!parsed.success) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
    const item = parsed.data
    const span = request.query.days
    const { tenant, residentId, view, city } = await readerOf(request, reply)
    const [holdings, deposits] = await Promise.all([
      holdingsOf(tenant, residentId),
      depositsOf(tenant, residentId),
    ])
    const holding = holdings.find((each) => each.item === item)
    const days = holding ? await figuresOf(tenant, residentId, item, periodUntil(holding.last, span)) : []
    const sources = deposits.filter(
      ({ state, summary }) => state === 'live' && summary?.chosen.includes(item),
    )
    return sendPage(
      reply,
      <DataPage
        view={view}
        city={city}
        item={item}
        holding={holding}
        span={span}
        days={days}
        sources={sources}
      />,
    )
  })
}

/** Of each day only what the page tells: its samples are let go as soon as they are summed up. */
async function figuresOf(
  tenant: Tenant,
  residentId: ResidentId,
  item: ItemCode,
  days: { from: LocalDay; to: LocalDay },
): Promise<DayOfFigures[]> {
  const figures: DayOfFigures[] = []
  const isLevel = itemOf(item).shape === 'level'
  for await (const { day, figure } of daysOf(tenant, residentId, item, days)) {
    const { value, count, lowest, highest } = figure
    figures.push({ day, value, count, range: isLevel ? { lowest, highest } : undefined })
  }
  return figures
}

/** So many days, the last of them this one. */
function periodUntil(to: LocalDay, days: number): { from: LocalDay; to: LocalDay } {
  return { from: localDayOf(addDays(startOfDay(to), 1 - days)), to }
}
