import { defineRefusals } from '../kernel/index.ts'

/** Every no of this module, with what a person is told. */
export const consentRefusals = defineRefusals({
  'not-found': {
    status: 404,
    ja: '見つかりませんでした。',
    jaEasy: 'みつかりませんでした。',
    en: 'Not found.',
  },
  'use-changed': {
    status: 409,
    ja: '会社の説明が新しくなりました。もう一度お読みください。',
    jaEasy: '会社の せつめいが あたらしく なりました。もういちど よんでください。',
    en: 'The company’s terms have changed. Please read them again.',
  },
  'use-not-open': {
    status: 409,
    ja: 'この利用は、いま受け付けていません。',
    jaEasy: 'いまは うけつけて いません。',
    en: 'This use is not open at present.',
  },
  'company-not-active': {
    status: 409,
    ja: 'この会社は、いまデータを使えません。',
    jaEasy: 'この会社は いま データを つかえません。',
    en: 'This company may not use data at present.',
  },
  'nothing-chosen': {
    status: 422,
    ja: '使ってよいデータを1つ以上えらんでください。えらばないものは、わたしません。',
    jaEasy: 'つかってよい データを えらんでください。えらばない ものは わたしません。',
    en: 'Choose at least one kind of data. What you do not choose is not given.',
  },
  'item-not-in-use': {
    status: 422,
    ja: 'この利用にふくまれないデータがえらばれています。',
    jaEasy: 'この つかいかたに ない データが えらばれて います。',
    en: 'A chosen kind of data is not part of this use.',
  },
  'sensitive-not-alone': {
    status: 422,
    ja: 'とくに大切な情報は、1つずつおたずねします。',
    jaEasy: 'とくに たいせつな じょうほうは ひとつずつ ききます。',
    en: 'Especially sensitive information is asked one by one.',
  },
  'already-agreed': {
    status: 409,
    ja: 'すでに「使ってよい」になっています。',
    jaEasy: 'もう「つかってよい」に なって います。',
    en: 'You have already agreed to this.',
  },
  'allowed-meanwhile': {
    status: 409,
    ja: 'いま「使ってよい」になっているデータがあるので、ことわる答えを記録していません。止めるときは、会社のページで止めてください。',
    jaEasy:
      'いま「つかってよい」の データが あります。ことわる こたえは きろくして いません。かいしゃの ページで とめられます。',
    en: 'Some of this data is allowed at present, so your refusal was not recorded. To stop it, use the company’s page.',
  },
  'already-stopped': {
    status: 409,
    ja: 'すでに止まっています。',
    jaEasy: 'もう とまって います。',
    en: 'It is already stopped.',
  },
  'not-a-stop': {
    status: 409,
    ja: 'もとにもどせるのは、止めたときだけです。',
    jaEasy: 'とめたとき だけ もとに もどせます。',
    en: 'Only a stop can be undone.',
  },
  'another-session': {
    status: 403,
    ja: '止めたときと同じ画面からだけ、もとにもどせます。使ってよい場合は、もう一度同意してください。',
    jaEasy: 'おなじ がめんから だけ もどせます。',
    en: 'A stop can be undone only where it was made. To allow the use again, agree once more.',
  },
  'too-late': {
    status: 410,
    ja: '10分をすぎたので、もとにもどせません。使ってよい場合は、もう一度同意してください。',
    jaEasy: '10分 すぎました。もういちど「つかってよい」を おしてください。',
    en: 'More than ten minutes have passed. To allow the use again, agree once more.',
  },
  'changed-since': {
    status: 409,
    ja: 'そのあとに変更があったので、もとにもどせません。',
    jaEasy: 'そのあと かわりました。もどせません。',
    en: 'It was changed since, so it cannot be undone.',
  },
})

export type ConsentActRefusal = keyof typeof consentRefusals
