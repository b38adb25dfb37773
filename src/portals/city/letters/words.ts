import { defineWords } from '../../ui/index.ts'

interface Many {
  count: number
}
interface Numbered {
  number: string
}

export const words = defineWords({
  ja: {
    lead: '手紙で受け取ることをえらんだ市民への手紙です。住所を見たことは、その人の記録に残ります。',
    waiting: '印刷を待っている手紙',
    count: ({ count }: Many) => `${String(count)}通`,
    printWhy: '古いものから200通までを、1つのPDFにします。長形3号の窓つき封筒に、3つに折って入れてください。',
    print: 'PDFを準備する',
    held: '送れない手紙',
    heldWhy:
      '住所がわからないか、印刷できない文字がある手紙です。その人がつぎに窓口に来ると、応対の画面に出ます。住所をうかがって登録すると、つぎの印刷で送れます。',
    heldCount: ({ count }: Many) => `${String(count)}通`,
    heldMore: ({ count }: Many) => `古い${String(count)}通だけを見せています。`,
    'no-address': '住所が登録されていません。',
    'moved-away': '引っ越して、新しい住所がまだわかりません。',
    'came-back': '手紙がもどってきました。',
    'not-printable': '名前か住所に、印刷できない文字があります。',
    one: ({ number }: Numbered) => `印刷 ${number}`,
    printed: ({ count }: Many) => `手紙：${String(count)}通`,
    againTimes: ({ count }: Many) => `もう一度印刷した回数：${String(count)}回`,
    cameBack: ({ count }: Many) => `もどってきた手紙：${String(count)}通`,
    again: ({ number }: Numbered) => `印刷 ${number} をもう一度印刷する`,
    back: 'もどってきた手紙',
    backWhy:
      'とどかなかった手紙の番号を登録してください。封筒を開けると、手紙の下に番号があります。住所をうかがうまで、その人に手紙は送りません。',
    letter: '手紙の番号',
    letterHint: '手紙の下にあります。例：2180-4567-8',
    backNow: '登録する',
    noted: '登録しました。',
  },
  'ja-easy': {
    lead: '{手紙|てがみ}が ほしい {人|ひと}への {手紙|てがみ}です。{住所|じゅうしょ}を {見|み}た ことは、その {人|ひと}の {記録|きろく}に のこります。',
    waiting: 'まだ {印刷|いんさつ}して いない {手紙|てがみ}',
    count: ({ count }) => `${String(count)}つう`,
    printWhy: '200つうまでを 1つの PDFに します。3つに おって、まどの ある {封筒|ふうとう}に {入|い}れます。',
    print: 'PDFを つくる',
    held: '{送|おく}れない {手紙|てがみ}',
    heldWhy:
      '{住所|じゅうしょ}が わからないか、{印刷|いんさつ}できない もじが あります。その {人|ひと}が {来|き}た ときに {住所|じゅうしょ}を {聞|き}いて ください。',
    heldCount: ({ count }) => `${String(count)}つう`,
    heldMore: ({ count }) => `{古|ふる}い ${String(count)}つうです。`,
    'no-address': '{住所|じゅうしょ}が ありません。',
    'moved-away': '{引|ひ}っ{越|こ}しました。{新|あたら}しい {住所|じゅうしょ}が まだ わかりません。',
    'came-back': '{手紙|てがみ}が もどって きました。',
    'not-printable': '{印刷|いんさつ}できない もじが あります。',
    one: ({ number }) => `{印刷|いんさつ} ${number}`,
    printed: ({ count }) => `{手紙|てがみ}：${String(count)}つう`,
    againTimes: ({ count }) => `もう{一度|いちど} {印刷|いんさつ}した：${String(count)}{回|かい}`,
    cameBack: ({ count }) => `もどって きた {手紙|てがみ}：${String(count)}つう`,
    again: ({ number }) => `{印刷|いんさつ} ${number}を もう{一度|いちど} {印刷|いんさつ}する`,
    back: 'もどって きた {手紙|てがみ}',
    backWhy:
      'とどかなかった {手紙|てがみ}の {番号|ばんごう}を {書|か}いて ください。{住所|じゅうしょ}を {聞|き}くまで {送|おく}りません。',
    letter: '{手紙|てがみ}の {番号|ばんごう}',
    letterHint: '{手紙|てがみ}の {下|した}に あります。2180-4567-8 などです。',
    backNow: '{登録|とうろく}する',
    noted: '{登録|とうろく}しました。',
  },
  en: {
    lead: 'Letters to residents who want letters. That their address was looked at stands in the record of each.',
    waiting: 'Letters that wait',
    count: ({ count }) => `Letters: ${String(count)}`,
    printWhy: 'Up to 200, the oldest first, become 1 PDF. Fold each in 3 for a window envelope.',
    print: 'Make the PDF to print',
    held: 'Letters that cannot be sent',
    heldWhy:
      'Where these residents live is not known, or a character cannot be printed. When one of them comes to the counter next, their page says so. Once you have asked for their address and entered it, the letter goes with the next print.',
    heldCount: ({ count }) => `Letters: ${String(count)}`,
    heldMore: ({ count }) => `These are the oldest ${String(count)}.`,
    'no-address': 'No address is known.',
    'moved-away': 'They moved away, and the new address is not known yet.',
    'came-back': 'The letter came back.',
    'not-printable': 'A character of the name or address cannot be printed.',
    one: ({ number }) => `Print ${number}`,
    printed: ({ count }) => `Letters: ${String(count)}`,
    againTimes: ({ count }) => `Times printed again: ${String(count)}`,
    cameBack: ({ count }) => `Came back: ${String(count)}`,
    again: ({ number }) => `Print ${number} again`,
    back: 'Letters that came back',
    backWhy:
      'Enter the number of a letter that the post brought back. Open the envelope: it stands at the foot. Nothing more is sent there until its resident was asked.',
    letter: 'Number of the letter',
    letterHint: 'At the foot of the letter, such as 2180-4567-8',
    backNow: 'Enter it',
    noted: 'It was entered.',
  },
})
