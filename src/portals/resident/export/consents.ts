import { itemOf } from '../../../catalog/index.ts'
import {
  actsOf,
  eventsOf,
  grantsOf,
  type Act,
  type ActId,
  type ConsentEvent,
} from '../../../consent/index.ts'
import { everyOne, pageOf } from './every-one.ts'
import type { Row } from './lines.ts'
import { inLanguage, namesOf } from './names.ts'
import { momentIn, type Owner, type Part } from './part.ts'

/** How everything stands at present. */
export function grantsPart(owner: Owner): Part {
  const { tenant, residentId, locale, say } = owner
  return {
    file: 'consents-now',
    columns: [
      'col-company',
      'col-use',
      'col-version',
      'col-item',
      'col-state',
      'col-until',
      'col-paused-until',
      'col-changed',
    ],
    rows: async function* (): AsyncGenerator<Row, void> {
      const grants = await grantsOf(tenant, residentId)
      const names = await namesOf(tenant, locale, { useIds: grants.map(({ useId }) => useId) })
      for (const { useId, useVersion, item, state, until, pausedUntil, changedAt } of grants) {
        const { company, title } = names.useOf(useId)
        yield {
          company,
          use: title,
          version: useVersion,
          item: { code: item, word: inLanguage(locale, itemOf(item).names) },
          state: { code: state, word: state === 'unknown' ? state : say.text(`state-${state}`) },
          until: until && momentIn(until),
          pausedUntil: state === 'paused' && pausedUntil ? momentIn(pausedUntil) : null,
          changedAt: momentIn(changedAt),
        }
      }
    },
  }
}

/** Every agreement, refusal and stop, and what each changed. */
export function actsPart(owner: Owner): Part {
  return {
    file: 'consents-history',
    columns: [
      'col-when',
      'col-act',
      'col-channel',
      'col-receipt',
      'col-company',
      'col-use',
      'col-version',
      'col-item',
      'col-state',
      'col-until',
      'col-paused-until',
    ],
    rows: async function* () {
      for await (const acts of actsByPage(owner)) yield* rowsOf(owner, acts)
    },
  }
}

/** The receipt numbers of all of them. */
export async function receiptNumbersOf(owner: Owner): Promise<string[]> {
  const numbers: string[] = []
  for await (const acts of actsByPage(owner)) numbers.push(...acts.map(({ receiptNumber }) => receiptNumber))
  return numbers
}

/** In twenties, so that their uses and companies are asked for together. */
async function* actsByPage({ tenant, residentId }: Owner): AsyncGenerator<Act[], void> {
  const read = (before: Date | null) => actsOf(tenant, residentId, { before, limit: pageOf })
  let together: Act[] = []
  for await (const act of everyOne(
    read,
    ({ happenedAt }) => happenedAt,
    ({ actId }) => actId,
  )) {
    together.push(act)
    if (together.length < 20) continue
    yield together
    together = []
  }
  if (together.length > 0) yield together
}

async function* rowsOf(owner: Owner, acts: readonly Act[]): AsyncGenerator<Row, void> {
  const { tenant, residentId, locale } = owner
  const events = await eventsOf(
    tenant,
    residentId,
    acts.map(({ actId }) => actId),
  )
  const names = await namesOf(tenant, locale, { useIds: events.map(({ useId }) => useId) })
  for (const act of acts)
    for (const event of events.filter(({ actId }) => actId === act.actId)) {
      const { company, title } = names.useOf(event.useId)
      yield rowOf(owner, act, event, { company, use: title })
    }
}

function rowOf(
  { locale, say }: Owner,
  { happenedAt, kind, channel, receiptNumber }: Act,
  { useVersion, item, kind: state, until, pausedUntil }: ConsentEvent & { actId: ActId },
  { company, use }: { company: string; use: string },
): Row {
  return {
    when: momentIn(happenedAt),
    act: { code: kind, word: say.text(`act-${kind}`) },
    channel: { code: channel, word: say.text(`by-${channel}`) },
    receipt: receiptNumber,
    company,
    use,
    version: useVersion,
    item: { code: item, word: inLanguage(locale, itemOf(item).names) },
    state: { code: state, word: say.text(`state-${state}`) },
    until: until && momentIn(until),
    pausedUntil: pausedUntil && momentIn(pausedUntil),
  }
}
