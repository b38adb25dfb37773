import { defineWords } from '../../ui/index.ts'

/** What stands on paper, beside what the page says. */
export const paperWords = defineWords({
  ja: {
    proof: '変えられていないことの証明',
    howToCheck: ({ address }: { address: string }) =>
      `このQRコードをスマートフォンで読むと、${address} が開きます。この控えの記録が、いまも透明性ログにあることを確かめられます。`,
    qr: ({ address }: { address: string }) => `QRコード：${address} で、この控えの記録を確かめます`,
    firstOnly: ({ leaves }: { leaves: number }) =>
      `QRコードには、はじめの${leaves}件が入っています。証明つきのファイルには、すべて入っています。`,
    waiting: ({ events }: { events: number }) =>
      `${events}件は、まもなく透明性ログに{入|はい}ります。そのあとで、もういちど、この控えを受け取ってください。`,
    leaves: '記録の番号',
    noneYet: 'まだありません',
    origin: '透明性ログの名前',
    size: '透明性ログの大きさ',
    root: '透明性ログの値',
    whole: ({ phone }: { phone: string }) =>
      `この紙の文章が正しいことは、証明つきのファイルで確かめられます。分からないときは、お電話ください（${phone}）。`,
  },
  'ja-easy': {
    proof: '{変|か}わって いない ことの {証明|しょうめい}',
    howToCheck: ({ address }) =>
      `この QRコードを スマートフォンで {読|よ}むと、${address} が {開|ひら}きます。この {控|ひか}えの {記録|きろく}が いまも ある ことを たしかめられます。`,
    qr: ({ address }) => `QRコード：${address} で、この {控|ひか}えを たしかめます`,
    firstOnly: ({ leaves }) =>
      `QRコードに あるのは、はじめの ${leaves}件です。ファイルには ぜんぶ あります。`,
    waiting: ({ events }) =>
      `${events}件は、まだ {記録|きろく}を まって います。あとで もう いちど うけとって ください。`,
    leaves: '{記録|きろく}の {番号|ばんごう}',
    noneYet: 'まだ ありません',
    origin: '{記録|きろく}の {名前|なまえ}',
    size: '{記録|きろく}の かず',
    root: '{記録|きろく}の しるし',
    whole: ({ phone }) =>
      `この {紙|かみ}の {文|ぶん}が {正|ただ}しい ことは、{証明|しょうめい}の ファイルで たしかめられます。わからない ときは、{電話|でんわ}して ください（${phone}）。`,
  },
  en: {
    proof: 'Proof that nothing was changed',
    howToCheck: ({ address }) =>
      `Read this QR code with a telephone: it opens ${address}, where you can check that the record behind this receipt is still in the transparency log.`,
    qr: ({ address }) => `QR code: checks the record behind this receipt at ${address}`,
    firstOnly: ({ leaves }) =>
      `The QR code holds the first ${leaves} records; the file with the proof holds them all.`,
    waiting: ({ events }) =>
      `Records still waiting for the transparency log: ${events}. Take this receipt again later.`,
    leaves: 'Record numbers',
    noneYet: 'None yet',
    origin: 'Name of the transparency log',
    size: 'Size of the transparency log',
    root: 'Value of the transparency log',
    whole: ({ phone }) =>
      `That the words on this paper are right, the file with the proof shows. If anything is unclear, call us (${phone}).`,
  },
})
