import { itemOf } from '../../../catalog/index.ts'
import { historyOf, type HistoryEntry } from '../../../exchange/index.ts'
import { outcomeWords } from '../companies/outcome-words.ts'
import { provisionWords } from '../companies/provision-words.ts'
import { historyWords } from '../history/words.ts'
import { everyOne, pageOf } from './every-one.ts'
import type { Row } from './lines.ts'
import { inLanguage, namesOf, type Names } from './names.ts'
import { momentIn, type Owner, type Part } from './part.ts'

/** 利用の記録: what was given to whom and when, and what was refused. */
export function historyPart(owner: Owner): Part {
  const { tenant, residentId, locale } = owner
  return {
    file: 'history-of-use',
    columns: [
      'col-when',
      'col-company',
      'col-use',
      'col-version',
      'col-outcome',
      'col-given',
      'col-records',
      'col-reason',
      'col-own-words',
      'col-times',
    ],
    rows: async function* () {
      const read = (before: Date | null) => historyOf(tenant, residentId, { before, limit: pageOf })
      for await (const entry of everyOne(read, ({ at }) => at, idOf)) {
        const names = await namesOf(tenant, locale, { useIds: [entry.useId], vendorIds: [entry.vendorId] })
        yield rowOf(owner, entry, names)
      }
    },
  }
}

function idOf(entry: HistoryEntry): string {
  if (entry.kind === 'provision') return entry.provisionId
  return [entry.vendorId, entry.useId, entry.because, entry.firstAt.getTime()].join('/')
}

function rowOf({ locale }: Owner, entry: HistoryEntry, names: Names): Row {
  const reader = { locale, ruby: false }
  const [outcome, because, given] = [
    outcomeWords.in(reader),
    historyWords.in(reader),
    provisionWords.in(reader),
  ]
  const who = { company: names.companyOf(entry.vendorId), use: names.useOf(entry.useId).title }
  if (entry.kind === 'refusal')
    return {
      when: momentIn(entry.at),
      ...who,
      version: null,
      outcome: { code: 'refused', word: outcome.text('refused') },
      given: null,
      records: 0,
      reason: { code: entry.because, word: because.text(entry.because) },
      ownWords: null,
      times: entry.times,
    }
  const items = entry.given.map(({ item, days, from, to }) => {
    const name = inLanguage(locale, itemOf(item).names)
    return `${given.text('days', { item: name, count: days })} ${from} – ${to}`
  })
  return {
    when: momentIn(entry.openedAt),
    ...who,
    version: entry.useVersion,
    outcome: { code: entry.outcome, word: outcome.text(entry.outcome) },
    given: items.join('; '),
    records: entry.recordCount,
    reason: entry.reasonCode,
    ownWords: entry.ownWords,
    times: 1,
  }
}
