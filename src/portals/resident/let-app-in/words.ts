import { defineWords } from '../../ui/index.ts'

interface Named {
  name: string
}
interface Days {
  days: number
}

export const letAppInWords = defineWords({
  ja: {
    title: ({ name }: Named) => `${name}に、なにをさせてよいですか`,
    asks: 'このアプリが、次のことをしたいと言っています。',
    app: 'アプリの名前',
    maker: 'つくった人',
    notCity: '市のアプリではありません。知らないアプリのときは、「ことわる」を押してください。',
    choose: 'させてよいこと',
    chooseHint: 'させてよいものだけ、えらんでください。',
    'me:read': '見る',
    'me:readHint': '預けたデータ、だれが使ったかの記録、お知らせ、サインインの記録を見ます。',
    'me:stop': '止める',
    'me:stopHint':
      '会社がデータを使うのを止め、会社に「ことわる」と答えます。もとにもどすことは、できません。',
    'me:agree': '「使ってよい」と答える',
    'me:agreeHint': '会社に、データを使ってよいと答えます。あなたがサインインした、すぐあとだけです。',
    'me:deposit': '預ける',
    'me:depositHint': 'ファイルを送って、データを預けます。預けたものを、もとにもどすこともできます。',
    'me:settings': '設定を変える',
    'me:settingsHint':
      'お知らせを読んだことにし、メールで知らせるかを変え、サインインしているところを終わりにします。',
    until: ({ days }: Days) =>
      `${String(days)}日たつと、何もできなくなります。とちゅうでも、設定でいつでも終わりにできます。`,
    refuseMore: 'ことわっても、ほかのことは何も変わりません。',
    letIn: ({ name }: Named) => `${name}を使えるようにしました`,
    refused: ({ name }: Named) => `${name}をことわりました`,
    going: 'アプリにもどります。画面が変わらないときは、下のボタンを押してください。',
    back: ({ name }: Named) => `${name}にもどる`,
  },
  'ja-easy': {
    title: ({ name }) => `${name}は {何|なに}を して よいですか`,
    asks: 'この アプリは、つぎの ことを したいです。',
    app: 'アプリの {名前|なまえ}',
    maker: 'つくった {人|ひと}',
    notCity: '{市|し}の アプリでは ありません。しらない アプリなら、「ことわる」を おして ください。',
    choose: 'して よい こと',
    chooseHint: 'して よい ことだけ、えらんで ください。',
    'me:read': '{見|み}る',
    'me:readHint':
      '{預|あず}けた データと、だれが {使|つか}ったかを {見|み}ます。お{知|し}らせと サインインの {記録|きろく}も {見|み}ます。',
    'me:stop': '{止|と}める',
    'me:stopHint':
      '{会社|かいしゃ}が データを {使|つか}うのを {止|と}めて、「ことわる」と {答|こた}えます。もとに もどす ことは できません。',
    'me:agree': '「{使|つか}って よい」と {答|こた}える',
    'me:agreeHint':
      '{会社|かいしゃ}に「{使|つか}って よい」と {答|こた}えます。サインインした すぐ あとだけです。',
    'me:deposit': '{預|あず}ける',
    'me:depositHint': 'ファイルを {送|おく}って、データを {預|あず}けます。もとに もどす ことも できます。',
    'me:settings': '{設定|せってい}を {変|か}える',
    'me:settingsHint':
      'お{知|し}らせを {読|よ}んだ ことに します。メールで {知|し}らせるかを {変|か}えます。サインインを おわりに します。',
    until: ({ days }) =>
      `${String(days)}日 たつと、もう {何|なに}も できません。その{前|まえ}でも、{設定|せってい}で やめられます。`,
    refuseMore: 'ことわっても、ほかの ことは {変|か}わりません。',
    letIn: ({ name }) => `${name}を {使|つか}えるように しました`,
    refused: ({ name }) => `${name}を ことわりました`,
    going:
      'アプリに もどります。{画面|がめん}が {変|か}わらない ときは、{下|した}の ボタンを おして ください。',
    back: ({ name }) => `${name}に もどる`,
  },
  en: {
    title: ({ name }) => `What may ${name} do?`,
    asks: 'This app asks to do the following.',
    app: 'Name of the app',
    maker: 'Made by',
    notCity: 'It is not an app of the city. If you do not know it, press “Refuse”.',
    choose: 'What it may do',
    chooseHint: 'Choose only what it may do.',
    'me:read': 'Look',
    'me:readHint': 'At what you deposited, who used it, your notices, and where you are signed in.',
    'me:stop': 'Stop',
    'me:stopHint':
      'Stop companies from using your data, and refuse what they ask for. It cannot take that back.',
    'me:agree': 'Agree',
    'me:agreeHint': 'Tell companies that they may use data, and only shortly after you have signed in.',
    'me:deposit': 'Deposit',
    'me:depositHint': 'Send files to deposit data, and take back what was deposited.',
    'me:settings': 'Change settings',
    'me:settingsHint': 'Mark notices as read, turn mails on or off, and end where you are signed in.',
    until: ({ days }) =>
      `After ${String(days)} days it can do nothing any more. You can end it before at any time in your settings.`,
    refuseMore: 'If you refuse, nothing else changes.',
    letIn: ({ name }) => `${name} was let in`,
    refused: ({ name }) => `${name} was refused`,
    going: 'You go back to the app. If the page does not change, press the button below.',
    back: ({ name }) => `Back to ${name}`,
  },
})
