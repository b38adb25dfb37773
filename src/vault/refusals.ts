import { defineRefusals } from '../kernel/index.ts'
import { importRefusals } from './importers/index.ts'

/** Why a deposit goes no further. Nothing is stored of what was refused. */
export const depositRefusals = defineRefusals({
  ...importRefusals,
  'not-found': {
    status: 404,
    ja: '見つかりませんでした。',
    jaEasy: 'みつかりませんでした。',
    en: 'Not found.',
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
    jaEasy: 'ばんごうは すうじだけで いれて ください。',
    en: 'Enter your user number in figures only.',
  },
  'no-space': {
    status: 507,
    ja: 'ただいま保管する場所が足りません。何も保存していません。時間をおいて、もう一度お試しください。',
    jaEasy: 'いまは いれる ばしょが ありません。なにも のこして いません。',
    en: 'There is no room to keep it at the moment. Nothing was stored. Please try again later.',
  },
  'too-many-files': {
    status: 429,
    ja: 'いま、お送りになったほかのファイルを読んでいます。読み終わってから、もう一度お送りください。',
    jaEasy: 'ほかの ファイルを よんで います。おわってから、もういちど おくって ください。',
    en: 'Other files you sent are still being read. Wait until that is done, then send this one again.',
  },
  'already-deposited': {
    status: 409,
    ja: 'このファイルは、すでにお預かりしています。何も変わりません。',
    jaEasy: 'この ファイルは もう あずかって います。なにも かわりません。',
    en: 'This file has been deposited already. Nothing changes.',
  },
  'not-ready': {
    status: 409,
    ja: 'この取り込みは、いま確認できる状態ではありません。',
    jaEasy: 'いまは できません。',
    en: 'This import is not waiting for your confirmation.',
  },
  expired: {
    status: 410,
    ja: '確認の期限がすぎたので、消しました。もう一度お送りください。',
    jaEasy: 'じかんが すぎたので けしました。もういちど おくって ください。',
    en: 'The time to confirm has passed and the file is gone. Please send it again.',
  },
  'nothing-chosen': {
    status: 422,
    ja: 'お預けになるデータを1つ以上えらんでください。',
    jaEasy: 'あずける データを えらんで ください。',
    en: 'Choose at least one kind of data to deposit.',
  },
  'too-many-days': {
    status: 422,
    ja: 'お預かりできる日数をこえるため、このファイルはお預かりできません。窓口にご相談ください。',
    jaEasy: 'データが おおすぎて あずかれません。まどぐちに そうだん して ください。',
    en: 'This would be more days of data than can be kept for one person. Please ask the data desk.',
  },
  'another-person': {
    status: 409,
    ja: 'ファイルの持ち主が、あなたと違うようです。ご自分のデータなら、そのことを確かめるしるしを付けてください。',
    jaEasy: 'ほかの ひとの ファイルかも しれません。じぶんの ものなら しるしを つけて ください。',
    en: 'The file seems to belong to somebody else. If it is yours, tick the box that says so.',
  },
})

export type DepositRefusal = keyof typeof depositRefusals
