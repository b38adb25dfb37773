import { defineRefusals, type Refusal } from '../../kernel/index.ts'

/** Why a whole file is refused. Nothing of it is stored. */
export const importRefusals = defineRefusals({
  'not-recognised': {
    status: 415,
    ja: 'このファイルの種類は読めません。Appleヘルスケアの書き出し（zip・xml）か、FITファイルをお選びください。',
    jaEasy:
      'この ファイルの 種類は 読めません。アップルの ヘルスケアか、FITの ファイルを えらんで ください。',
    en: 'We cannot read this kind of file. Choose an Apple Health export (zip or xml) or a FIT file.',
  },
  truncated: {
    status: 422,
    ja: 'ファイルが途中で切れています。もう一度書き出して、お送りください。',
    jaEasy: 'ファイルが 途中で 切れて います。もう一度 つくって、送って ください。',
    en: 'The file ends too early. Export it again and send it again.',
  },
  damaged: {
    status: 422,
    ja: 'ファイルが壊れています。もう一度書き出して、お送りください。',
    jaEasy: 'ファイルが 壊れて います。もう一度 つくって、送って ください。',
    en: 'The file is damaged. Export it again and send it again.',
  },
  'archive-bomb': {
    status: 413,
    ja: '展開すると異常に大きくなるファイルのため、受け付けられません。',
    jaEasy: 'ひらくと とても おおきく なる ファイルなので、うけとれません。',
    en: 'Unpacked, this file becomes far too large; it cannot be accepted.',
  },
  'too-large': {
    status: 413,
    ja: 'ファイルが大きすぎます。',
    jaEasy: 'ファイルが おおきすぎます。',
    en: 'The file is too large.',
  },
  'too-many-records': {
    status: 413,
    ja: '記録の数が多すぎます。期間を分けて書き出してください。',
    jaEasy: '記録の 数が 多すぎます。期間を 分けて、送って ください。',
    en: 'There are too many records. Export a shorter period.',
  },
  'xml-doctype-forbidden': {
    status: 422,
    ja: '危険な書き方（実体宣言）を含むXMLのため、受け付けられません。',
    jaEasy: 'あぶない かきかたが あるので、うけとれません。',
    en: 'The XML declares entities or refers to another file, which is unsafe; it cannot be accepted.',
  },
  'wrong-encoding': {
    status: 422,
    ja: '文字コードがUTF-8ではありません。書き出したままのファイルをお送りください。',
    jaEasy: 'もじの かたちが ちがいます。つくった ままの ファイルを おくって ください。',
    en: 'The text is not UTF-8. Send the file just as it was exported.',
  },
  encrypted: {
    status: 422,
    ja: 'パスワードのかかったzipは読めません。パスワードを外してお送りください。',
    jaEasy: 'パスワードの ある ファイルは 読めません。パスワードを なくして、送って ください。',
    en: 'A zip with a password cannot be read. Remove the password and send it again.',
  },
  'no-health-data': {
    status: 422,
    ja: 'お預かりできる健康の記録が、このファイルにはありません。',
    jaEasy: 'この ファイルには、健康の 記録が ありません。',
    en: 'There is no health record in this file that we can keep.',
  },
  'several-people': {
    status: 409,
    ja: '何人かの記録が混ざっています。体重計の利用者番号を入れて、もう一度お送りください。',
    jaEasy: 'ほかの ひとの 記録も あります。体重計の 番号を 入れて、もう一度 送って ください。',
    en: 'The file holds records of several people. Send it again with your user number on the scale.',
  },
  'no-such-person': {
    status: 422,
    ja: 'このファイルには、その番号の記録がありません。',
    jaEasy: 'この ファイルには、その 番号の 記録が ありません。',
    en: 'There are no records under that number in this file.',
  },
  interrupted: {
    status: 503,
    ja: '読み取りが途中で止まりました。何も保存していません。もう一度お送りください。',
    jaEasy: '途中で 止まりました。何も 残して いません。もう一度 送って ください。',
    en: 'Reading was interrupted. Nothing was stored. Please send the file again.',
  },
})

export type ImportRefusal = keyof typeof importRefusals

/**
 * `people`: with `several-people` and `no-such-person`, the numbers the file gives its users, -1 for who has none;
 * ask, then pass one as `person`.
 */
export type ImportRefused = Refusal<ImportRefusal> & { people?: readonly number[] }
