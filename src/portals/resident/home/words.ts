import { counted, defineWords, grouped } from '../../ui/index.ts'

interface Figures {
  companies: number
  purposes: number
}

/** The company is unknown where it is no longer on file. */
interface Event {
  company: string | undefined
  /** The first kind of data, and how many others. */
  first: string | undefined
  more: number
}

const what = {
  ja: ({ first = '', more }: Event) => (more === 0 ? first : `${first}ほか${counted('ja', more, 'item')}`),
  easy: ({ first = '', more }: Event) =>
    more === 0 ? first : `${first}と ほか ${counted('ja-easy', more, 'item')}`,
  en: ({ first = '', more }: Event) => (more === 0 ? first : `${first} and ${grouped(more)} more`),
}

const someCompany = 'ある {会社|かいしゃ}'

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
    depositsNoneAway: '預けたデータはありません。',
    history: '利用の記録',
    historyNone: 'まだ、どの会社にもわたしていません。',
    handedOver: (event: Event) => `${event.company ?? 'ある会社'}に、${what.ja(event)}をわたしました。`,
    notHandedOver: ({ company = 'ある会社' }: Event) => `${company}への受け渡しは、行われませんでした。`,
    underWay: (event: Event) =>
      `${event.company ?? 'ある会社'}に、${what.ja(event)}をわたしているところです。`,
    refused: ({ company = 'ある会社' }: Event) => `${company}からの問い合わせを、ことわりました。`,
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
    companiesMore: 'だれが なにに {使|つか}えるかを {見|み}ます。{止|と}めたり、えらんだり できます。',
    deposits: '{預|あず}けた データ',
    depositsMore: ({ items }) => `${counted('ja-easy', items, 'item')}の データを {預|あず}かって います。`,
    depositsNone: 'まだ {預|あず}けた データが ありません。ここから {預|あず}けられます。',
    depositsNoneAway: '{預|あず}けた データは ありません。',
    history: '{利用|りよう}の {記録|きろく}',
    historyNone: 'まだ どの {会社|かいしゃ}にも わたして いません。',
    handedOver: (event) => `${event.company ?? someCompany}に ${what.easy(event)}を わたしました。`,
    notHandedOver: ({ company = someCompany }) => `${company}には わたしませんでした。`,
    underWay: (event) => `${event.company ?? someCompany}に いま ${what.easy(event)}を わたして います。`,
    refused: ({ company = someCompany }) => `${company}から {聞|き}かれました。ことわりました。`,
    stopAll: 'ぜんぶ {止|と}める',
    stopAllMore:
      '1回 おすと、どの {会社|かいしゃ}にも もう わたしません。10分の あいだは もとに もどせます。',
    stopAllDone: 'いま {使|つか}える {会社|かいしゃ}は ありません。{止|と}める ものは ありません。',
  },
  en: {
    title: 'Home',
    top: ({ companies, purposes }) =>
      `**${counted('en', companies, 'company')}** may use your data for **${counted('en', purposes, 'purpose')}**.`,
    topNone: '**No company** may use your data now.',
    hello: ({ name }) => `Hello, ${name}.`,
    companies: 'Who uses my data',
    companiesMore: 'See who may use what, and stop or allow it.',
    deposits: 'What I have deposited',
    depositsMore: ({ items }) => `We keep ${counted('en', items, 'item')} for you.`,
    depositsNone: 'You have not deposited anything yet. You can do it here.',
    depositsNoneAway: 'You have not deposited anything.',
    history: 'History of use',
    historyNone: 'Nothing has been given to any company yet.',
    handedOver: (event) => `Given to ${event.company ?? 'a company'}: ${what.en(event)}.`,
    notHandedOver: ({ company = 'a company' }) => `Nothing was given to ${company}.`,
    underWay: (event) => `Being given to ${event.company ?? 'a company'}: ${what.en(event)}.`,
    refused: ({ company = 'a company' }) => `A request by ${company} was refused.`,
    stopAll: 'Stop everything',
    stopAllMore: 'One tap, and no company is given anything new. You can undo it for 10 minutes.',
    stopAllDone: 'No company may use your data now, so there is nothing to stop.',
  },
})
