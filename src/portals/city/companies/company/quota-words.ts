import { defineWords } from '../../../ui/index.ts'

export const quotaWords = defineWords({
  ja: {
    quota: '契約で読める回数と人数',
    quotaWhy: '0は「読めない」です。取り消しと止めた知らせは、0でも会社に届きます。',
    usual: ({ most }: { most: string }) => `入れないときは、市のふつうの数（${most}）です。`,
    reads: '会社の全体：{毎分|まいふん}の回数',
    residents: '会社の全体：きょうの人数',
    programReads: '1つのプログラム：{毎分|まいふん}の回数',
    programResidents: '1つのプログラム：きょうの人数',
    save: '回数と人数を決める',
  },
  'ja-easy': {
    quota: '{契約|けいやく}で {読|よ}める かず',
    quotaWhy: '0は「{読|よ}めない」です。とりけしの しらせは とどきます。',
    usual: ({ most }) => `なければ、{市|し}の ふつうの かず（${most}）です。`,
    reads: '{会社|かいしゃ}の ぜんぶ：1ぷんの かず',
    residents: '{会社|かいしゃ}の ぜんぶ：きょうの {人|ひと}の かず',
    programReads: '1つの プログラム：1ぷんの かず',
    programResidents: '1つの プログラム：きょうの {人|ひと}の かず',
    save: '{読|よ}める かずを きめる',
  },
  en: {
    quota: 'How much the contract lets it read',
    quotaWhy: '0 is none. What was withdrawn reaches the company all the same.',
    usual: ({ most }) => `Left empty: what the city lets everybody (${most}).`,
    reads: 'The whole company: requests a minute',
    residents: 'The whole company: residents a day',
    programReads: 'Each program: requests a minute',
    programResidents: 'Each program: residents a day',
    save: 'Set how much',
  },
})
