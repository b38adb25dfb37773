/**
 * Words that push a person, in the three languages: what the pages never say, whoever wrote it (ux §3 "Never"). The
 * list is closed, and each entry says why. For the words of a company that applies for a use, too.
 */
export interface DarkPattern {
  name: string
  why: string
  /** Of Japanese without its readings and spaces, and of English; both in small letters. */
  ja: RegExp
  en: RegExp
}

export const darkPatterns: readonly DarkPattern[] = [
  {
    name: 'guilt',
    why: 'Whoever refuses or stops owes nobody an apology.',
    ja: /もったいな|残念|ざんねん|がっかり|後悔|せっかく|(寂|さび)し|悲し|お別れ|損(を|し|です|に)|申し訳|見捨て/u,
    en: /\b(sorry to see|sad|sadly|regret|disappoint\w*|unfortunately|what a pity|a shame|waste)\b/u,
  },
  {
    name: 'asking again',
    why: 'A no is a no: it is taken the first time, without a question in between.',
    ja: /本当に[^。]*ですか|ほんとうに[^。]*ですか|考え直|もう一度考え|よろしいですか/u,
    en: /are you sure|really want|think again|reconsider|before you go/u,
  },
  {
    name: 'urgency',
    why: 'A consent given in a hurry is not given freely.',
    ja: /(今|いま)だけ|残りわずか|のこりわずか|お急ぎください|急いで|いそいで|まもなく終了|締め?切り?(間近|迫)|先着|(期間|数量)限定|(今|いま)すぐ|お早めに/u,
    en: /\b(hurry|act now|right away|today only|only today|last chance|limited (time|offer)|while stocks last|don.t wait|ending soon)\b/u,
  },
  {
    name: 'countdown',
    why: 'A clock that runs while somebody decides presses them. A time in which something can be undone helps them.',
    ja: /\d+(分|秒)|あと\d+(時間|日)/u,
    en: /\b(\d+|ten|five) (minutes?|seconds?)\b|\b(hours?|days?) left\b/u,
  },
  {
    name: 'loss after leaving',
    why: 'Stopping never costs a person what they have: not a service, not a benefit already theirs.',
    ja: /(やめ|止め|ことわ|断)[^。]*(失い|失う|失わ|なくなります|使えなくな|もらえな|受け取れな|できなくな|消えます)/u,
    en: /\b(you|you.ll|you will)( will)? (lose|miss|no longer (get|receive|have|enjoy))\b|\bmiss out\b|\bforfeit/u,
  },
  {
    name: 'shame in a button',
    why: 'A no is called a no, not a confession.',
    ja: /^いいえ、|(興味|関心)(は|が)?ありません$|(しなくて|なくて)いいです$/u,
    en: /^no,? (thanks?|i)\b|\bi (don.t|do not) (want|care|need|like)\b|\bi.d rather\b/u,
  },
  {
    name: 'already chosen',
    why: 'Nothing is chosen before a person has chosen it, and silence is no yes.',
    ja: /(はじめから|最初から|あらかじめ)[^。]*(許|選ば|えらば|付いて|オン)|みなします|自動(的に|で)[^。]*(同意|更新|延長)|(チェック|しるし)を(外|はず)/u,
    en: /\bpre-?(selected|ticked|checked)|\bby default\b|\bopt(ed)? out\b|\bunless you\b|\bdeemed to\b|\buntick\b|\bfrom the start\b/u,
  },
  {
    name: 'the crowd',
    why: 'What others do is no reason for this person.',
    ja: /(みなさん|みんな|多くの(方|人)|ほとんどの(方|人))[^。]*(使って|選んで|えらんで|同意|預けて)(い|お)/u,
    en: /\b(everyone|everybody|most people|other residents|your neighbours)\b[^.]*\b(use|uses|agree|allow|choose|have|has)\b/u,
  },
  {
    name: 'praise of yes',
    why: 'The pages do not recommend an answer: both are as good.',
    ja: /おすすめ|オススメ|お得|おトク|ぜひ|(簡単|かんたん)に同意|賢い/u,
    en: /\b(recommended|best choice|smart choice|great deal|exclusive)\b/u,
  },
  {
    name: 'a hard way out',
    why: 'Refusing and stopping take no more steps than agreeing: one tap, here.',
    ja: /(やめる|止める|ことわる|断る|解約)(に|た?め?に)は[^。]*(郵送|書面|窓口|電話|手続き)[^。]*(必要|ください)/u,
    en: /\bto (stop|refuse|cancel|leave)\b[^.]*\b(must|need to|have to) (call|write|visit|send)\b/u,
  },
]

export function darkPatternsIn(locale: 'ja' | 'ja-easy' | 'en', text: string): string[] {
  const read = locale === 'en' ? text : text.replace(/\s/gu, '')
  return darkPatterns
    .filter((one) => one[locale === 'en' ? 'en' : 'ja'].test(read.toLowerCase()))
    .map(({ name }) => name)
}
