import { defineWords } from '../../../ui/index.ts'

export const words = defineWords({
  ja: {
    title: 'もう1人の確認',
    lead: '新しいカードがあると、この人のぜんぶを見られます。本人と書類を、自分の目で見てから確認してください。',
    kana: 'ふりがな',
    birthDate: '生年月日',
    document: '見た書類',
    confirm: '本人と書類を見ました',
    not: '確認しないで、窓口にもどる',
  },
  'ja-easy': {
    title: 'もう 1人が たしかめる',
    lead: 'カードが あると、この {人|ひと}の ぜんぶを {見|み}られます。{人|ひと}と {書類|しょるい}を {見|み}てから おして ください。',
    kana: '{名前|なまえ}の {読|よ}みかた',
    birthDate: '{生|う}まれた {日|ひ}',
    document: '{見|み}た {書類|しょるい}',
    confirm: '{人|ひと}と {書類|しょるい}を {見|み}ました',
    not: 'やめて、{窓口|まどぐち}に もどる',
  },
  en: {
    title: 'As the second person',
    lead: 'A new card opens everything of this person. Confirm once you have seen them and their document yourself.',
    kana: 'Name in kana',
    birthDate: 'Date of birth',
    document: 'Document seen',
    confirm: 'I have seen the person and the document',
    not: 'Back to the counter without confirming',
  },
})
