import { defineRefusals } from '../kernel/index.ts'
import { takingPartRefusals } from '../residents/index.ts'

/** Every no of this module, with what a person is told. */
export const consentRefusals = defineRefusals({
  'not-found': {
    status: 404,
    ja: '見つかりませんでした。',
    jaEasy: '見つかりませんでした。',
    en: 'Not found.',
  },
  ...takingPartRefusals,
  'use-changed': {
    status: 409,
    ja: '会社の説明が新しくなりました。もう一度お読みください。',
    jaEasy: '会社の せつめいが 新しく なりました。もう一度 読んで ください。',
    en: 'The company’s terms have changed. Please read them again.',
  },
  'use-not-open': {
    status: 409,
    ja: 'この利用は、いま受け付けていません。',
    jaEasy: 'この 使いかたは、いま うけつけて いません。',
    en: 'This use is not open at present.',
  },
  'company-not-active': {
    status: 409,
    ja: 'この会社は、いまデータを使えません。',
    jaEasy: 'この 会社は、いま データを 使えません。',
    en: 'This company may not use data at present.',
  },
  'too-young': {
    status: 409,
    ja: 'この年齢の人は、まだ1人で「使ってよい」と答えられません。1人で参加できる年齢になってから、答えてください。',
    jaEasy:
      'まだ 1人で「使って よい」と 答えられない としです。1人で 参加できる としに なったら、答えて ください。',
    en: 'At this age you cannot allow a company anything by yourself yet. You can once you are old enough to take part by yourself.',
  },
  'terms-not-agreed': {
    status: 409,
    ja: 'まず規約をお読みください。同意されるまで、「使ってよい」は記録できません。',
    jaEasy: 'さきに 規約を 読んで ください。同意するまで「使って よい」は 記録できません。',
    en: 'Please read the terms first. Until you agree to them, a company cannot be allowed to use anything.',
  },
  'paper-counted': {
    status: 409,
    ja: 'この紙は、すでに1回使われています。新しく答えるときは、新しい紙に署名してください。',
    jaEasy: 'この 紙は、もう 使いました。もう一度 答える ときは、新しい 紙に 名前を 書いて ください。',
    en: 'This paper has counted once already. For a new answer, please sign a new paper.',
  },
  'answered-since': {
    status: 409,
    ja: 'この紙をうけつけたあとで、本人がべつの答えをしています。本人の答えのままにします。',
    jaEasy: 'この 紙の あとで、本人が べつの 答えを しました。本人の 答えの ままです。',
    en: 'Since this paper was put down the resident has answered otherwise. Their answer stays.',
  },
  'proof-over': {
    status: 409,
    ja: 'このカードは、いま使えなくなりました。もう一度、確かめてください。',
    jaEasy: 'この カードは、もう 使えません。もう一度 たしかめて ください。',
    en: 'This card has just ended. Please show once more who it is.',
  },
  'nothing-chosen': {
    status: 422,
    ja: '使ってよいデータを1つ以上えらんでください。えらばないものは、わたしません。',
    jaEasy: '使って よい データを えらんで ください。えらんだ ものだけを わたします。',
    en: 'Choose at least one kind of data. What you do not choose is not given.',
  },
  'item-not-in-use': {
    status: 422,
    ja: 'この利用にふくまれないデータがえらばれています。',
    jaEasy: 'この 使いかたに ない データが えらばれて います。',
    en: 'A chosen kind of data is not part of this use.',
  },
  'sensitive-not-alone': {
    status: 422,
    ja: 'とくに大切な情報は、1つずつおたずねします。',
    jaEasy: 'とくに 大切な 情報は、1つずつ 聞きます。',
    en: 'Especially sensitive information is asked one by one.',
  },
  'not-signed-lately': {
    status: 422,
    ja: '署名した日は、きょうまでの14日のうちの日です。それより前の紙は、もう一度署名してもらってください。',
    jaEasy:
      'きょうまでの 14日の うちに 書いた 紙を つかえます。もっと 前の 紙は、もう一度 書いて もらって ください。',
    en: 'The day of signing must be one of the 14 days up to today. An older paper has to be signed anew.',
  },
  'already-agreed': {
    status: 409,
    ja: 'すでに「使ってよい」になっています。',
    jaEasy: 'もう「使って よい」に なって います。',
    en: 'You have already agreed to this.',
  },
  'allowed-meanwhile': {
    status: 409,
    ja: 'いま「使ってよい」か「しばらく止める」のデータがあるので、ことわる答えを記録していません。止めるときは、会社のページで止めてください。',
    jaEasy:
      'いま「使って よい」か「しばらく 止める」の データが あります。ことわる 答えは 記録して いません。会社の ページで 止められます。',
    en: 'Some of this data is allowed or paused at present, so your refusal was not recorded. To stop it, use the company’s page.',
  },
  'already-stopped': {
    status: 409,
    ja: 'すでに止まっています。',
    jaEasy: 'もう 止まって います。',
    en: 'It is already stopped.',
  },
  'same-company': {
    status: 422,
    ja: '同じ会社です。かえる会社は、べつの会社をえらんでください。何も変わっていません。',
    jaEasy: 'おなじ 会社です。ほかの 会社を えらんで ください。何も 変わって いません。',
    en: 'This is the same company. Choose another one to change to. Nothing has changed.',
  },
  'nothing-alike': {
    status: 422,
    ja: '目的もデータもちがうので、かえることはできません。使ってよい場合は、その会社の説明を読んで答えてください。',
    jaEasy: '目的も データも ちがいます。かえる ことは できません。その 会社の せつめいを 読んで ください。',
    en: 'Neither its purpose nor its data is the same, so it cannot take the place. If you want to allow it, please read what it asks for.',
  },
  'already-paused': {
    status: 409,
    ja: 'すでに、同じ日かそれよりあとまで止めています。早く使ってよい場合は、「また使ってよいにする」を押してください。',
    jaEasy:
      'もう、おなじ ときか もっと あとまで 止めて います。はやく 使って よい ときは「また 使って よいに する」を おして ください。',
    en: 'It is paused until then or longer already. To allow it sooner, press “Allow it again”.',
  },
  'no-such-pause': {
    status: 422,
    ja: 'いつまで止めるかを、えらんでください。何も変わっていません。',
    jaEasy: 'いつまで 止めるか、えらんで ください。何も 変わって いません。',
    en: 'Choose until when to pause it. Nothing has changed.',
  },
  'not-paused': {
    status: 409,
    ja: 'しばらく止めているものは、もうありません。',
    jaEasy: 'しばらく 止めて いる ものは、もう ありません。',
    en: 'Nothing of it is paused any more.',
  },
  'ask-anew': {
    status: 409,
    ja: '前に答えたときと変わっています。説明を読んで、もう一度答えてください。',
    jaEasy: '前に 答えた ときと 変わりました。せつめいを 読んで、もう一度 答えて ください。',
    en: 'It is no longer as you agreed to it. Please read the details and answer once more.',
  },
  'not-kept': {
    status: 503,
    ja: '止めました。会社にはもうわたりません。ただし、控えを別の場所に残せていません。市が直します。',
    jaEasy: '止めました。会社には もう わたりません。でも ひかえを まだ 残せて いません。市が なおします。',
    en: 'It is stopped, and nothing is given any more. But the copy kept elsewhere could not be written yet. The city has been told.',
  },
  'not-a-stop': {
    status: 409,
    ja: 'もとにもどせるのは、止めたときだけです。',
    jaEasy: 'もとに もどせるのは、止めた ときだけです。',
    en: 'Only a stop can be undone.',
  },
  'another-session': {
    status: 403,
    ja: '止めたときと同じ画面からだけ、もとにもどせます。使ってよい場合は、もう一度同意してください。',
    jaEasy:
      '止めた ときと 同じ 画面からだけ、もとに もどせます。使って よい ときは、もう一度「使って よい」と 答えて ください。',
    en: 'A stop can be undone only where it was made. If you want to allow the use again, please agree once more.',
  },
  'too-late': {
    status: 410,
    ja: '10分をすぎたので、もとにもどせません。使ってよい場合は、もう一度同意してください。',
    jaEasy:
      '10分を すぎたので、もとに もどせません。使って よい ときは、もう一度「使って よい」と 答えて ください。',
    en: 'More than 10 minutes have passed, so it cannot be undone. If you want to allow the use again, please agree once more.',
  },
  'changed-since': {
    status: 409,
    ja: 'そのあとに変更があったので、もとにもどせません。',
    jaEasy: 'その あと 変わったので、もとに もどせません。',
    en: 'It has been changed since, so it cannot be undone.',
  },
})

export type ConsentActRefusal = keyof typeof consentRefusals
