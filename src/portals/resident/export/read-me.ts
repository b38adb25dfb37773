import type { CityName } from '../../../platform/tenant.ts'

/** What is in the copy, in three languages: for whoever finds it on a disk in ten years. */
export const readMeLanguages = ['ja', 'ja-easy', 'en'] as const

const readMe: Readonly<Record<(typeof readMeLanguages)[number], readonly string[]>> = {
  ja: [
    'あなたのデータのうつし',
    '',
    'あなたが預けたデータと、あなたについて残っている記録です。だれかにわたす前に、中をたしかめてください。',
    '',
    '・days … 預けたデータ。1つの種類が1つのファイルです。1行が1日です。',
    '・consents-now … 会社への「使ってよい」の、いまのようす。',
    '・consents-history … これまでの「使ってよい」「ことわる」「止める」。',
    '・receipts … 控え。受付番号がファイルの名前です。',
    '・history-of-use … 利用の記録。だれに、いつ、なにをわたしたか。',
    '・looks-by-staff … 窓口の人や市のプログラムが見た記録。',
    '・shown … あなたが見せたページを、だれがいつ開いたか。',
    '・notices … お知らせ。',
    '・terms … 規約への答え。',
    '・deposits … 預けたファイルの一覧。',
    '・identity-checks … 本人であることを確かめた記録。',
    '・copies … うつしを作った記録。',
    '・about-me.json … お名前、住所、設定など。',
    '・merged- … 窓口でまとめた、もう1つの登録のデータと記録。まとめてから14日をすぎると、入ります。',
    '',
    '.csv は Excel などの表計算ソフトで開けます。.ndjson と .json はプログラムのためのものです。',
    '.ndjson には、1日の中の細かい記録も入っています。単位は UCUM という決まりの書きかたです。',
    "「'」で始まるます目は、表計算ソフトが計算の式とまちがえないように、しるしをつけたものです。",
    '時刻は日本時間です。',
  ],
  'ja-easy': [
    'あなたの データの うつし',
    '',
    'あなたが あずけた データと、あなたの きろくです。',
    'ほかの ひとに わたす まえに、なかを みて ください。',
    '',
    '・days … あずけた データ',
    '・consents-now … かいしゃへの 「つかって よい」の いま',
    '・consents-history … いままでの こたえ',
    '・receipts … ひかえ',
    '・history-of-use … だれに なにを わたしたか',
    '・looks-by-staff … まどぐちの ひとや しの プログラムが みた きろく',
    '・shown … あなたが みせた きろく',
    '・notices … おしらせ',
    '・terms … きまりへの こたえ',
    '・deposits … あずけた ファイル',
    '・identity-checks … あなただと たしかめた きろく',
    '・copies … うつしを つくった きろく',
    '・about-me.json … なまえ、じゅうしょなど',
    '・merged- … まどぐちで まとめた、もう1つの とうろくの データ（14日 すぎてから）',
    '',
    '.csv は Excel で ひらけます。ほかは プログラムの ための ものです。',
    'じかんは にほんの じかんです。',
  ],
  en: [
    'A copy of your data',
    '',
    'What you deposited, and the records about you. Look inside before you give it to anybody.',
    '',
    '- days: what you deposited. One file for each kind of data, one line for each day.',
    '- consents-now: what companies may do at present.',
    '- consents-history: what you allowed, refused and stopped.',
    '- receipts: each is named by its receipt number.',
    '- history-of-use: what was given to whom, and when.',
    '- looks-by-staff: when the city’s staff, or a program of the city, looked you up.',
    '- shown: who opened what you showed, and when.',
    '- notices: what you were told.',
    '- terms: what you answered to the terms.',
    '- deposits: the files you deposited.',
    '- identity-checks: when you showed who you are.',
    '- copies: when a copy was taken out.',
    '- about-me.json: your name, address, settings and so on.',
    '- merged-: the data and records of another entry of yours (1) that the counter merged into this one, from 14 days after that.',
    '',
    '.csv opens in Excel and other spreadsheets; .ndjson and .json are for programs.',
    '.ndjson also holds each record within a day. Units are written as UCUM has them.',
    "A field that begins with ' was marked so that no spreadsheet takes it for a formula.",
    'Times are those of Japan.',
  ],
}

const byteOrderMark = '\uFEFF'

export function readMeIn(language: keyof typeof readMe, { name, contact }: CityName): string {
  const [city, office] = language === 'en' ? [name.en, contact.name.en] : [name.ja, contact.name.ja]
  return `${byteOrderMark}${[...readMe[language], '', city, `${office} ${contact.phone}`].join('\r\n')}\r\n`
}
