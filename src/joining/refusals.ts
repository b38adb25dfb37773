import { defineRefusals } from '../kernel/index.ts'

export const joiningRefusals = defineRefusals({
  'code-refused': {
    status: 422,
    ja: 'この招待番号では参加できません。番号を、もう一度見てください。番号が合っているときは、期限が過ぎたか、もう使われたか、募集が終わっています。窓口でうかがいます。',
    jaEasy:
      'この 番号では 参加できません。番号を もう一度 見て ください。それでも だめな ときは、窓口で 聞いて ください。',
    en: 'You could not join with this invitation number. Please check it. If it is right, it has run out or been used, or nobody more is taken in with it: please ask at the counter.',
  },
  'joining-busy': {
    status: 503,
    ja: 'いま、こみあっています。少し待ってから、入れなおしてください。',
    jaEasy: 'いま、こみあって います。すこし まって ください。',
    en: 'Many people are joining at the moment. Please wait a little and try again.',
  },
  'not-begun': {
    status: 409,
    ja: '時間がたったか、はじめたときとは別のブラウザーで開いたため、できませんでした。招待番号から、もう一度入れてください。',
    jaEasy: '時間が すぎたか、ちがう 画面で 開きました。招待の 番号から もう一度 入れて ください。',
    en: 'This took too long, or was begun in another browser. Please start again with your invitation number.',
  },
  'too-young': {
    status: 422,
    ja: 'この年齢の人は、まだ参加できません。1人で参加できる年齢になってから、もう一度、招待番号を入れてください。わからないことは、窓口でうかがいます。',
    jaEasy:
      'まだ 参加できない としです。1人で 参加できる としに なったら、もう一度 番号を 入れて ください。わからない ときは、窓口で 聞いて ください。',
    en: 'At this age you cannot take part yet. Once you are old enough to join by yourself, enter your invitation number again. If you have a question, please ask at the counter.',
  },
  'no-cohort': {
    status: 404,
    ja: 'この募集、説明会、または番号はありません。もう終わっているかもしれません。',
    jaEasy: 'この 募集は ありません。もう おわって いるかも しれません。',
    en: 'There is no such cohort, briefing or sheet, or it is over already.',
  },
  'id-taken': {
    status: 409,
    ja: 'このIDは、もう使われています。新しいIDで送ってください。',
    jaEasy: 'この IDは もう 使って います。新しい IDで 送って ください。',
    en: 'There is one of this id already. Send it with a new one.',
  },
  'made-already': {
    status: 409,
    ja: 'この招待番号は、もう作りました。番号がないときは、募集のページの一覧で取り消して、作りなおしてください。',
    jaEasy: 'この 番号は もう つくりました。番号が ない ときは、とりけして、もう一度 つくって ください。',
    en: 'These invitation numbers were made already. If you do not have them, revoke them on the page of the cohort and make others.',
  },
  'cohort-made-already': {
    status: 409,
    ja: 'この募集は、もう作りました。募集の一覧で開いてください。',
    jaEasy: 'この 募集は もう つくりました。募集の リストで 見て ください。',
    en: 'This cohort was made already. Please open it from the list of cohorts.',
  },
  'briefing-made-already': {
    status: 409,
    ja: 'この説明会は、もう加えました。募集のページで確かめてください。',
    jaEasy: 'この 説明会は もう あります。募集の ページで 見て ください。',
    en: 'This briefing was added already. Please look at the page of the cohort.',
  },
  'bad-days': {
    status: 422,
    ja: '期間を確かめてください。終わりの日は、はじめの日より前にも、今日より前にもできません。',
    jaEasy: 'おわりの ひに まちがいが あります。今日か、これからの ひに して ください。',
    en: 'Please check the days. The last day is not before the first, and not before today.',
  },
  'bad-day': {
    status: 422,
    ja: 'この日は使えません。今日からあとで、募集の期間の中の日を入れてください。',
    jaEasy: 'この ひは 使えません。今日か、これからの ひで、募集の きかんの ひを 入れて ください。',
    en: 'This day cannot be used. Enter one from today on, within the days of the cohort.',
  },
  'too-many-cohorts': {
    status: 409,
    ja: '募集は200までです。',
    jaEasy: '募集は 200までです。',
    en: 'There can be 200 cohorts at most.',
  },
  'too-many-briefings': {
    status: 409,
    ja: '説明会は、1つの募集に100までです。',
    jaEasy: '説明会は 100までです。',
    en: 'A cohort has 100 briefings at most.',
  },
  'too-many-codes': {
    status: 409,
    ja: '招待番号は、まとめて100個まで、1つの募集に200回までです。',
    jaEasy: '番号は いっしょに 100個まで、200回までです。',
    en: 'Invitation numbers are made 100 at once at most, and 200 times for a cohort.',
  },
  'not-today': {
    status: 409,
    ja: 'この説明会は、今日ではありません。選びなおしてください。',
    jaEasy: 'この 説明会は 今日では ありません。もう一度 えらんで ください。',
    en: 'This briefing is not today. Please choose again.',
  },
  'cohort-full': {
    status: 409,
    ja: 'この募集は、もういっぱいです。説明会をえらばずに、参加の手続きができます。',
    jaEasy: 'この 募集は もう いっぱいです。説明会を えらばないで、手続きが できます。',
    en: 'This cohort is full. You can take the person in without choosing a briefing.',
  },
  'cohort-closed': {
    status: 409,
    ja: 'この募集は、締め切られています。窓口では、説明会をえらばずに、参加の手続きができます。',
    jaEasy: 'この 募集は おわりに なって います。窓口では、説明会を えらばないで、手続きが できます。',
    en: 'This cohort is closed. At the counter you can take the person in without choosing a briefing.',
  },
  'cohort-over': {
    status: 409,
    ja: 'この募集は、終わりの日が過ぎています。先に、終わりの日を直してください。',
    jaEasy: 'この 募集は おわりの ひが すぎて います。はじめに、おわりの ひを かえて ください。',
    en: 'The last day of this cohort is over. Please change its last day first.',
  },
  'too-few-places': {
    status: 422,
    ja: '定員は、もう参加した人の数より小さくできません。',
    jaEasy: 'もう 参加した ひとの かずより 小さく できません。',
    en: 'There cannot be fewer places than people who have joined.',
  },
  'briefing-outside': {
    status: 422,
    ja: 'この期間の外に、説明会があります。先に、説明会の日を直してください。',
    jaEasy: 'この きかんに ない 説明会が あります。はじめに、説明会の ひを かえて ください。',
    en: 'There is a briefing outside of these days. Please change its day first.',
  },
  'not-held-yet': {
    status: 409,
    ja: 'この説明会の日は、これからです。来た人の数は、その日から入れられます。',
    jaEasy: 'この 説明会は まだです。来た ひとの かずは、その ひから 入れられます。',
    en: 'This briefing has not been held yet. How many came can be entered from its day on.',
  },
  'fewer-than-joined': {
    status: 422,
    ja: '来た人の数は、この説明会で参加した人の数より小さくできません。参加した人は、来た人です。',
    jaEasy: 'ここで 参加した ひとの かずより 小さく できません。参加した ひとは、来た ひとです。',
    en: 'No fewer people can have come than have joined at this briefing.',
  },
  'held-already': {
    status: 409,
    ja: 'この説明会の日は、変えられません。もう来た人がいます。',
    jaEasy: 'この 説明会には、もう ひとが 来ました。ひを かえる ことは できません。',
    en: 'People have come to this briefing already. Its day cannot be changed.',
  },
})
