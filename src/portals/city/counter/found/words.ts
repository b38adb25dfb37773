import { defineWords } from '../../../ui/index.ts'

interface Who {
  name: string
}

export const words = defineWords({
  ja: {
    title: '見つかった{人|ひと}',
    lead: '{目|め}の前の人であることを確かめてから、開いてください。この画面は、しばらくするとかくれます。',
    kana: 'ふりがな',
    birthDate: '生年月日',
    byMerged: 'まとめた登録で見つかりました。べつの人なら、次のページからもとにもどせます。',
    attend: ({ name }: Who) => `${name}さんの応対を始める`,
    again: 'もう一度、探す',
    nobody: 'だれもいません。',
    nobodyWhy: '時間がたったか、まだ探していません。',
  },
  'ja-easy': {
    title: '{見|み}つかった {人|ひと}',
    lead: 'その {人|ひと}か たしかめてから {開|ひら}いて ください。この {画面|がめん}は、あとで かくれます。',
    kana: '{名前|なまえ}の {読|よ}みかた',
    birthDate: '{生|う}まれた {日|ひ}',
    byMerged:
      'まとめた {登録|とうろく}で {見|み}つかりました。べつの {人|ひと}なら、{次|つぎ}の ページから もとに もどせます。',
    attend: ({ name }) => `${name}さんの ページを {開|ひら}く`,
    again: 'もう{一度|いちど} {探|さが}す',
    nobody: 'だれも いません。',
    nobodyWhy: '{時間|じかん}が たったか、まだ {探|さが}して いません。',
  },
  en: {
    title: 'Found',
    lead: 'Make sure that it is the person in front of you before you open their page. This page is hidden after a while.',
    kana: 'Name in kana',
    birthDate: 'Date of birth',
    byMerged:
      'Found by an entry that was merged into this one. If it is somebody else, that can be put right from the page of this person.',
    attend: ({ name }) => `Attend to ${name}`,
    again: 'Search again',
    nobody: 'There is nobody here.',
    nobodyWhy: 'Some time has passed, or nobody was searched for yet.',
  },
})
