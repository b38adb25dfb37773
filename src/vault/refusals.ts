import { defineRefusals } from '../kernel/index.ts'
import { takingPartRefusals } from '../residents/index.ts'
import { importRefusals } from './importers/index.ts'

/** Why a deposit goes no further. Nothing is stored of what was refused. */
export const depositRefusals = defineRefusals({
  ...importRefusals,
  'not-found': {
    status: 404,
    ja: '見つかりませんでした。',
    jaEasy: '見つかりませんでした。',
    en: 'Not found.',
  },
  ...takingPartRefusals,
  'terms-not-agreed': {
    status: 409,
    ja: 'まず規約をお読みください。同意されるまで、データをお預かりできません。何も保存していません。',
    jaEasy: 'さきに 規約を 読んで ください。同意するまで 預かれません。何も 残して いません。',
    en: 'Please read the terms first. Until you agree to them, no data can be deposited. Nothing was stored.',
  },
  'no-file': {
    status: 422,
    ja: 'ファイルをえらんでください。',
    jaEasy: 'ファイルを えらんで ください。',
    en: 'Choose a file.',
  },
  'not-a-number': {
    status: 422,
    ja: '利用者番号は、数字だけで入れてください。',
    jaEasy: '番号は 数字だけで 入れて ください。',
    en: 'Enter your user number in figures only.',
  },
  'no-space': {
    status: 507,
    ja: 'ただいま保管する場所が足りません。何も保存していません。時間をおいて、もう一度お試しください。',
    jaEasy: 'いまは 入れる 場所が ありません。何も 残して いません。あとで もう一度 送って ください。',
    en: 'There is no room to keep it at the moment. Nothing was stored. Please try again later.',
  },
  'too-many-files': {
    status: 429,
    ja: 'いま、お送りになったほかのファイルを読んでいます。読み終わってから、もう一度お送りください。',
    jaEasy: 'ほかの ファイルを 読んで います。終わってから、もう一度 送って ください。',
    en: 'Other files you sent are still being read. Wait until that is done, then send this one again.',
  },
  'already-deposited': {
    status: 409,
    ja: 'このファイルは、すでにお預かりしています。何も変わりません。',
    jaEasy: 'この ファイルは もう 預かって います。何も 変わりません。',
    en: 'This file has been deposited already. Nothing changes.',
  },
  'not-ready': {
    status: 409,
    ja: 'この取り込みは、いま確認できる状態ではありません。',
    jaEasy: 'この ファイルは、いま 確認できません。',
    en: 'This import is not waiting for your confirmation.',
  },
  expired: {
    status: 410,
    ja: '確認の期限がすぎたので、消しました。もう一度お送りください。',
    jaEasy: '確認の 期限が すぎたので、消しました。もう一度 送って ください。',
    en: 'The time to confirm has passed and the file is gone. Please send it again.',
  },
  'nothing-chosen': {
    status: 422,
    ja: 'お預けになるデータを1つ以上えらんでください。',
    jaEasy: '預ける データを 1つ以上 えらんで ください。',
    en: 'Choose at least one kind of data to deposit.',
  },
  'too-many-days': {
    status: 422,
    ja: 'お預かりできる日数をこえるため、このファイルはお預かりできません。窓口にご相談ください。',
    jaEasy: '記録の 日数が 多すぎるので、この ファイルは 預かれません。窓口に 相談して ください。',
    en: 'This would be more days of data than can be kept for one person. Please ask the data desk.',
  },
  'another-person': {
    status: 409,
    ja: 'ファイルの持ち主が、あなたと違うようです。ご自分のデータなら、そのことを確かめるしるしを付けてください。',
    jaEasy: 'ほかの ひとの ファイルかも しれません。自分の データなら、しるしを 付けて ください。',
    en: 'The file seems to belong to somebody else. If it is yours, tick the box that says so.',
  },
})

export type DepositRefusal = keyof typeof depositRefusals
