/** Tasks in which a person changes something. */
import { actsOf } from '../../../src/consent/index.ts'
import { copiesOf } from '../../../src/copies/index.ts'
import { findSession } from '../../../src/identity/index.ts'
import { preferencesOf } from '../../../src/residents/index.ts'
import { holdingsOf } from '../../../src/vault/index.ts'
import { personCalled } from '../../support/browser.ts'
import type { Walker } from './keyboard.ts'
import { agreeTo, healthExport, saidBy } from './pasts.ts'
import type { Task } from './task.ts'

export const logIn: Task = {
  atTheDoor: true,
  does: async (person) => {
    await person.follow('link', 'サインインする')
    await person.follow('button', /^野原 一郎さん/u)
    return person.hears('heading', /1社が、あなたのデータを1つの目的で使えます。/u)
  },
  stands: async (tenant, { token }) => (await findSession(tenant, token))?.residentId,
  as: personCalled('ichiro').residentId,
}

const stopped = /止めました（\d{2}:\d{2}）/u
const stopAtMost = 3

export async function openPharmacy(person: Walker): Promise<void> {
  await person.follow('link', 'データを使う会社')
  await person.follow('link', 'みどり薬局')
}

export const stopItem: Task = {
  waits: true,
  activationsAtMost: stopAtMost,
  does: async (person) => {
    await openPharmacy(person)
    await person.follow('switch', /^みどり薬局 歩数 /u)
    return person.hears('status', stopped)
  },
  stands: saidBy,
  as: ['pharmacy: activity.steps withdrawn', 'pharmacy: body.weight granted'],
}

const pharmacyStopped = ['pharmacy: activity.steps withdrawn', 'pharmacy: body.weight withdrawn']

export const stopPurpose: Task = {
  activationsAtMost: stopAtMost,
  does: async (person) => {
    await openPharmacy(person)
    await person.follow('button', 'この目的では、ぜんぶ止める')
    return person.hears('status', stopped)
  },
  stands: saidBy,
  as: pharmacyStopped,
}

export const stopCompany: Task = {
  before: (tenant, actor) => agreeTo(tenant, actor, 'market', ['activity.steps']),
  activationsAtMost: stopAtMost,
  does: async (person) => {
    await openPharmacy(person)
    await person.follow('button', 'この会社を、ぜんぶ止める')
    return person.hears('status', stopped)
  },
  stands: saidBy,
  as: [...pharmacyStopped, 'market: activity.steps granted'],
}

export const stopAll: Task = {
  before: (tenant, actor) => agreeTo(tenant, actor, 'market', ['activity.steps']),
  activationsAtMost: stopAtMost,
  does: async (person) => {
    await person.follow('button', 'ぜんぶ止める')
    return person.hears('status', stopped)
  },
  stands: saidBy,
  as: [...pharmacyStopped, 'market: activity.steps withdrawn'],
}

/** All that was deposited: the person is nobody any more. */
export const eraseAll: Task = {
  waits: true,
  does: async (person) => {
    await person.follow('link', '設定')
    await person.follow('link', '説明を読む')
    await person.press('checkbox', /^もとにもどせないことが、わかりました。/u)
    await person.follow('button', 'ぜんぶ消す')
    return person.hears('status', /ぜんぶ消しました。/u)
  },
  stands: async (tenant, { residentId }) => (await tenant.keys.find(residentId))?.has('values') ?? false,
  as: false,
}

export const takeOutCopy: Task = {
  does: async (person) => {
    await person.follow('link', '設定')
    await person.follow('link', 'ファイルの受け取りへ')
    return (await person.saves('button', 'ファイルを受け取る')).subarray(0, 2).toString()
  },
  stands: async (tenant, { residentId }) => (await copiesOf(tenant, residentId, 5)).length,
  as: 1,
}

export const undo: Task = {
  waits: true,
  does: async (person) => {
    await person.follow('button', 'ぜんぶ止める')
    await person.hears('status', stopped)
    await person.follow('button', 'もとにもどす')
    return person.hears('status', /もとにもどしました（\d{2}:\d{2}）/u)
  },
  stands: async (tenant, actor) => {
    const acts = await actsOf(tenant, actor.residentId, { before: null, limit: 10 })
    return [...acts.map(({ kind }) => kind), ...(await saidBy(tenant, actor))]
  },
  as: ['undone', 'stopped', 'agreed', 'pharmacy: activity.steps granted', 'pharmacy: body.weight granted'],
}

export async function openQuestion(person: Walker): Promise<void> {
  await person.follow('link', 'データを使う会社')
  await person.follow('link', 'ひだまりマーケットの説明を読む')
}

const fromThePharmacy = ['pharmacy: activity.steps granted', 'pharmacy: body.weight granted']

export const refuse: Task = {
  does: async (person) => {
    await openQuestion(person)
    await person.follow('button', 'ことわる')
    await person.hears('heading', /「ことわる」の控え/u)
    return person.hears('status', /受け付けました。/u)
  },
  stands: saidBy,
  as: [
    ...fromThePharmacy,
    'market: activity.active-energy refused',
    'market: activity.steps refused',
    'market: sleep.stage refused',
  ],
}

/** Looks at the buttons first, then goes back and picks. */
export const acceptPart: Task = {
  does: async (person) => {
    await openQuestion(person)
    await person.reach('button', '使ってよい')
    await person.pressBefore('checkbox', '歩数')
    await person.follow('button', '使ってよい')
    await person.hears('heading', /「使ってよい」の控え/u)
    return person.hears('status', /受け付けました。/u)
  },
  stands: saidBy,
  as: [...fromThePharmacy, 'market: activity.steps granted'],
}

const file = {
  name: 'export.xml',
  mimeType: 'application/xml',
  buffer: Buffer.from(healthExport(['2026-05-14'])),
}

export const depositFile: Task = {
  waits: true,
  does: async (person) => {
    await person.follow('link', '預けたデータ')
    await person.pick(/^預けるファイル/u, file)
    await person.follow('button', '内容を確かめる')
    await person.hears('heading', /内容を確かめてください/u)
    await person.follow('button', 'お預けする')
    return person.hears('status', /お預かりしました。/u)
  },
  stands: async (tenant, { residentId }) =>
    (await holdingsOf(tenant, residentId)).map(({ item, days }) => `${item}: ${days} days`),
  as: ['activity.steps: 4 days', 'body.weight: 4 days'],
}

/** By the link at the top, which says its name in its own words on every page. */
export const switchToEasy: Task = {
  does: async (person) => {
    await person.follow('link', 'やさしい日本語')
    return person.hears('heading', /あなたの データを/u)
  },
  stands: async (tenant, { residentId }) => (await preferencesOf(tenant, residentId)).locale,
  as: 'ja-easy',
}

export const largerText: Task = {
  does: async (person) => {
    await person.follow('link', '設定')
    await person.choose('ふつう', '大きい')
    await person.follow('button', '保存する')
    return person.hears('status', /保存しました。/u)
  },
  stands: (tenant, { residentId }) => preferencesOf(tenant, residentId),
  as: { locale: 'ja', ruby: false, largeText: true },
}
