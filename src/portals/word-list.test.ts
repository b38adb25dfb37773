import { describe, expect, it } from 'vitest'
import { allWords, asRead } from '../../test/support/all-words.ts'
import { companyWords } from './resident/companies/company/words.ts'
import { stopWords } from './resident/companies/stop/words.ts'
import { words as companiesWords } from './resident/companies/words.ts'
import { consentWords } from './resident/consent/words.ts'
import { historyWords } from './resident/history/words.ts'
import { receiptWords } from './resident/receipt/words.ts'
import { uiWords } from './ui/index.ts'

const spoken = await allWords()
const japanese = spoken
  .filter(({ locale }) => locale !== 'en')
  .map((spoken) => ({ ...spoken, text: asRead(spoken.text).replace(/\s/gu, '') }))

/** ux §2: use exactly these. */
describe('The words of the service', () => {
  const exactly = [
    [uiWords.tables.ja.companies, 'データを使う会社'],
    [companiesWords.tables.ja.title, 'データを使う会社'],
    [uiWords.tables.ja.on, '使ってよい'],
    [uiWords.tables.ja.off, '止めている'],
    [uiWords.tables.ja.agree, '使ってよい'],
    [uiWords.tables.ja.refuse, 'ことわる'],
    [uiWords.tables.ja.later, 'あとで決める'],
    [uiWords.tables.ja.receiptNumber, '受付番号'],
    [stopWords.tables.ja.receipt, '控え'],
    [stopWords.tables.ja.undo, 'もとにもどす'],
    [stopWords.tables.ja.erase, '消してもらう'],
    [historyWords.tables.ja.title, '利用の記録'],
    [historyWords.tables.ja.ask, 'なぜ？ときく'],
    [consentWords.tables.ja.benefit, 'お礼・役立つこと'],
    [companyWords.tables.ja.benefit, 'お礼・役立つこと'],
    [consentWords.tables.ja.sensitive, 'とくに大切な情報'],
    [companyWords.tables.ja.until, '期限'],
    [receiptWords.tables.ja.until, '期限'],
    [companiesWords.tables.ja.stopAll, 'ぜんぶ止める'],
  ] as const

  it.each(exactly)('are exactly these: %s', (said, word) => {
    expect(said).toBe(word)
  })
})

interface Avoided {
  found: RegExp
  instead: string
  /** Only in plain Japanese; elsewhere the word is in order. */
  easyOnly?: true
}

const avoided: readonly Avoided[] = [
  { found: /切り?[かが替]え?盤|スイッチボード/u, instead: 'データを使う会社' },
  { found: /お返し|特典/u, instead: 'お礼・役立つこと' },
  { found: /預入|預け入れ/u, instead: 'お預け' },
  { found: /撤回|停止/u, instead: '止める' },
  { found: /拒否|拒む/u, instead: 'ことわる' },
  { found: /キャンセル|元に戻/u, instead: 'もとにもどす' },
  { found: /履歴|利用記録/u, instead: '利用の記録' },
  { found: /要配慮個人情報|機微|センシティブ/u, instead: 'とくに大切な情報' },
  { found: /有効期限/u, instead: '期限' },
  { found: /領収|受領証|レシート番号/u, instead: '控え' },
  { found: /(全|すべて)(停止|止め)|全部止/u, instead: 'ぜんぶ止める' },
  { found: /エクスポート|ダウンロード/u, instead: '持ち出す' },
  { found: /削除/u, instead: '消す、消してもらう' },
  { found: /カウンター/u, instead: '窓口' },
  { found: /ログイン|ログアウト/u, instead: 'サインイン' },
  { found: /推計|推論/u, instead: '推定' },
  { found: /項目/u, instead: '種類', easyOnly: true },
  {
    found: /必須|任意|取得|該当|委託|業種|審査|承認|提供|詳細|内訳|選択|変更/u,
    instead: 'an easier word',
    easyOnly: true,
  },
  {
    found: /当該|効力|遡及|従前|準ずる|準じ|履行|告知|開示|照会|行使|事由|所定/u,
    instead: 'an easier word',
    easyOnly: true,
  },
  {
    found:
      /プリファレンス|アップデート|セッション|ステータス|コンテンツ|アカウント|パーミッション|オプト(イン|アウト)/u,
    instead: 'a word of every day',
  },
  { found: /未満|以内|および|または|ならびに/u, instead: 'an easier word', easyOnly: true },
]

describe('A word of somebody else’s', () => {
  it.each(avoided)('is not said: $found (say $instead)', ({ found, easyOnly }) => {
    const heard = japanese.filter(({ locale, text }) => found.test(text) && !(easyOnly && locale === 'ja'))
    expect(heard).toEqual([])
  })
})

describe('A sentence', () => {
  /** Two noes make the reader count. The only two-fold no that is allowed is none. */
  const twiceNo =
    /なく(は|も)?(ない|ありません)|ない(わけ|こと|もの)(で)?は(ない|ありません)|なければ[^。]*ません|ないと[^。]*ません|(ない|なかった)(もの|こと)は[^。]*ません|(ない|なかった)(かぎり|限り)[^。]*(ません|ない)|ざるを得/u

  const allowed = [
    // The promise itself, said from both sides: what is not chosen is not given.
    'えらばないものは、わたしません。',
  ]

  it('says no once', () => {
    const found = japanese.filter(
      ({ text }) => twiceNo.test(text) && !allowed.some((sentence) => text.endsWith(sentence)),
    )
    expect(found).toEqual([])
  })

  it('says no once in English, too', () => {
    const twice = /\b(not|never|nothing|nobody|cannot)\b[^.,;:]*\b(not|never|nothing|nobody|cannot)\b/iu
    const theWholePromise = 'What you do not choose is not given.'
    const found = spoken.filter(
      ({ locale, text }) => locale === 'en' && twice.test(text.replace(theWholePromise, '')),
    )
    expect(found).toEqual([])
  })

  it('is in its own language', () => {
    const kana = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u
    const foreign = spoken.filter(({ locale, text }) =>
      // The name of a language is said in that language, too.
      locale === 'en'
        ? kana.test(text) && !/ \((plain )?Japanese\)$/u.test(text)
        : /[a-z]{2,} [a-z]{2,}/iu.test(text) && !kana.test(text),
    )
    expect(foreign).toEqual([])
  })

  it('ends politely: です, ます, or a question', () => {
    const polite = /(です|ます|ません|ました|でした|ください|ましょう|ですか|ますか|ましたか|こんにちは)$/u
    // Reasons given as such: 「あなたがことわったため。」
    const reason = /(ため|から)$/u
    const rude = japanese.flatMap(({ file, key, text }) =>
      (text.match(/[^。]+(?=。)/gu) ?? [])
        .map((sentence) => sentence.replace(/（[^）]*）|」/gu, ''))
        .filter((sentence) => !polite.test(sentence) && !reason.test(sentence))
        .map((sentence) => `${file} ${key}: ${sentence}`),
    )
    expect(rude).toEqual([])
  })
})
