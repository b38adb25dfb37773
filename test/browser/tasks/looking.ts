/** Tasks in which a person only finds something out. */
import { itemOf } from '../../../src/catalog/index.ts'
import { actsOf, findReceipt } from '../../../src/consent/index.ts'
import { historyOf, stop } from '../../../src/exchange/index.ts'
import type { LocalDay } from '../../../src/kernel/index.ts'
import type { Tenant } from '../../../src/platform/tenant.ts'
import { findPaperEvidence } from '../../../src/proof/index.ts'
import { daysOf } from '../../../src/vault/index.ts'
import { askFor } from '../../support/company-reads.ts'
import { readPdf } from '../../support/pdf.ts'
import type { Walker } from './keyboard.ts'
import { agreeTo, asActor, saidBy, useOf, type Actor } from './pasts.ts'
import type { Task } from './task.ts'

const newest = { before: null, limit: 10 }

export const countCompanies: Task = {
  before: (tenant, actor) => agreeTo(tenant, actor, 'market', ['activity.steps']),
  does: async (person) => {
    await person.follow('link', 'データを使う会社')
    return person.hears('heading', /が、あなたのデータを/u)
  },
  knows: async (tenant, actor) => {
    const companies = new Set((await saidBy(tenant, actor)).map((said) => said.split(':')[0]))
    return [`${companies.size}社が、`, `${companies.size}つの目的で使えます。`]
  },
}

/** 健診 cannot be deposited yet: weight stands for it. */
export const findWhoUsed: Task = {
  does: async (person) => {
    await person.follow('link', '記録')
    await person.hears('heading', /利用の記録/u)
    return person.hears('main', /みどり薬局 健康サポート係/u)
  },
  knows: async (tenant, { residentId }) => {
    const entries = await historyOf(tenant, residentId, newest)
    const items = entries.flatMap((entry) => (entry.kind === 'provision' ? entry.given : []))
    const weight = items.filter(({ item }) => item === 'body.weight')
    return weight.map(({ item, days }) => `${itemOf(item).names.ja}（${days}日分）`)
  },
}

export const seeDeniedCall: Task = {
  before: async (tenant, actor) => {
    const use = await useOf(tenant, 'pharmacy')
    await stop(tenant, asActor(actor), { useId: use.useId, items: null })
    await askFor(tenant, use, actor.residentId)
  },
  does: async (person) => {
    await person.follow('link', 'データを使う会社')
    await person.press('DisclosureTriangle', /^止めている会社/u)
    await person.follow('link', 'みどり薬局')
    return person.hears('main', /止めたあとの問い合わせ.*ことわりました/u)
  },
  knows: async (tenant, { residentId }) => {
    const entries = await historyOf(tenant, residentId, newest)
    const refusals = entries.filter((entry) => entry.kind === 'refusal')
    return refusals.map(({ times }) => `止めたあとの問い合わせ ${times}回 → ことわりました`)
  },
}

async function openReceipt(person: Walker): Promise<void> {
  await person.follow('link', '記録')
  await person.follow('link', 'わたしがしたこと')
  await person.follow('link', /^[0-9A-Z]{4}-/u)
  await person.hears('heading', /「使ってよい」の控え/u)
}

/** The number, and what was said to whom. */
async function receiptOf(tenant: Tenant, { residentId }: Actor): Promise<string[]> {
  const [act] = await actsOf(tenant, residentId, newest)
  const { events = [] } = (act && (await findReceipt(tenant, residentId, act.receiptNumber))) ?? {}
  const items = events.map(({ item }) => itemOf(item).names.ja)
  return [act?.receiptNumber ?? 'no receipt', items.join('・'), 'みどり薬局 健康サポート係', '048-000-0101']
}

export const readReceipt: Task = {
  does: async (person) => {
    await openReceipt(person)
    return person.hears('main', /受付番号/u)
  },
  knows: receiptOf,
}

/** The browser's own print; the terms, which are folded on the screen, are whole on paper. */
export const printReceipt: Task = {
  does: async (person) => {
    await openReceipt(person)
    return person.prints()
  },
  knows: async (tenant, actor) => {
    const { terms, version } = await useOf(tenant, 'pharmacy')
    const full = [terms.explanation.ja, terms.risk.ja, terms.afterStopping.ja]
    return [...(await receiptOf(tenant, actor)), `第${version}版`, ...full]
  },
}

/** The city's own file: what it says to who has it read out. */
export const saveReceiptAsPdf: Task = {
  does: async (person) => {
    await openReceipt(person)
    const { pages } = await readPdf(await person.saves('link', '紙にする（PDF）'))
    return pages.join('')
  },
  knows: receiptOf,
}

/** The link leads where the QR code does, which a telephone opens. */
export const verifyQr: Task = {
  needsScripts: true,
  does: async (person) => {
    await openReceipt(person)
    await person.follow('link', 'この控えを確かめる')
    return person.hears('status', /この紙にある番号の記録は、いまも透明性ログにあります/u)
  },
  knows: async (tenant, { residentId }) => {
    const [act] = await actsOf(tenant, residentId, newest)
    const { events = [] } = (act && (await findReceipt(tenant, residentId, act.receiptNumber))) ?? {}
    const evidence = await findPaperEvidence(
      tenant.database,
      events.map(({ eventId }) => eventId),
    )
    return (evidence?.leaves ?? []).map(({ index }) => `記録の番号 ${index}：透明性ログにあります。`)
  },
}

export const readChartAsTable: Task = {
  does: async (person) => {
    await person.follow('link', '預けたデータ')
    await person.follow('link', '歩数')
    await person.press('DisclosureTriangle', '表で見る')
    return person.hears('table', /歩/u)
  },
  knows: async (tenant, { residentId }) => {
    const all = { from: '2026-01-01' as LocalDay, to: '2026-12-31' as LocalDay }
    const told: string[] = []
    for await (const { figure } of daysOf(tenant, residentId, 'activity.steps', all))
      told.push(`${figure.value.toLocaleString('ja-JP')}歩`)
    return told
  },
}
