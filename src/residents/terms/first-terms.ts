import type { TermsSection } from './terms.ts'

/**
 * The text that comes with the product, for a city to adapt and its lawyer to look at (`azukari publish-terms
 * --template`). It says what this program does, and promises nothing that it cannot keep.
 */
export const firstTerms: readonly TermsSection[] = [
  {
    heading: { ja: 'この規約は、何の約束か', jaEasy: 'なんの 約束か', en: 'What these terms are' },
    paragraphs: [
      {
        ja: 'あなたが市にデータを預けるときの、あなたと市との約束です。',
        jaEasy: 'あなたが 市に データを 預ける ときの 約束です。',
        en: 'They say what holds between you and the city when you entrust data to it.',
      },
      {
        ja: '同意しなくても、困ることはありません。同意しないあいだは、データを預けることと、会社に「使ってよい」と答えることができません。',
        jaEasy:
          '同意しなくても、こまりません。でも、データを 預ける ことは できません。会社に「使って よい」と 答える ことも できません。',
        en: 'Saying no has no drawback. Until you agree, you cannot deposit data or allow a company to use any.',
      },
    ],
  },
  {
    heading: { ja: '預けるデータ', jaEasy: '預ける データ', en: 'What you deposit' },
    paragraphs: [
      {
        ja: 'どのデータを預けるかは、あなたが決めます。市があなたのかわりにあつめることはありません。',
        jaEasy: 'どの データを 預けるか、あなたが 決めます。市が かってに あつめる ことは ありません。',
        en: 'You decide what you deposit. The city collects nothing in your place.',
      },
      {
        ja: 'ほかの人のデータは、預けないでください。',
        jaEasy: 'ほかの ひとの データは 預けないで ください。',
        en: 'Please do not deposit data about other people.',
      },
    ],
  },
  {
    heading: { ja: '会社にわたすとき', jaEasy: '会社に わたす とき', en: 'When a company receives data' },
    paragraphs: [
      {
        ja: '会社にわたすのは、あなたが「使ってよい」と答えたデータだけです。だまっていれば「いいえ」です。',
        jaEasy:
          'わたすのは、あなたが「使って よい」と 答えた データだけです。何も いわなければ「いいえ」です。',
        en: 'A company receives only what you have said it may use. Silence means no.',
      },
      {
        ja: 'だれに、いつ、なにを、何のためにわたしたかは、利用の記録で、いつでも見ることができます。',
        jaEasy: 'だれに、いつ、なにを わたしたか、利用の 記録で 見られます。',
        en: 'Your history shows at any time who received what, when and for what.',
      },
    ],
  },
  {
    heading: { ja: '止めるとき', jaEasy: '止める とき', en: 'When you stop' },
    paragraphs: [
      {
        ja: '理由をいわずに、いつでも止められます。止めたあとは、新しくわたしません。',
        jaEasy: 'いつでも 止められます。理由は 聞きません。止めたら、もう わたしません。',
        en: 'You can stop at any time without a reason. After that nothing more is handed over.',
      },
      {
        ja: '止めても、会社がすでに持っている分は消えません。消すよう、会社に頼むことができます。',
        jaEasy: '会社が もう 持って いる ぶんは 残ります。会社に、消すように たのめます。',
        en: 'What a company already has does not vanish by stopping. You can ask the company to delete it.',
      },
    ],
  },
  {
    heading: {
      ja: '見る、持ち出す、消す',
      jaEasy: '見る、持ち出す、消す',
      en: 'Looking, taking out, deleting',
    },
    paragraphs: [
      {
        ja: '預けたデータを見ること、持ち出すこと、消すことは、いつでもできます。この規約に同意していなくてもできます。',
        jaEasy: '預けた データは いつでも 見られます。持ち出す ことも、消す ことも できます。',
        en: 'You can look at, take out and delete what you have deposited at any time, whether or not you agree to these terms.',
      },
      {
        ja: 'ぜんぶ消すと、データを読むための鍵をこわします。法律で残すと決まっている記録は、決まった期間だけ残ります。',
        jaEasy:
          'ぜんぶ 消すと、データを 読む 鍵を こわします。法律で 残すと 決まった 記録は、しばらく 残ります。',
        en: 'Deleting everything destroys the keys that open your data. Records that the law requires stay for as long as it requires.',
      },
    ],
  },
  {
    heading: { ja: '市がすること', jaEasy: '市が する こと', en: 'What the city does' },
    paragraphs: [
      {
        ja: '市は、あなたのデータを、あなただけの鍵でとじて保管します。',
        jaEasy: '市は、あなたの データに 鍵を かけて 預かります。',
        en: 'The city keeps your data sealed under keys of your own.',
      },
      {
        ja: '職員があなたのことを調べたときは、理由とともに、利用の記録に残ります。',
        jaEasy: '市の ひとが あなたの ことを 調べると、記録に 残ります。',
        en: 'When staff look you up, your history says so, with the reason.',
      },
      {
        ja: '法律で決まっているときのほかは、市があなたにたずねずにデータをわたすことはありません。',
        jaEasy:
          '市は、かならず あなたに 聞いてから データを わたします。法律で 決まって いる ときは、たずねない ことが あります。',
        en: 'Except where the law requires it, the city asks you before it hands over any data.',
      },
    ],
  },
  {
    heading: { ja: '困ったとき', jaEasy: '困った とき', en: 'When something is wrong' },
    paragraphs: [
      {
        ja: '会社のことで困ったときも、まず市の窓口にご相談ください。市が会社に確かめます。',
        jaEasy: '会社の ことで 困ったら、市の 窓口に 相談して ください。市が 会社に 聞きます。',
        en: 'If you have trouble with a company, come to the city’s data desk first. The city takes it up with the company.',
      },
    ],
  },
  {
    heading: { ja: '規約が変わるとき', jaEasy: '規約が 変わる とき', en: 'When these terms change' },
    paragraphs: [
      {
        ja: '変わるところは、はじまる日の前に、規約のページで見ることができます。古い規約も残ります。',
        jaEasy: '変わる ところは、はじまる 前に 規約の ページで 見られます。古い 規約も 残ります。',
        en: 'What changes can be read on the page of the terms before it takes effect. Older versions stay there.',
      },
      {
        ja: '同意がもう一度必要なときは、おたずねします。答えるまで、新しく預けることはできません。止めることは、いつでもできます。',
        jaEasy:
          'もう一度 同意が いる ときは、聞きます。答えるまで、新しく 預ける ことは できません。止める ことは いつでも できます。',
        en: 'If your agreement is needed again, you are asked. Until you answer, nothing new can be deposited. You can still stop.',
      },
    ],
  },
]
