import { defineWords } from '../../ui/index.ts'

export const quotaWords = defineWords({
  ja: {
    quota: '読める回数と人数',
    quotaWhy:
      '「読んだ回数や人数 / 読める回数や人数」です。契約で決まります。取り消しと止めた知らせは、いつでも読めます。',
    whose: '会社・プログラム',
    company: '会社の全体',
    reads: '{毎分|まいふん}の回数',
    residents: 'きょうの人数',
  },
  'ja-easy': {
    quota: '{読|よ}める かず',
    quotaWhy: '「{読|よ}んだ かず / {読|よ}める かず」です。{契約|けいやく}で きまります。',
    whose: '{会社|かいしゃ}・プログラム',
    company: '{会社|かいしゃ}の ぜんぶ',
    reads: '1ぷんの かず',
    residents: 'きょう {読|よ}んだ {人|ひと}の かず',
  },
  en: {
    quota: 'How much you may read',
    quotaWhy:
      'What was read / what may be read, as your contract says. What was withdrawn can be read at any time.',
    whose: 'Company or program',
    company: 'The company as a whole',
    reads: 'Requests in this minute',
    residents: 'Residents read about today',
  },
})
