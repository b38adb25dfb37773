import { defineWords } from '../../../ui/index.ts'

interface Who {
  name: string
}
interface Days {
  days: number
}

export const words = defineWords({
  ja: {
    title: '登録が2つあるとき',
    whom: ({ name }: Who) => `${name}さんの登録を1つにまとめる`,
    happens: 'まとめると、こうなります',
    ends: 'もう使わないほうの登録は、すぐに使えなくなります。会社への受け渡し、カード、サインイン、アプリが、ぜんぶ終わります。',
    nothingNew: '新しく「使ってよい」になるものは、ありません。',
    stricter:
      'もう使わないほうの登録で、ことわった利用と止めた利用は、残る登録でも止まります。続けたいときは、本人が、もういちど答えます。',
    values: ({ days }: Days) =>
      `もう使わないほうの登録に預けたデータは、残る登録には入りません。14日をすぎたら、本人は、記録を「利用の記録」で見て、データを「うつし」で持ち出すことができます。${String(days)}日をすぎたら、ぜんぶ消えます。`,
    wayBack:
      'べつの人の登録だったとわかったときは、2人の職員で、もとにもどせます。終わったカードと、止まった「使ってよい」は、もどりません。本人に、このことを言ってから進めてください。',
    showFirst: '先に、本人を確かめる',
    showFirstWhy: '残るほうの本人の書類を見て、本人だと確かめてください。それから、もう1つの登録を探せます。',
    search: 'もう1つの登録を探す',
    searchWhy: '探したことは、見つかった登録にも残ります。応対は、そのまま続きます。',
    name: '名前',
    kana: 'ふりがな',
    birthDate: '生年月日',
    joinedOn: '参加した日',
    searchNow: '探す',
    remains: '残る登録',
    found: '見つかった登録',
    samePerson: ({ name }: Who) =>
      `${name}さんと同じ{人|ひと}のときだけ押してください。ふたごや、同じ名前のほかの{人|ひと}ではないことを、確かめてください。`,
    askNow: 'この登録を使わないことにして、確認を{頼|たの}む',
    doneAsked: '{頼|たの}みました。もう1人の職員の確認を待っています。それまでは、何も変わりません。',
    resident: '応対にもどる',
  },
  'ja-easy': {
    title: '{登録|とうろく}が 2つ ある とき',
    whom: ({ name }) => `${name}さんの {登録|とうろく}を 1つに する`,
    happens: '1つに すると、こう なります',
    ends: 'もう {使|つか}わない {登録|とうろく}は、すぐに {使|つか}えなく なります。カードも サインインも アプリも おわります。',
    nothingNew: '{新|あたら}しく「{使|つか}って よい」に なる ものは ありません。',
    stricter:
      'もう {使|つか}わない {登録|とうろく}で ことわったり {止|と}めたり した ものは、のこる {登録|とうろく}でも {止|と}まります。その {人|ひと}に、もう {一度|いちど} {聞|き}きます。',
    values: ({ days }) =>
      `データは {入|はい}りません。14日を すぎたら、「{利用|りよう}の {記録|きろく}」と「うつし」で {見|み}られます。${String(days)}日を すぎたら、ぜんぶ {消|き}えます。`,
    wayBack:
      'べつの {人|ひと}の {登録|とうろく}だった ときは、2人で もとに もどせます。おわった カードと、{止|と}まった 「{使|つか}って よい」は もどりません。その {人|ひと}に {言|い}ってから して ください。',
    showFirst: 'さきに たしかめる',
    showFirstWhy: 'その {人|ひと}の {書類|しょるい}を {見|み}て、たしかめて ください。',
    search: 'もう 1つの {登録|とうろく}を {探|さが}す',
    searchWhy: '{探|さが}した ことは、{見|み}つかった {登録|とうろく}にも のこります。',
    name: '{名前|なまえ}',
    kana: '{名前|なまえ}の {読|よ}みかた',
    birthDate: '{生|う}まれた {日|ひ}',
    joinedOn: '{参加|さんか}した {日|ひ}',
    searchNow: '{探|さが}す',
    remains: '{残|のこ}る {登録|とうろく}',
    found: '{見|み}つかった {登録|とうろく}',
    samePerson: ({ name }) =>
      `${name}さんと おなじ {人|ひと}の ときだけ おして ください。ふたごで ない ことを、たしかめて ください。`,
    askNow: '1つに する ことを、もう 1人に たのむ',
    doneAsked: 'たのみました。もう 1人を まちます。まだ {何|なに}も {変|か}わりません。',
    resident: '{前|まえ}の ページに もどる',
  },
  en: {
    title: 'Somebody is registered twice (2 entries)',
    whom: ({ name }) => `Merge another entry into that of ${name} (1 remains)`,
    happens: 'What merging does',
    ends: 'The entry you choose is closed at once: everything for companies, the card, all sign-ins and apps end.',
    nothingNew: 'Nothing new is allowed by it.',
    stricter:
      'What was refused or stopped in the entry you choose is stopped in the one that remains, too. The person answers again what should go on.',
    values: ({ days }) =>
      `What was deposited there does not go over. After 14 days the person reads its record in their history, and takes its data out with their copy. After ${String(days)} days all of it is erased.`,
    wayBack:
      'If it proves to be somebody else’s entry, 2 members of staff can put it right; the card and every permission that ended stay ended. Tell the person all this first.',
    showFirst: 'First check who it is',
    showFirstWhy:
      'Check a document of the person whose entry remains. Then the other one (1) can be searched for.',
    search: 'Search for the other entry (1)',
    searchWhy: 'The search stands in the record of whoever it finds. You go on attending to this person.',
    name: 'Name',
    kana: 'Name in kana',
    birthDate: 'Date of birth',
    joinedOn: 'Joined on',
    searchNow: 'Search',
    remains: 'Remains',
    found: 'Found',
    samePerson: ({ name }) =>
      `Only if this is the same person as ${name}. Make sure that it is no twin, and nobody else of the same name.`,
    askNow: 'It is: ask a second member of staff',
    doneAsked: 'It waits for a second member of staff (1). Until then nothing changes.',
    resident: 'Back to the person',
  },
})
