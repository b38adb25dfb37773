import { defineWords } from '../../ui/index.ts'

export const words = defineWords({
  ja: {
    title: 'お知らせの受け取りかた',
    why: 'お知らせは、いつもこのページに出ます。メールや手紙でも受け取るときは、ここでえらんでください。',
    important:
      'メールは、カード・サインイン・同意など、大切なことがあったときに送ります。1時間に1回までです。中身はメールにのせません。',
    way: '受け取りかた',
    here: 'このページだけ',
    mail: 'メールでも受け取る',
    'mail-or-letter': 'メールで受け取る（とどかないときは手紙）',
    letter: '手紙でも受け取る',
    sms: 'SMSでも受け取る',
    toNumber: 'SMSを受け取る番号',
    textsFailed: 'SMSがとどいていません',
    textsFailedWhy:
      '番号が変わったときは、「SMSを受け取る番号」で登録しなおしてください。お知らせは、このページで読めます。',
    lettersHow:
      '手紙は、カード・サインイン・同意など、大切なことがあったときに、市の職員が印刷して送ります。そのために住所を見た職員は、あなたの記録に残ります。',
    noLetters: '手紙で受け取るには、窓口に住所を知らせてください。',
    lettersFailed: '手紙がとどいていません',
    lettersFailedWhy:
      'いまの住所を、窓口に知らせてください。それまで手紙は送れません。お知らせは、このページで読めます。',
    notPrintableWhy:
      '名前か住所に、手紙に印刷できない文字があります。窓口に知らせるか、手紙のほかの受け取りかたをえらんでください。お知らせは、このページで読めます。',
    save: '保存する',
    saved: '保存しました。',
    noAddress: 'メールで受け取るには、はじめにメールアドレスを登録してください。窓口でもうかがいます。',
    toAddress: 'メールアドレスを登録する',
    noMail: 'この市では、いまメールを送っていません。',
    failed: 'メールがとどいていません',
    failedWhy:
      'メールアドレスが変わったときは、設定の「メールアドレス」で変えてください。お知らせは、このページで読めます。',
    back: '設定にもどる',
    cardWhy: 'カードやサインインの大切なお知らせを、メールでも受け取れます。',
    cardMore: '受け取りかたを見る',
  },
  'ja-easy': {
    title: 'お{知|し}らせの {受|う}けとりかた',
    why: 'お{知|し}らせは、いつも この ページに {出|で}ます。メールや {手紙|てがみ}も ほしい ときは、えらんで ください。',
    important:
      'カードや サインインの {大切|たいせつ}な ことだけ、メールを {送|おく}ります。1{時間|じかん}に 1{回|かい}までです。{中身|なかみ}は メールに のせません。',
    way: '{受|う}けとりかた',
    here: 'この ページだけ',
    mail: 'メールでも {受|う}けとる',
    'mail-or-letter': 'メールで {受|う}けとる（とどかない ときは {手紙|てがみ}）',
    letter: '{手紙|てがみ}でも {受|う}けとる',
    sms: 'SMSでも {受|う}けとる',
    toNumber: 'SMSの {番号|ばんごう}',
    textsFailed: 'SMSが とどいて いません',
    textsFailedWhy: '「SMSの {番号|ばんごう}」で {番号|ばんごう}を もう一度 {登録|とうろく}して ください。',
    lettersHow:
      '{大切|たいせつ}な ことが あった ときに、{市|し}の {人|ひと}が {手紙|てがみ}を {印刷|いんさつ}して {送|おく}ります。',
    noLetters:
      '{手紙|てがみ}が ほしい ときは、{窓口|まどぐち}に {住所|じゅうしょ}を {知|し}らせて ください。',
    lettersFailed: '{手紙|てがみ}が とどいて いません',
    lettersFailedWhy:
      'いまの {住所|じゅうしょ}を {窓口|まどぐち}に {知|し}らせて ください。それまで {手紙|てがみ}は {送|おく}れません。',
    notPrintableWhy:
      '{名前|なまえ}か {住所|じゅうしょ}に、{印刷|いんさつ}できない もじが あります。{窓口|まどぐち}に {知|し}らせて ください。',
    save: '{保存|ほぞん}する',
    saved: '{保存|ほぞん}しました。',
    noAddress:
      'メールが ほしい ときは、さきに メールアドレスを {登録|とうろく}して ください。{窓口|まどぐち}でも できます。',
    toAddress: 'メールアドレスを {登録|とうろく}する',
    noMail: 'この まちは、いま メールを {送|おく}って いません。',
    failed: 'メールが とどいて いません',
    failedWhy:
      'メールアドレスが {変|か}わった ときは、「{設定|せってい}」で {変|か}えて ください。お{知|し}らせは、この ページで {読|よ}めます。',
    back: '{設定|せってい}に もどる',
    cardWhy: 'カードや サインインの ことを、メールでも {受|う}けとれます。',
    cardMore: '{受|う}けとりかたを {見|み}る',
  },
  en: {
    title: 'How you get notices',
    why: 'Notices always appear in your pages. If you want mails or letters as well, choose it here.',
    important:
      'A mail comes when something important happened to your card, your sign-ins or your consents, at most 1 in 1 hour. What happened is not in the mail.',
    way: 'How',
    here: 'In my pages only',
    mail: 'By mail as well',
    'mail-or-letter': 'By mail, and by letter when no mail gets through',
    letter: 'By letter as well',
    sms: 'By text message as well',
    toNumber: 'Number for text messages',
    textsFailed: 'Text messages do not reach you',
    textsFailedWhy:
      'If your number has changed, please register it anew under “Number for text messages”. You can read your notices in your pages.',
    lettersHow:
      'When something important happened, the city prints a letter and sends it to you. Which member of staff looked at your address for it stands in your record.',
    noLetters: 'To get letters, please tell the counter your address.',
    lettersFailed: 'Letters do not reach you',
    lettersFailedWhy:
      'Please tell the counter where you live now. Until then no letter can be sent. You can read your notices in your pages.',
    notPrintableWhy:
      'Your name or address has a character that cannot be printed on a letter. Please tell the counter, or choose another way than letters. You can read your notices in your pages.',
    save: 'Save',
    saved: 'Saved.',
    noAddress: 'To get mails, please register your mail address first. You can do so at the counter, too.',
    toAddress: 'Register a mail address',
    noMail: 'This city sends no mail at present.',
    failed: 'Mails do not reach you',
    failedWhy:
      'If your mail address has changed, please change it in the settings. You can read your notices in your pages.',
    back: 'Back to settings',
    cardWhy: 'You can get a mail, too, when something happened to your card or your sign-ins.',
    cardMore: 'See how',
  },
})
