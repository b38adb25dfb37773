import type { Told } from '../../platform/start-problem.ts'
import type { Visit, VisitRefusal } from '../../witness/index.ts'

export const badAddress: Told = {
  ja: '住所は https で始めてください（この機械の中だけなら http でもかまいません）。パスワードや ? は付けられません。',
  en: 'The address begins with https (http only within this machine), and has no password and no question mark.',
}
export const badKey: Told = {
  ja: 'ログの鍵の書き方が正しくありません（名前+番号+鍵）。市の /log/v1/keys にある鍵を、紙などで確かめて書いてください。',
  en: 'This is no key of a log (name+id+key). Take the one at /log/v1/keys of the city, and compare it with one from paper.',
}
export const anotherKey: Told = {
  ja: 'この住所のログは、別の鍵で加えてあります。鍵が新しくなったときは、前の鍵の保証をたどるので、加え直す必要はありません。',
  en: 'The log at this address was added with another key. A renewed key is followed by its endorsements: nothing need be added.',
}
export const noLogs: Told = {
  ja: '立ち会うログがありません。azukari witness add で加えてください。',
  en: 'There is no log to watch. Add one with azukari witness add.',
}
export const runsAlready: Told = {
  ja: 'このフォルダーの立会人は、すでに動いています。',
  en: 'The witness of this folder is running already.',
}

const evidence = {
  ja: '2つのチェックポイントを保管し、市と、市を監督する人に知らせてください。',
  en: 'Keep both checkpoints, and tell the city and who supervises it.',
}

const refusals: Record<VisitRefusal, Told> = {
  'not-answering': {
    ja: 'ログが時間内に答えません。市に連絡し、接続を確かめてください。',
    en: 'The log does not answer in time. Ask the city, and look at the connection.',
  },
  'too-large': {
    ja: 'ログの答えが大きすぎます。市のログではないかもしれません。住所を確かめてください。',
    en: 'The log answers more than any log would. It may be another: look at the address.',
  },
  'says-no': {
    ja: 'ログがチェックポイントを渡しません。住所を確かめ、市に連絡してください。',
    en: 'The log hands out no checkpoint. Look at the address, and ask the city.',
  },
  'not-a-checkpoint': {
    ja: 'ログの答えはチェックポイントではありません。住所を確かめてください。',
    en: 'What the log answers is no checkpoint. Look at the address.',
  },
  'another-log': {
    ja: 'ほかのログのチェックポイントです。住所を確かめ、市に連絡してください。',
    en: 'The checkpoint is of another log. Look at the address, and ask the city.',
  },
  'key-not-endorsed': {
    ja: '知っている鍵がどれも保証していない鍵の署名です。署名していません。市に電話で鍵を確かめてください。',
    en: 'It is signed by a key for which none that is known vouches, and was not cosigned. Ask the city by telephone for its key.',
  },
  shrunk: {
    ja: `警報: 前に見たときより、ログが短くなっています。古いバックアップに戻したか、記録が消されました。署名していません。${evidence.ja}`,
    en: `Alarm: the log is shorter than it was: an old backup, or leaves were taken out. It was not cosigned. ${evidence.en}`,
  },
  forked: {
    ja: `警報: 前に見たログの続きではありません。記録が書き換えられています。署名していません。${evidence.ja}`,
    en: `Alarm: this is not what was seen before and more: history was rewritten. It was not cosigned. ${evidence.en}`,
  },
  'proof-missing': {
    ja: `前に見たログの続きだという証明を、市が渡しません。署名していません。もう一度試しても同じなら、${evidence.ja}`,
    en: `The city gives no proof that the log begins with what was seen before. It was not cosigned. Should the next round end so too: ${evidence.en}`,
  },
}

/** What a person has to look at. */
export function alarm(log: string, visit: Extract<Visit, { ok: false }>): string {
  const { ja, en } = refusals[visit.because]
  const sizes = visit.sizes ? ` (${visit.sizes.join(' → ')})` : ''
  const status = visit.status === undefined ? '' : ` (HTTP ${visit.status})`
  const kept = visit.evidence === undefined ? '' : `\n  → ${visit.evidence}`
  return `✗ ${log}${sizes}${status}: ${ja}\n  ${en}${kept}`
}

const seen = {
  first: '初めて見ました · seen for the first time',
  same: '変わっていません · unchanged',
  grown: '続きになっています · has grown',
} as const

/** What was cosigned, and whether the city has taken the cosignature. */
export function cosigned(log: string, { what, from, size, handedIn }: Extract<Visit, { ok: true }>): string {
  const sizes = from === null || from === size ? String(size) : `${from} → ${size}`
  const line = `✓ ${log} (${sizes}): ${seen[what]}`
  if (handedIn.ok) return line
  const status = handedIn.status === undefined ? handedIn.because : `HTTP ${handedIn.status}`
  return `${line}
  ! 署名は手元にあります。市は受け取っていません（${status}）。市の AZUKARI_WITNESSES に、この立会人の鍵があるか確かめてください。
    The cosignature is kept here; the city has not taken it. Ask whether its AZUKARI_WITNESSES has the key of this witness.`
}
