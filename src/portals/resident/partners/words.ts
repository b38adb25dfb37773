import { defineWords } from '../../ui/index.ts'

interface Named {
  name: string
}
interface Days {
  days: number
}

export const words = defineWords({
  ja: {
    title: 'データを送ってくれるところ',
    about: 'お店や病院などが、あなたのデータをここへ送れるようにします。',
    more: '送ってくれるところを見る',
    none: 'つなげるところは、まだありません',
    noneWhy: 'できたときは、ここに出ます。ファイルは、自分でいつでも預けられます。',
    toDeposits: 'ファイルを預けるページへ',
    own: 'つながっているところ',
    brings: '送ってくれるデータ',
    since: 'つないだ日時',
    until: '期限',
    end: ({ name }: Named) => `${name}とのつながりを終わりにする`,
    endWhy: '終わりにすると、すぐに何も届かなくなります。預けたデータは、そのままです。',
    ended: '終わりにしました。もう何も届きません。',
    others: 'つなげるところ',
    choose: ({ name }: Named) => `${name}とつなぐ`,
    chooseTitle: ({ name }: Named) => `${name}に、なにを送ってもらいますか`,
    standing:
      'えらんだデータは、届くたびに、確認をお願いせずにお預かりします。届いたことはお知らせに出ます。預けたデータのページで、いつでももとにもどせます。',
    nothingElse:
      'えらばないデータは、届いてもお預かりしません。送ってくれるところは、あなたのデータを見られません。',
    items: '送ってもらうデータ',
    itemsHint: '送ってもらうものだけ、えらんでください。',
    sensitive: 'とくに大切な情報です。',
    days: ({ days }: Days) =>
      `${String(days)}日たつと、終わりになります。とちゅうでも、設定でいつでも終わりにできます。`,
    ask: 'コードを出す',
    codeTitle: ({ name }: Named) => `このコードを、${name}で伝えてください`,
    codeGood: 'コードは10分のあいだ使えます。使えるのは1回です。',
    codeSecret: ({ name }: Named) =>
      `${name}のほかには、だれにも教えないでください。市の職員が、このコードをきくことはありません。`,
    again: 'もう一度コードを出すと、前のコードは使えなくなります。',
    toList: 'データを送ってくれるところにもどる',
    back: '設定にもどる',
  },
  'ja-easy': {
    title: 'データを {送|おく}って くれる ところ',
    about: '{店|みせ}や {病院|びょういん}が、あなたの データを ここに {送|おく}れるように します。',
    more: '{送|おく}って くれる ところを {見|み}る',
    none: 'つなげる ところは まだ ありません',
    noneWhy: 'できたら ここに {出|で}ます。ファイルは {自分|じぶん}で いつでも {預|あず}けられます。',
    toDeposits: 'ファイルを {預|あず}ける ページへ',
    own: 'つながって いる ところ',
    brings: '{送|おく}って くれる データ',
    since: 'つないだ とき',
    until: '{期限|きげん}',
    end: ({ name }) => `${name}と つなぐのを やめる`,
    endWhy: 'やめると、すぐに {何|なに}も {届|とど}きません。{預|あず}けた データは そのままです。',
    ended: 'やめました。もう {何|なに}も {届|とど}きません。',
    others: 'つなげる ところ',
    choose: ({ name }) => `${name}と つなぐ`,
    chooseTitle: ({ name }) => `${name}に {何|なに}を {送|おく}って もらいますか`,
    standing:
      'えらんだ データは、{届|とど}いたら すぐ {預|あず}かります。{届|とど}いた ことは お{知|し}らせに {出|で}ます。いつでも もとに もどせます。',
    nothingElse:
      'えらばない データは {預|あず}かりません。{送|おく}って くれる ところは、あなたの データを {見|み}られません。',
    items: '{送|おく}って もらう データ',
    itemsHint: '{送|おく}って もらう ものだけ、えらんで ください。',
    sensitive: 'とくに {大切|たいせつ}な {情報|じょうほう}です。',
    days: ({ days }) =>
      `${String(days)}日 たつと {終|お}わりです。その{前|まえ}でも、{設定|せってい}で やめられます。`,
    ask: 'コードを {出|だ}す',
    codeTitle: ({ name }) => `この コードを ${name}で {言|い}って ください`,
    codeGood: 'コードは 10分の あいだ {使|つか}えます。{使|つか}えるのは 1回です。',
    codeSecret: ({ name }) =>
      `${name}の ほかの {人|ひと}に {教|おし}えないで ください。{市|し}の {人|ひと}が この コードを きく ことは ありません。`,
    again: 'もう {一度|いちど} コードを {出|だ}すと、{前|まえ}の コードは {使|つか}えません。',
    toList: 'データを {送|おく}って くれる ところに もどる',
    back: '{設定|せってい}に もどる',
  },
  en: {
    title: 'Places that send your data',
    about: 'Lets a shop, a clinic or another place send your data here.',
    more: 'See the places',
    none: 'There is no place to link yet',
    noneWhy: 'When there is one, you see it here. You can deposit a file yourself at any time.',
    toDeposits: 'Deposit a file',
    own: 'Linked',
    brings: 'Data it sends',
    since: 'Linked on',
    until: 'Good until',
    end: ({ name }) => `End ${name}`,
    endWhy: 'When you end it, nothing comes any more at once. What you have deposited stays as it is.',
    ended: 'It has ended. Nothing comes any more.',
    others: 'Places you can link',
    choose: ({ name }) => `Link ${name}`,
    chooseTitle: ({ name }) => `What may ${name} send?`,
    standing:
      'Whenever data comes that you choose here, it is kept without asking you again. A notice tells you. Where you see what you have deposited, you can take it back at any time.',
    nothingElse: 'Whatever else comes is not kept. The place cannot see your data.',
    items: 'Data it may send',
    itemsHint: 'Choose only what it may send.',
    sensitive: 'This is especially sensitive.',
    days: ({ days }) =>
      `After ${String(days)} days it ends. You can end it before at any time in your settings.`,
    ask: 'Show a code',
    codeTitle: ({ name }) => `Tell this code at ${name}`,
    codeGood: 'The code works for 10 minutes. It is good for 1 time.',
    codeSecret: ({ name }) => `Tell it nobody but ${name}. Nobody of the city ever asks for this code.`,
    again: 'If you ask for another one, this one is good no more.',
    toList: 'Back to the places that send your data',
    back: 'Back to settings',
  },
})
