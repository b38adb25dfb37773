import { appTexts } from './texts-of-apps.ts'
import { cardTexts } from './texts-of-cards.ts'
import { lifeTexts } from './texts-of-life.ts'
import { cohortTexts } from './texts-of-joining.ts'
import { partnerTexts } from './texts-of-partners.ts'
import { shareTexts } from './texts-of-shares.ts'
import type { NoticeKind } from './rules.ts'
import { and, call, type NoticeText } from './text-parts.ts'

export const noticeTexts: Readonly<Record<NoticeKind, NoticeText>> = {
  ...cardTexts,
  'sessions-ended': {
    title: {
      ja: 'ほかの画面のサインインを終わりにしました',
      jaEasy: 'ほかの 画面の サインインを 終わりに しました',
      en: 'Sign-ins on other screens were ended',
    },
    more: call,
  },
  'outside-linked': {
    title: {
      ja: 'ほかのサービスでサインインできるようになりました',
      jaEasy: 'ほかの サービスで サインインできます',
      en: 'Another service was linked for signing in',
    },
    more: call,
  },
  'outside-unlinked': {
    title: {
      ja: 'ほかのサービスではサインインできなくなりました',
      jaEasy: 'ほかの サービスでは もう サインインできません',
      en: 'Another service is no longer linked for signing in',
    },
    more: call,
  },
  'passkey-added': {
    title: {
      ja: 'パスキーを登録しました',
      jaEasy: 'パスキーを 登録しました',
      en: 'A passkey was registered for you',
    },
    more: and(
      {
        ja: 'その機器で、あなたとしてサインインできます。',
        jaEasy: 'その スマホや パソコンで サインインできます。',
        en: 'With that device somebody can sign in as you.',
      },
      call,
    ),
  },
  'passkey-ended': {
    title: {
      ja: 'パスキーを使えないようにしました',
      jaEasy: 'パスキーは もう 使えません',
      en: 'Your passkey was ended',
    },
    more: call,
  },
  'consent-given': {
    title: {
      ja: 'データを使ってよいという同意を受け取りました',
      jaEasy: 'データを 使って よいと ききました',
      en: 'Your consent to use data was received',
    },
    more: and(
      {
        ja: 'いつでも止められます。',
        jaEasy: 'いつでも 止められます。',
        en: 'You can stop it at any time.',
      },
      call,
    ),
  },
  'paper-confirmed': {
    title: {
      ja: '「使ってよい」と署名した紙を、窓口で確かめました',
      jaEasy: '「使って よい」の 紙を、窓口で たしかめました',
      en: 'A signed paper that allows the use of your data was confirmed',
    },
    more: and(
      {
        ja: 'この紙で何も変わらなかったときは、わけが利用の記録にあります。いつでも止められます。',
        jaEasy: '何も 変わらなかった ときは、なぜかが 利用の 記録に あります。いつでも 止められます。',
        en: 'Where nothing has changed by it, your history of use says why. You can stop it at any time.',
      },
      call,
    ),
  },
  'consent-withdrawn': {
    title: {
      ja: 'データの利用を止めました',
      jaEasy: 'データを 使うのを 止めました',
      en: 'The use of your data was stopped',
    },
    more: call,
  },
  'consent-ending': {
    title: {
      ja: 'もうすぐ、使ってよいとした期限がきます',
      jaEasy: 'もうすぐ、使って よい 期限が おわります',
      en: 'What you allow will end soon',
    },
    more: and(
      {
        ja: 'その日のあと、その会社に新しくわたしません。つづけたいときは、そのあと「データを使う会社」で、もう一度えらべます。',
        jaEasy:
          'その あと、その 会社に、あたらしく わたしません。つづけたい ときは、おわってから もう一度 えらべます。',
        en: 'After that day the company gets nothing new. If you want it to go on, you can choose it again then.',
      },
      call,
    ),
  },
  'consent-paused': {
    title: {
      ja: 'データの利用を、しばらく止めました',
      jaEasy: 'データを 使うのを、しばらく 止めました',
      en: 'The use of your data was paused',
    },
    more: and(
      {
        ja: '「データを使う会社」で、いつでも変えられます。',
        jaEasy: '「データを 使う 会社」で、いつでも 変えられます。',
        en: 'You can change it at any time under “Who uses my data”.',
      },
      call,
    ),
  },
  'looked-up': {
    title: {
      ja: '窓口の人が、あなたのことを調べました',
      jaEasy: '窓口で、あなたの ことを しらべました',
      en: 'A member of staff looked you up',
    },
    more: and(
      {
        ja: 'わけは、利用の記録にあります。',
        jaEasy: 'なんの ためかは、利用の 記録に あります。',
        en: 'The reason is in your history of use.',
      },
      call,
    ),
  },
  'telling-changed': {
    title: {
      ja: 'お知らせの受け取りかたを変えました',
      jaEasy: 'お知らせの 受けとりかたを 変えました',
      en: 'How you get notices was changed',
    },
    more: call,
  },
  'known-in-file': {
    title: {
      ja: '市の名簿に、あなたの名前がありました',
      jaEasy: '市の 名簿に、あなたの 名前が ありました',
      en: 'You stood in a list that the city took in',
    },
    more: and(
      {
        ja: 'もう参加しているので、何も変わりません。',
        jaEasy: 'もう 参加して いるので、何も 変わりません。',
        en: 'You take part already, so nothing has changed.',
      },
      call,
    ),
  },
  'address-changed': {
    title: {
      ja: 'メールアドレスを登録しました',
      jaEasy: 'メールアドレスを 登録しました',
      en: 'Your mail address was registered',
    },
    more: and(
      {
        ja: '前のアドレスがあれば、もう使えません。',
        jaEasy: '前の アドレスは、もう 使えません。',
        en: 'An address you had before is good no more.',
      },
      call,
    ),
  },
  'home-entered': {
    title: {
      ja: '窓口で、あなたの住所を登録しました',
      jaEasy: '窓口で あなたの 住所を 登録しました',
      en: 'Your address was entered at the counter',
    },
    more: call,
  },
  'address-removed': {
    title: {
      ja: 'メールアドレスを消しました',
      jaEasy: 'メールアドレスを 消しました',
      en: 'Your mail address was taken away',
    },
    more: call,
  },
  'new-recipient': {
    title: {
      ja: 'はじめての会社に、データをわたしました',
      jaEasy: 'はじめての 会社に、データを わたしました',
      en: 'A company that is new to you got data of yours',
    },
    more: and(
      {
        ja: 'わたしたものは、利用の記録にあります。いつでも止められます。',
        jaEasy: 'わたした ものは、利用の 記録に あります。いつでも 止められます。',
        en: 'What it got is in your history of use. You can stop it at any time.',
      },
      call,
    ),
  },
  'terms-agreed': {
    title: {
      ja: '規約に同意しました',
      jaEasy: '規約に 同意しました',
      en: 'You agreed to the terms',
    },
    more: and(
      {
        ja: 'データを預けることと、会社に「使ってよい」と答えることが、できるようになりました。',
        jaEasy: 'データを 預ける ことが できます。会社に 答える ことも できます。',
        en: 'You can now deposit data, and allow companies to use some.',
      },
      call,
    ),
  },
  'terms-changed': {
    title: {
      ja: '預けるときの規約が新しくなります',
      jaEasy: '預けるときの きまりが 新しく なります',
      en: 'There is a new version of the terms',
    },
    more: {
      ja: '規約のページで、どこが変わったかを読めます。何もしなくても、止めることと消すことは、いつでもできます。',
      jaEasy: 'きまりの ページで 読めます。止める ことと 消す ことは、いつでも できます。',
      en: 'What has changed is on the page of the terms. You can stop and erase at any time, whatever you answer.',
    },
  },
  'new-way-in': {
    title: {
      ja: 'はじめての方法で、サインインがありました',
      jaEasy: 'はじめての やりかたで、サインインが ありました',
      en: 'Somebody signed in as you, in a way not used before',
    },
    more: {
      ja: 'あなたでないときは、すぐに窓口にお電話ください。',
      jaEasy: 'あなたで ない ときは、すぐ 窓口に 電話して ください。',
      en: 'If it was not you, please call the office at once.',
    },
  },
  ...lifeTexts,
  'data-taken-out': {
    title: {
      ja: 'データのうつしを作りました',
      jaEasy: 'データの うつしを つくりました',
      en: 'A copy of your data was taken out',
    },
    more: call,
  },
  ...appTexts,
  ...cohortTexts,
  ...partnerTexts,
  ...shareTexts,
  'data-deposited': {
    title: {
      ja: 'データを預かりました',
      jaEasy: 'データを 預かりました',
      en: 'Data was deposited',
    },
    more: and(
      {
        ja: '預けたデータのページで、もとにもどせます。',
        jaEasy: '預けた データの ページで、もとに もどせます。',
        en: 'You can take it back where you see what you have deposited.',
      },
      call,
    ),
  },
}
