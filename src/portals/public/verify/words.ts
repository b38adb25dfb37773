import { defineWords } from '../../ui/index.ts'

interface Leaf {
  /** From 1. */
  place: string
  item: string
}

/** The page around the check. What the check finds is in verdict-words.ts. */
export const verifyWords = defineWords({
  ja: {
    title: '控えを確かめる',
    what: '控えの記録があとから変えられていないことを、あなた自身で確かめるページです。サインインはいりません。',
    terms:
      '透明性ログは、記録の{印|しるし}を{順|じゅん}にならべたものです。ふやすことはできますが、前の{印|しるし}を変えると、だれにでも分かります。署名は、鍵を{持|も}つ{人|ひと}だけが付けられる{印|しるし}です。',
    stays: 'えらんだファイルは、この画面の中だけで確かめます。どこにも送りません。',
    receipt: '控えのファイル',
    receiptHint: '控えのページの「証明つきのファイルを持ち出す」で受け取ったファイルです。',
    compare: '2つのチェックポイントをくらべる',
    compareWhat:
      'チェックポイントは、透明性ログの大きさと値に、市が署名したものです。古いほうの記録が、新しいほうでも変わっていないことを確かめます。',
    older: '古いチェックポイント',
    newer: '新しいチェックポイント',
    proof: '2つをつなぐ証明',
    proofHint: '/log/v1/consistency の答えです。えらばなければ、この市の透明性ログにたずねます。',
    key: 'どの鍵で確かめるか',
    keyWhat:
      'ふだんは、このページといっしょに市から受け取った鍵で確かめます。それで分かるのは、いまの市がそう言っていることです。市が鍵も記録も作り直していないことまで確かめるには、前に保存した鍵か、ほかの人から受け取った鍵を使ってください。',
    keyIs: 'このページの市の鍵',
    keyNone: 'まだありません',
    ownKey: '手元にある鍵のファイル',
    ownKeyHint: '/log/v1/keys の答えを保存したファイルです。',
    noScript:
      'この画面で確かめるには、JavaScriptを使えるブラウザが必要です。つぎの命令で確かめるか、お電話でおたずねください。',
    command: '命令で確かめる',
    commandWhat:
      'azukari を入れたコンピューターなら、インターネットを使わなくても、同じことを確かめられます。',
    phone: 'お電話でもおたずねいただけます。',
  },
  'ja-easy': {
    title: '{控|ひか}えを たしかめる',
    what: '{控|ひか}えの {記録|きろく}が {変|か}わって いないことを、じぶんで たしかめる ページです。サインインは いりません。',
    terms:
      '「{透明性|とうめいせい}ログ」は、{記録|きろく}の しるしを ならべた ものです。まえの しるしを {変|か}えると、だれでも わかります。サインは、かぎを もつ {人|ひと}だけが つけられる しるしです。',
    stays: 'えらんだ ファイルは、この {画面|がめん}だけで たしかめます。どこにも {送|おく}りません。',
    receipt: '{控|ひか}えの ファイル',
    receiptHint: '{控|ひか}えの ページで もちだした、{証明|しょうめい}の ファイルです。',
    compare: '2つの チェックポイントを くらべる',
    compareWhat:
      'チェックポイントは、{市|し}が サインした {記録|きろく}の かずと しるしです。ふるい {記録|きろく}が いまも おなじか、たしかめます。',
    older: 'ふるい チェックポイント',
    newer: 'あたらしい チェックポイント',
    proof: '2つを つなぐ {証明|しょうめい}',
    proofHint: '/log/v1/consistency の {答|こた}えです。なければ、この {市|し}に {聞|き}きます。',
    key: 'どの かぎで たしかめるか',
    keyWhat:
      'いつもは、この ページと いっしょに うけとった かぎで たしかめます。わかるのは、いまの {市|し}が そう {言|い}って いることです。もっと たしかめたい ときは、まえから もって いる かぎを {使|つか}って ください。ほかの {人|ひと}から もらった かぎでも いいです。',
    keyIs: 'この ページの {市|し}の かぎ',
    keyNone: 'まだ ありません',
    ownKey: 'もって いる かぎの ファイル',
    ownKeyHint: '/log/v1/keys の {答|こた}えの ファイルです。',
    noScript:
      'この {画面|がめん}で たしかめるには、JavaScript が {使|つか}える ブラウザが いります。{電話|でんわ}でも {聞|き}けます。',
    command: 'コンピューターで たしかめる',
    commandWhat: 'azukari が ある コンピューターなら、インターネットが なくても たしかめられます。',
    phone: '{電話|でんわ}でも {聞|き}けます。',
  },
  en: {
    title: 'Check a receipt',
    what: 'Here you can check for yourself that the record behind a receipt was not changed afterwards. You do not need to sign in.',
    terms:
      'The transparency log is a row of marks, one for each record. It can grow, and whoever changes an earlier mark is found out by anybody. A signature is a mark that only the holder of a key can make.',
    stays: 'The files you choose are checked on this screen only, and are sent nowhere.',
    receipt: 'File of the receipt',
    receiptHint: 'The file you took with “Take the file with its proof” on the page of the receipt.',
    compare: 'Compare 2 checkpoints',
    compareWhat:
      'A checkpoint is the size and the value of the transparency log, signed by the city. This checks that what the older one covers is unchanged in the newer one.',
    older: 'Older checkpoint',
    newer: 'Newer checkpoint',
    proof: 'Proof that joins the 2',
    proofHint: 'What /log/v1/consistency answers. Without it, the log of this city is asked.',
    key: 'By which key it is checked',
    keyWhat:
      'Usually by the key that came from the city together with this page. That shows what the city of today says. To make sure that the city has not made its key and its records anew, use a key you kept earlier or had from somebody else.',
    keyIs: 'The city’s key on this page',
    keyNone: 'None yet',
    ownKey: 'File with a key of your own keeping',
    ownKeyHint: 'A file with what /log/v1/keys answered.',
    noScript:
      'To check on this screen you need a browser that runs JavaScript. Use the command below, or call us.',
    command: 'Check by a command',
    commandWhat: 'A computer that has azukari checks the same, even without the internet.',
    phone: 'You can also call us.',
  },
})

/** What a check finds: what holds, what does not, and by which key. */
export const verdictWords = defineWords({
  ja: {
    receiptHolds: '合っています。この控えは、変えられていません。',
    receiptFails: '合わないところがあります。この控えは、これだけでは確かめられません。',
    growthHolds: '合っています。透明性ログは、ふえただけです。',
    growthFails: '2つのチェックポイントは、合いません。',
    paperHolds: 'この紙にある番号の記録は、いまも透明性ログにあります。紙の文章は、まだ確かめていません。',
    paperFails: '合わないところがあります。この紙を保管してください。',
    unread: '確かめられませんでした。',
    wrong: '合わないこと',
    right: '合っていること',
    receiptIs: ({ number, issued }: { number: string; issued: string }) =>
      `受付番号 ${number}（${issued} に受け取ったもの）`,
    signature: '控えの署名は、この鍵のものです。',
    sameWords: '控えの文章は、記録されたことと同じです。',
    checkpoint: ({ size }: { size: string }) =>
      `チェックポイントの署名は、この鍵のものです（透明性ログの大きさは ${size}）。`,
    leafThere: ({ place, item }: Leaf) => `${place}：${item} の記録は、透明性ログにあります。`,
    leafWaits: ({ place, item, by }: Leaf & { by: string }) =>
      `${place}：${item} の記録は、${by} までに透明性ログに{入|はい}る約束です。`,
    leafWrong: ({ place, item, fault }: Leaf & { fault: string }) => `${place}：${item}：${fault}`,
    grown: ({ earlier, later }: { earlier: string; later: string }) =>
      `大きさ ${earlier} までの透明性ログは、大きさ ${later} になっても同じです。`,
    paperLeaf: ({ number }: { number: string }) => `記録の番号 ${number}：透明性ログにあります。`,
    paperLeafWrong: ({ number, fault }: { number: string; fault: string }) =>
      `記録の番号 ${number}：${fault}`,
    paperMeans:
      'これで分かるのは、記録が残っていることです。紙の文章が正しいことは、控えのファイルで確かめてください。',
    paperAsked: 'この市の透明性ログに、記録の番号と、ログの大きさだけを送ってたずねました。',
    byCity: ({ key }: { key: string }) => `このページの市の鍵で確かめました：${key}`,
    byOwn: ({ key }: { key: string }) => `あなたがえらんだ鍵で確かめました：${key}`,
    'not-signed': '署名が、この鍵のものではありません。あとから変えられたか、ほかの市の控えです。',
    'checkpoint-wrong': 'チェックポイントの署名が、この鍵のものではありません。',
    'no-checkpoint': 'くらべるチェックポイントがありません。',
    'not-in-the-log': 'この記録は、透明性ログにありません。',
    'promise-over': '約束の時間がすぎています。控えのファイルを、もういちど受け取ってください。',
    'promise-too-long': '約束の時間が1日をこえています。そのような約束を、市はしません。',
    'says-otherwise': '控えの文章が、記録されたことと違います。',
    'not-a-receipt': '控えのファイルではありません。',
    'not-readable': 'ファイルを読めませんでした。大きすぎるかもしれません。',
    'no-keys': '鍵のファイルではありません。',
    'not-a-checkpoint': 'チェックポイントではありません。',
    'not-signed-by-a-known-key': 'チェックポイントの署名が、この鍵のものではありません。',
    'another-log': 'ほかの透明性ログのものです。',
    'proof-missing':
      '2つをつなぐ証明がありません。インターネットにつなぐか、証明のファイルをえらんでください。',
    'not-the-same-log':
      '古いほうの記録が、新しいほうでは変わっています。2つとも保管し、市の外の人に見せてください。',
    'log-shorter':
      '透明性ログが、この紙のときより小さくなっています。この紙を保管し、市の外の人に見せてください。',
    'paper-unread': 'QRコードの中身を読めませんでした。もういちど読みなおしてください。',
    'not-asked': '透明性ログにたずねられませんでした。インターネットにつないで、もういちど開いてください。',
  },
  'ja-easy': {
    receiptHolds: '{合|あ}って います。この {控|ひか}えは {変|か}わって いません。',
    receiptFails: '{合|あ}わない ところが あります。この {控|ひか}えだけでは たしかめられません。',
    growthHolds: '{合|あ}って います。{記録|きろく}は ふえただけです。',
    growthFails: '2つの チェックポイントは {合|あ}いません。',
    paperHolds:
      'この {紙|かみ}に ある {番号|ばんごう}の {記録|きろく}は、いまも あります。{紙|かみ}の {文|ぶん}は、まだ たしかめて いません。',
    paperFails: 'おかしい ところが あります。この {紙|かみ}を とって おいて ください。',
    unread: 'たしかめる ことが できませんでした。',
    wrong: '{合|あ}わない こと',
    right: '{合|あ}って いる こと',
    receiptIs: ({ number, issued }) =>
      `{受付|うけつけ}{番号|ばんごう} ${number}（${issued} に うけとった もの）`,
    signature: '{控|ひか}えの サインは、この かぎの ものです。',
    sameWords: '{控|ひか}えの {文|ぶん}は、{記録|きろく}と おなじです。',
    checkpoint: ({ size }) =>
      `チェックポイントの サインは、この かぎの ものです（{記録|きろく}の かずは ${size}）。`,
    leafThere: ({ place, item }) => `${place}：${item} の {記録|きろく}は あります。`,
    leafWaits: ({ place, item, by }) =>
      `${place}：${item} の {記録|きろく}は、${by} までに {入|はい}る やくそくです。`,
    leafWrong: ({ place, item, fault }) => `${place}：${item}：${fault}`,
    grown: ({ earlier, later }) =>
      `かず ${earlier} までの {記録|きろく}は、かず ${later} に なっても おなじです。`,
    paperLeaf: ({ number }) => `{記録|きろく}の {番号|ばんごう} ${number}：あります。`,
    paperLeafWrong: ({ number, fault }) => `{記録|きろく}の {番号|ばんごう} ${number}：${fault}`,
    paperMeans:
      'わかるのは、{記録|きろく}が ある ことです。{紙|かみ}の {文|ぶん}が {正|ただ}しい ことは、{控|ひか}えの ファイルで たしかめて ください。',
    paperAsked:
      'この {市|し}に、{記録|きろく}の {番号|ばんごう}と かずだけを {送|おく}って {聞|き}きました。',
    byCity: ({ key }) => `この ページの {市|し}の かぎで たしかめました：${key}`,
    byOwn: ({ key }) => `あなたが えらんだ かぎで たしかめました：${key}`,
    'not-signed':
      'サインが、この かぎの ものでは ありません。あとで {変|か}わったか、ほかの {市|し}の {控|ひか}えです。',
    'checkpoint-wrong': 'チェックポイントの サインが、この かぎの ものでは ありません。',
    'no-checkpoint': 'くらべる チェックポイントが ありません。',
    'not-in-the-log': 'この {記録|きろく}は ありません。',
    'promise-over':
      'やくそくの {時間|じかん}が すぎました。{控|ひか}えの ファイルを もう いちど うけとって ください。',
    'promise-too-long':
      '1{日|にち}より {長|なが}い やくそくです。そんな やくそくは、どの {市|し}も しません。',
    'says-otherwise': '{控|ひか}えの {文|ぶん}が、{記録|きろく}と {違|ちが}います。',
    'not-a-receipt': '{控|ひか}えの ファイルでは ありません。',
    'not-readable': 'ファイルを {読|よ}めませんでした。{大|おお}きすぎるかも しれません。',
    'no-keys': 'かぎの ファイルでは ありません。',
    'not-a-checkpoint': 'チェックポイントでは ありません。',
    'not-signed-by-a-known-key': 'チェックポイントの サインが、この かぎの ものでは ありません。',
    'another-log': 'ほかの {記録|きろく}の ものです。',
    'proof-missing':
      '2つを つなぐ {証明|しょうめい}が ありません。インターネットに つなぐか、ファイルを えらんで ください。',
    'not-the-same-log':
      'ふるい {記録|きろく}が {変|か}わって います。2つとも とって おいて、{市|し}の {外|そと}の {人|ひと}に {見|み}せて ください。',
    'log-shorter':
      '{記録|きろく}が まえより {短|みじか}く なって います。この {紙|かみ}を とって おいて、{市|し}の {外|そと}の {人|ひと}に {見|み}せて ください。',
    'paper-unread': 'QRコードを {読|よ}めませんでした。もう いちど {読|よ}んで ください。',
    'not-asked':
      '{記録|きろく}を {聞|き}けませんでした。インターネットに つないで、もう いちど {開|ひら}いて ください。',
  },
  en: {
    receiptHolds: 'It holds. This receipt was not changed.',
    receiptFails: 'Something does not hold. By this alone the receipt cannot be confirmed.',
    growthHolds: 'It holds. The transparency log has only grown.',
    growthFails: 'The 2 checkpoints do not agree.',
    paperHolds:
      'The record with the number on this paper is still in the transparency log. The words on the paper are not checked yet.',
    paperFails: 'Something does not hold. Keep this paper.',
    unread: 'It could not be checked.',
    wrong: 'What does not hold',
    right: 'What holds',
    receiptIs: ({ number, issued }) => `Receipt number ${number} (taken ${issued})`,
    signature: 'The receipt is signed by this key.',
    sameWords: 'The words of the receipt are what was recorded.',
    checkpoint: ({ size }) => `The checkpoint is signed by this key (transparency log of ${size}).`,
    leafThere: ({ place, item }) => `${place}: the record of ${item} is in the transparency log.`,
    leafWaits: ({ place, item, by }) =>
      `${place}: the record of ${item} is promised to be in the transparency log by ${by}.`,
    leafWrong: ({ place, item, fault }) => `${place}: ${item}: ${fault}`,
    grown: ({ earlier, later }) => `The log of ${later} begins with the log of ${earlier}, unchanged.`,
    paperLeaf: ({ number }) => `Record number ${number}: in the transparency log.`,
    paperLeafWrong: ({ number, fault }) => `Record number ${number}: ${fault}`,
    paperMeans:
      'This shows that the record is still there. That the words on the paper are right, the file of the receipt shows.',
    paperAsked:
      'The log of this city was asked, and was sent the numbers of records and the size of the log only.',
    byCity: ({ key }) => `Checked by the city’s key on this page: ${key}`,
    byOwn: ({ key }) => `Checked by the key you chose: ${key}`,
    'not-signed': 'It is not signed by this key: it was changed after it was issued, or is another city’s.',
    'checkpoint-wrong': 'The checkpoint is not signed by this key.',
    'no-checkpoint': 'There is no checkpoint to compare it with.',
    'not-in-the-log': 'This record is not in the transparency log.',
    'promise-over': 'The promised time is over. Take the file of the receipt anew.',
    'promise-too-long': 'The promise is for longer than 1 day, which no city gives.',
    'says-otherwise': 'The words of the receipt are not what was recorded.',
    'not-a-receipt': 'This is no file of a receipt.',
    'not-readable': 'The file could not be read. It may be too large.',
    'no-keys': 'This is no file of keys.',
    'not-a-checkpoint': 'This is no checkpoint.',
    'not-signed-by-a-known-key': 'The checkpoint is not signed by this key.',
    'another-log': 'It is of another transparency log.',
    'proof-missing':
      'The proof that joins the 2 is missing. Connect to the internet, or choose a file with it.',
    'not-the-same-log':
      'What the older one covers is changed in the newer one. Keep the 2, and show them to somebody outside the city.',
    'log-shorter':
      'The transparency log is shorter than before. Keep this paper, and show it to somebody outside the city.',
    'paper-unread': 'What is in the QR code could not be read. Read it again.',
    'not-asked': 'The transparency log could not be asked. Connect to the internet, and open this again.',
  },
})
