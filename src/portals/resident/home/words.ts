import { counted, defineWords } from '../../ui/index.ts'

interface Figures {
  companies: number
  purposes: number
}

export const words = defineWords({
  ja: {
    title: 'ホーム',
    top: ({ companies, purposes }: Figures) =>
      `**${counted('ja', companies, 'company')}**が、あなたのデータを**${counted('ja', purposes, 'purpose')}**で使えます。`,
    topNone: 'いま、あなたのデータを使える会社は**ありません**。',
    hello: ({ name }: { name: string }) => `${name}さん、こんにちは。`,
    companies: 'データを使う会社',
    companiesMore: 'だれが何に使えるかを見て、止めたり選んだりできます。',
    deposits: '預けたデータ',
    depositsMore: ({ items }: { items: number }) =>
      `${counted('ja', items, 'item')}のデータを預かっています。`,
    depositsNone: 'まだ預けたデータがありません。ここから預けられます。',
    history: '利用の記録',
    historyNone: 'まだ、どの会社にもわたしていません。',
    handedOver: ({ company, what }: { company: string; what: string }) =>
      `${company}に、${what}をわたしました。`,
    notHandedOver: ({ company }: { company: string }) => `${company}への受け渡しは、行われませんでした。`,
    underWay: ({ company, what }: { company: string; what: string }) =>
      `${company}に、${what}をわたしているところです。`,
    refused: ({ company }: { company: string }) => `${company}からの問い合わせを、ことわりました。`,
    andMore: ({ first, more }: { first: string; more: number }) =>
      `${first}ほか${counted('ja', more, 'item')}`,
    someCompany: 'ある会社',
    stopAll: 'ぜんぶ止める',
    stopAllMore: '1回押すと、どの会社にも新しくわたさなくなります。10分のあいだは、もとにもどせます。',
    stopAllDone: 'いま使える会社がないので、止めるものはありません。',
  },
  'ja-easy': {
    title: 'ホーム',
    top: ({ companies, purposes }) =>
      `**${counted('ja-easy', companies, 'company')}**が、あなたの データを **${counted('ja-easy', purposes, 'purpose')}**で {使|つか}えます。`,
    topNone: 'いま、あなたの データを {使|つか}える {会社|かいしゃ}は **ありません**。',
    hello: ({ name }) => `${name}さん、こんにちは。`,
    companies: 'データを {使|つか}う {会社|かいしゃ}',
    companiesMore: 'だれが {使|つか}えるかを {見|み}て、{止|と}めることが できます。',
    deposits: '{預|あず}けた データ',
    depositsMore: ({ items }) => `${counted('ja-easy', items, 'item')}の データを {預|あず}かって います。`,
    depositsNone: 'まだ {預|あず}けた データが ありません。ここから {預|あず}けられます。',
    history: '{利用|りよう}の {記録|きろく}',
    historyNone: 'まだ どの {会社|かいしゃ}にも わたして いません。',
    handedOver: ({ company, what }) => `${company}に ${what}を わたしました。`,
    notHandedOver: ({ company }) => `${company}には わたしませんでした。`,
    underWay: ({ company, what }) => `${company}に ${what}を わたして います。`,
    refused: ({ company }) => `${company}から {聞|き}かれましたが、ことわりました。`,
    andMore: ({ first, more }) => `${first}と ほか ${counted('ja-easy', more, 'item')}`,
    someCompany: 'ある {会社|かいしゃ}',
    stopAll: 'ぜんぶ {止|と}める',
    stopAllMore:
      'おすと、どの {会社|かいしゃ}にも わたさなく なります。10{分|ぷん}の あいだは もとに もどせます。',
    stopAllDone: 'いま {使|つか}える {会社|かいしゃ}は ありません。',
  },
  en: {
    title: 'Home',
    top: ({ companies, purposes }) =>
      `**${counted('en', companies, 'company')}** may use your data for **${counted('en', purposes, 'purpose')}**.`,
    topNone: '**No company** may use your data now.',
    hello: ({ name }) => `Hello, ${name}.`,
    companies: 'Who uses my data',
    companiesMore: 'See who may use what, and stop or choose.',
    deposits: 'What I have deposited',
    depositsMore: ({ items }) => `We keep ${counted('en', items, 'item')} for you.`,
    depositsNone: 'You have not deposited anything yet. You can do it here.',
    history: 'History of use',
    historyNone: 'Nothing has been handed to any company yet.',
    handedOver: ({ company, what }) => `Handed to ${company}: ${what}.`,
    notHandedOver: ({ company }) => `Nothing was handed to ${company}.`,
    underWay: ({ company, what }) => `Being handed to ${company}: ${what}.`,
    refused: ({ company }) => `A request by ${company} was refused.`,
    andMore: ({ first, more }) => `${first} and ${counted('en', more, 'item')} more`,
    someCompany: 'a company',
    stopAll: 'Stop everything',
    stopAllMore: 'One tap, and no company is given anything new. You can undo it for 10 minutes.',
    stopAllDone: 'No company may use your data now, so there is nothing to stop.',
  },
})
