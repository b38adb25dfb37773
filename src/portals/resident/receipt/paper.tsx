import { setImmediate as letOthersBy } from 'node:timers/promises'
import type { ComponentChildren } from 'preact'
import type { PaperEvidence } from '../../../proof/index.ts'
import { qrSide, Sheet } from '../../paper/sheet.ts'
import {
  qrPath,
  renderedText,
  TimeText,
  uiWords,
  type City,
  type Definition,
  type View,
} from '../../ui/index.ts'
import { companyAndDepartment } from '../companies/company-words.ts'
import { fullTerms } from '../consent/terms-in-full.tsx'
import { consentWords } from '../consent/words.ts'
import type { CheckingAddress } from './checking-address.ts'
import { closingDefinitions, partDefinitions } from './definitions.tsx'
import type { ReceiptContent } from './load-receipt.ts'
import { paperWords } from './paper-words.ts'
import { receiptWords } from './words.ts'

export interface PaperReceipt {
  view: View
  city: City
  receipt: ReceiptContent
  evidence: PaperEvidence & { logged: number }
  address: CheckingAddress
}

/**
 * The receipt as a PDF: what its page says, in the reader's language, and how anybody checks it. 0.17 s of work, 124 KB;
 * in pieces, between which other requests are answered: a stop must not wait for somebody's paper.
 */
export async function receiptOnPaper(paper: PaperReceipt): Promise<Buffer> {
  const { city, receipt } = paper
  // Readings stand above letters, which a sheet has no room for.
  const view = { ...paper.view, ruby: false }
  const { act, parts } = receipt
  const say = receiptWords.in(view)
  const text = (children: ComponentChildren) => renderedText(view, children)
  const rows = (pairs: readonly Definition[]) =>
    pairs.map(({ term, is }) => ({ term: text(term), is: text(is) }))
  const number = `${uiWords.in(view).text('receiptNumber')} ${act.receiptNumber}`
  const sheet = new Sheet({
    title: say.text(act.kind),
    language: view.locale === 'en' ? 'en' : 'ja-JP',
    foot: (page, pages) => `${city.name}  ${number}  ${String(page)}/${String(pages)}`,
  })
  sheet.paragraph(`${city.name}\n${number}\n${text(<TimeText at={act.happenedAt} />)}`)
  for (const part of parts) {
    await letOthersBy()
    sheet.heading(companyAndDepartment(view, part.vendor.profile))
    sheet.table(rows(partDefinitions(view, part)))
  }
  await letOthersBy()
  sheet.table(rows(closingDefinitions(view, receipt, city)))
  await letOthersBy()
  drawProof(sheet, paper)
  for (const { use, vendor } of parts) {
    await letOthersBy()
    sheet.heading(consentWords.in(view).text('full', { version: use.version }))
    sheet.table(rows(fullTerms(view, { use, vendor })))
  }
  await letOthersBy()
  return sheet.close()
}

function drawProof(sheet: Sheet, { view, city, receipt, evidence, address }: PaperReceipt): void {
  const say = paperWords.in(view)
  const { checkpoint, leaves, logged } = evidence
  const events = receipt.parts.reduce((sum, { events: { length } }) => sum + length, 0)
  const { short, whole } = address
  sheet.heading(say.text('proof'), qrSide)
  sheet.qr(qrPath(whole), say.text('qr', { address: short }), say.text('howToCheck', { address: short }))
  if (logged > leaves.length) sheet.paragraph(say.text('firstOnly', { leaves: leaves.length }))
  if (events > logged) sheet.paragraph(say.text('waiting', { events: events - logged }))
  sheet.table([
    {
      term: say.text('leaves'),
      is: leaves.map(({ index }) => String(index)).join(', ') || say.text('noneYet'),
    },
    { term: say.text('origin'), is: checkpoint.origin },
    { term: say.text('size'), is: String(checkpoint.size) },
    { term: say.text('root'), is: Buffer.from(checkpoint.root).toString('base64') },
  ])
  sheet.paragraph(say.text('whole', { phone: city.contact.phone }))
}
