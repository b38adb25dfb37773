import { defineWords } from '../../ui/index.ts'

export const words = defineWords({
  ja: {
    title: '規約に同意しますか',
    lead: 'データを預ける前に、お読みください。どちらを答えても、見ること、持ち出すこと、止めること、消すことは、いつでもできます。',
    free: '預けることと、会社に「使ってよい」と答えることは、同意のあとでできます。あとから同意することもできます。',
    agree: '同意する',
    refuse: '同意しない',
    done: 'すでに同意しています。',
    read: '規約のページへ',
    home: 'ホームへ',
    ask: 'まだ規約に同意していません',
    askMore:
      '同意するまで、データを預けることと、会社に「使ってよい」と答えることはできません。ほかのことは、いつでもできます。',
    askNow: '規約を読んで答える',
  },
  'ja-easy': {
    title: '{規約|きやく}に {同意|どうい}しますか',
    lead: '{預|あず}ける {前|まえ}に {読|よ}んで ください。{見|み}る ことや {止|と}める ことは、いつでも できます。{消|け}す ことも できます。',
    free: '{預|あず}ける ことと、{会社|かいしゃ}に「{使|つか}って よい」と {答|こた}える ことは、{同意|どうい}してから できます。あとから {同意|どうい}しても よいです。',
    agree: '{同意|どうい}する',
    refuse: '{同意|どうい}しない',
    done: 'もう {同意|どうい}して います。',
    read: '{規約|きやく}の ページへ',
    home: 'ホームへ',
    ask: 'まだ {規約|きやく}に {同意|どうい}して いません',
    askMore:
      '{同意|どうい}するまで、データを {預|あず}けられません。「{使|つか}って よい」と {答|こた}える ことも できません。ほかの ことは できます。',
    askNow: '{規約|きやく}を {読|よ}んで {答|こた}える',
  },
  en: {
    title: 'Do you agree to the terms?',
    lead: 'Please read them before you deposit data. Whatever you answer, you can always look, take out, stop and delete.',
    free: 'Depositing, and allowing a company to use something, is possible once you have agreed. You can also agree later.',
    agree: 'I agree',
    refuse: 'I do not agree',
    done: 'You have agreed already.',
    read: 'To the page of the terms',
    home: 'To the home page',
    ask: 'You have not agreed to the terms yet',
    askMore:
      'Until you do, you cannot deposit data or allow a company to use any. Everything else is open to you.',
    askNow: 'Read the terms and answer',
  },
})
