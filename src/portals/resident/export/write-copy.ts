import type { Readable } from 'node:stream'
import { issueReceipt } from '../../../consent/index.ts'
import { mergedInto, readableFrom } from '../../../residents/index.ts'
import { holdingsOf } from '../../../vault/index.ts'
import { aboutMe } from './about-me.ts'
import { actsPart, grantsPart, receiptNumbersOf } from './consents.ts'
import { daysPart } from './days.ts'
import { historyPart } from './history.ts'
import { codesOf, csvOf, ndjsonOf } from './lines.ts'
import type { Owner, Part } from './part.ts'
import { readMeIn, readMeLanguages } from './read-me.ts'
import {
  copiesPart,
  depositsPart,
  identityChecksPart,
  lookUpsPart,
  noticesPart,
  sharesPart,
  termsPart,
} from './told.ts'
import { zipOf, type Pieces } from './zip-of.ts'

/**
 * Everything of a resident as one zip, read while it is sent: nothing is begun before what stands in front of it has left, and
 * one day or one page of a list is all that is in memory.
 */
export async function writeCopy(owner: Owner, beforeEnd: () => Promise<void>): Promise<Readable> {
  return zipOf(await filesOf(owner), owner.tenant.clock.now(), beforeEnd)
}

/** Of themselves, and of each entry that was merged into theirs, as long as its history is read. */
async function filesOf(owner: Owner): Promise<[string, Pieces][]> {
  const now = owner.tenant.clock.now()
  const all = await mergedInto(owner.tenant.database, owner.residentId)
  const merged = all.filter(({ mergedAt }) => readableFrom(mergedAt) <= now)
  const ofMerged = merged.map(async ({ residentId }, place) =>
    (await recordsOf({ ...owner, residentId })).map(([file, pieces]): [string, Pieces] => [
      `merged-${String(place + 1)}/${file}`,
      pieces,
    ]),
  )
  return [
    ...readMeLanguages.map((language): [string, Pieces] => [
      `README.${language}.txt`,
      () => one(() => readMeIn(language, owner.tenant.city)),
    ]),
    ...(await recordsOf(owner)),
    ...(await Promise.all(ofMerged)).flat(),
  ]
}

async function recordsOf(owner: Owner): Promise<[string, Pieces][]> {
  const holdings = await holdingsOf(owner.tenant, owner.residentId)
  const parts = [
    ...holdings.map((holding) => daysPart(owner, holding)),
    ...[grantsPart, actsPart, historyPart, lookUpsPart, noticesPart, termsPart, depositsPart].map((part) =>
      part(owner),
    ),
    ...[sharesPart, identityChecksPart, copiesPart].map((part) => part(owner)),
  ]
  const receipts = await receiptNumbersOf(owner)
  return [
    ['about-me.json', () => one(async () => JSON.stringify(await aboutMe(owner), undefined, 2))],
    ...parts.flatMap((part) => tablesOf(owner, part)),
    ...receipts.map((number): [string, Pieces] => [
      `receipts/${number}.json`,
      () => one(() => receiptOf(owner, number)),
    ]),
  ]
}

function tablesOf({ say }: Owner, { file, columns, rows, lines }: Part): [string, Pieces][] {
  return [
    [
      `${file}.csv`,
      () =>
        csvOf(
          columns.map((column) => say.text(column)),
          rows(),
        ),
    ],
    [`${file}.ndjson`, () => ndjsonOf(lines ? lines() : codesOf(rows()))],
  ]
}

async function receiptOf({ tenant, residentId }: Owner, number: string): Promise<string> {
  const issued = await issueReceipt(tenant, residentId, number)
  return JSON.stringify(
    issued.ok ? issued.document : { receiptNumber: number, because: issued.because },
    undefined,
    2,
  )
}

async function* one(text: () => string | Promise<string>): AsyncGenerator<string, void> {
  yield await text()
}
