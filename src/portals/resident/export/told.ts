import { copiesOf } from '../../../copies/index.ts'
import { identityChecksOf, lookUpsOf } from '../../../counter/index.ts'
import { noticesOf, noticeTexts, sayable, type NoticeId } from '../../../notices/index.ts'
import { termsAnswersOf } from '../../../residents/index.ts'
import { sharesOf } from '../../../shares/index.ts'
import { depositsOf } from '../../../vault/index.ts'
import { vendorIdSchema } from '../../../vendors/index.ts'
import { documentWords } from '../../city/counter/document-words.ts'
import { deviceText } from '../../device-name.tsx'
import { withPrograms, type NamedLook } from '../history/load-history.ts'
import { lookUpWords } from '../history/look-up-words.ts'
import { everyOne, pageOf } from './every-one.ts'
import type { Row } from './lines.ts'
import { inLanguage, namesOf } from './names.ts'
import { momentIn, type Owner, type Part } from './part.ts'

/** Who of the city's staff, or which program of its, looked, why, and what they did. */
export function lookUpsPart({ tenant, residentId, locale }: Owner): Part {
  const say = lookUpWords.in({ locale, ruby: false })
  return {
    file: 'looks-by-staff',
    columns: ['col-when', 'col-did', 'col-why', 'col-program'],
    rows: async function* (): AsyncGenerator<Row, void> {
      const read = async (before: Date | null) =>
        withPrograms(tenant, await lookUpsOf(tenant, residentId, { before, limit: pageOf }))
      const idOf = ({ did, staffId, programId, reason, lookedAt }: NamedLook) =>
        [did, staffId, programId, reason, lookedAt.getTime()].join('/')
      for await (const { lookedAt, did, reason, program } of everyOne(read, (one) => one.lookedAt, idOf))
        yield {
          when: momentIn(lookedAt),
          did: { code: did, word: say.text(did) },
          why: { code: reason, word: say.text(`why-${reason}`) },
          program,
        }
    },
  }
}

export function noticesPart({ tenant, residentId, locale }: Owner): Part {
  return {
    file: 'notices',
    columns: ['col-when', 'col-what', 'col-more', 'col-company', 'col-how-many', 'col-device'],
    rows: async function* (): AsyncGenerator<Row, void> {
      let before: NoticeId | null = null
      do {
        const { shown, olderThan }: Awaited<ReturnType<typeof noticesOf>> = await noticesOf(
          tenant,
          residentId,
          before,
        )
        const vendorIds = shown.flatMap(({ vendorId }) =>
          vendorId === null ? [] : [vendorIdSchema.parse(vendorId)],
        )
        const names = await namesOf(tenant, locale, { vendorIds })
        for (const { kind, toldAt, vendorId, count, device } of shown)
          yield {
            when: momentIn(toldAt),
            what: { code: kind, word: inLanguage(locale, noticeTexts[kind].title) },
            more: inLanguage(locale, noticeTexts[kind].more),
            company: sayable(names.companyOf(vendorId)) ?? '',
            count,
            device: device && { code: device, word: deviceText({ locale, ruby: false }, device) },
          }
        before = olderThan
      } while (before !== null)
    },
  }
}

export function termsPart({ tenant, residentId, say }: Owner): Part {
  return {
    file: 'terms',
    columns: ['col-when', 'col-version', 'col-answer', 'col-channel'],
    rows: async function* (): AsyncGenerator<Row, void> {
      for (const { answeredAt, version, answer, channel } of await termsAnswersOf(
        tenant.database,
        residentId,
      ))
        yield {
          when: momentIn(answeredAt),
          version,
          answer: { code: answer, word: say.text(`answer-${answer}`) },
          channel: { code: channel, word: say.text(`on-${channel}`) },
        }
    },
  }
}

export function depositsPart({ tenant, residentId, say }: Owner): Part {
  return {
    file: 'deposits',
    columns: ['col-when', 'col-file', 'col-deposit-state', 'col-confirmed', 'col-undone', 'col-items'],
    rows: async function* (): AsyncGenerator<Row, void> {
      for (const { createdAt, state, summary, confirmedAt, undoneAt } of await depositsOf(tenant, residentId))
        yield {
          when: momentIn(createdAt),
          file: summary?.fileName ?? '',
          state: { code: state, word: say.text(`deposit-${state}`) },
          confirmed: confirmedAt && momentIn(confirmedAt),
          undone: undoneAt && momentIn(undoneAt),
          items: (summary?.chosen ?? []).join('; '),
        }
    },
  }
}

/** When they showed who they are at the counter, and with what. */
export function identityChecksPart({ tenant, residentId, locale }: Owner): Part {
  const say = documentWords.in({ locale, ruby: false })
  return {
    file: 'identity-checks',
    columns: ['col-when', 'col-document'],
    rows: async function* (): AsyncGenerator<Row, void> {
      for (const { checkedAt, document } of await identityChecksOf(tenant, residentId))
        yield { when: momentIn(checkedAt), document: { code: document, word: say.text(document) } }
    },
  }
}

const mostShares = 10_000

/** What they showed to somebody: a line for each opening, or one that says nobody has opened it. */
export function sharesPart({ tenant, residentId }: Owner): Part {
  return {
    file: 'shown',
    columns: ['col-when', 'col-note', 'col-items', 'col-until', 'col-opened', 'col-opened-by', 'col-records'],
    rows: async function* (): AsyncGenerator<Row, void> {
      for (const { madeAt, note, items, from, to, until, openings } of await sharesOf(
        tenant,
        residentId,
        mostShares,
      )) {
        const share = {
          when: momentIn(madeAt),
          note: note?.reveal() ?? '',
          items: items.map((item) => `${item} ${from} – ${to}`).join('; '),
          until: momentIn(until),
        }
        if (openings.length === 0) yield { ...share, opened: null, openedBy: '', records: 0 }
        for (const { openedAt, said, recordCount, withheld } of openings)
          yield {
            ...share,
            opened: momentIn(openedAt),
            openedBy: said.reveal(),
            records: withheld ? 0 : recordCount,
          }
      }
    },
  }
}

const mostCopies = 1_000

export function copiesPart({ tenant, residentId }: Owner): Part {
  return {
    file: 'copies',
    columns: ['col-when'],
    rows: async function* (): AsyncGenerator<Row, void> {
      for (const { begunAt } of await copiesOf(tenant, residentId, mostCopies))
        yield { when: momentIn(begunAt) }
    },
  }
}
