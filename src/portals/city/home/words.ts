import { defineWords } from '../../ui/index.ts'

export const words = defineWords({
  ja: {
    role: 'あなたの役割',
    deskWhy: '本人を探し、参加の手続きをし、カードをわたします。',
    cohortsWhy: '募集を{作|つく}り、招待番号と説明会を用意します。',
    staffWhy: '職員を任命したり、役割を変えたり、終了したりします。',
    companiesWhy: '登録した会社を見て、受け入れるかどうかを決めます。',
    actsWhy: 'だれが、だれを任命し、変え、終了したかを見ます。',
    signOut: 'サインアウト',
    signOutWhy: '使い終わったら、サインアウトしてください。しばらく使わないと、自動でサインアウトします。',
    signOutNow: 'サインアウトする',
  },
  'ja-easy': {
    role: 'あなたの {役割|やくわり}',
    deskWhy: '{人|ひと}を {探|さが}して、カードを わたします。',
    cohortsWhy: '{募集|ぼしゅう}を {作|つく}り、{招待|しょうたい}の {番号|ばんごう}を {作|つく}ります。',
    staffWhy: '{職員|しょくいん}を {決|き}めたり、{変|か}えたり します。',
    companiesWhy: '{登録|とうろく}した {会社|かいしゃ}を {見|み}ます。',
    actsWhy: 'だれが、だれを {決|き}めたかを {見|み}ます。',
    signOut: 'サインアウト',
    signOutWhy: 'おわったら、サインアウトして ください。{使|つか}わないと、サインインは おわります。',
    signOutNow: 'サインアウトする',
  },
  en: {
    role: 'Your role',
    deskWhy: 'Find a person, take somebody in, hand over a card.',
    cohortsWhy: 'Make cohorts, their invitation numbers and their briefings.',
    staffWhy: 'Appoint members of staff, change their roles, or end their access.',
    companiesWhy: 'See the companies that have registered, and decide on them.',
    actsWhy: 'See who appointed, changed or ended whom.',
    signOut: 'Sign out',
    signOutWhy: 'Sign out when you have finished. If you do nothing for a while you are signed out.',
    signOutNow: 'Sign out',
  },
})
