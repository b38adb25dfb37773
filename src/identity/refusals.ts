import { defineRefusals } from '../kernel/index.ts'
import { appRefusals } from './app/refusals.ts'
import { companyDoorRefusals } from './company/refusals.ts'
import { partnerRefusals } from './partner/refusals.ts'

export const identityRefusals = defineRefusals({
  'not-signed-in': {
    status: 401,
    ja: 'サインインしていないか、時間がたってサインインが終わりました。もう一度サインインしてください。',
    jaEasy: 'サインインが おわって います。もう一度 サインインして ください。',
    en: 'You are not signed in, or your session has ended. Please sign in again.',
  },
  'card-refused': {
    status: 422,
    ja: 'この番号と暗証番号では、ご本人と確かめられませんでした。カードを見て、入れなおしてください。',
    jaEasy: 'この 番号と 暗証番号では、あなたか わかりませんでした。カードを もう一度 見て ください。',
    en: 'This card number and PIN do not show whose card it is. Please check both and try again.',
  },
  'card-busy': {
    status: 503,
    ja: 'いま、サインインがこみあっています。少し待ってから、入れなおしてください。',
    jaEasy: 'いま、こみあって います。すこし まって ください。',
    en: 'Many people are signing in at the moment. Please wait a little and try again.',
  },
  ...companyDoorRefusals,
  ...appRefusals,
  ...partnerRefusals,
  'no-mail': {
    status: 404,
    ja: 'この市では、メールでのサインインは使えません。ほかの方法でサインインしてください。',
    jaEasy: 'ここでは、メールで サインインできません。ほかの やりかたで して ください。',
    en: 'Signing in by e-mail is not offered here. Please use another way.',
  },
  'bad-code': {
    status: 422,
    ja: 'このコードは使えませんでした。数字がちがうか、時間がたったか、別の画面のコードです。5回まちがえたときは、新しいコードを送ってもらってください。',
    jaEasy:
      'この コードは 使えません。ちがう 数字か、古い コードか、ちがう 画面の コードです。5回 まちがえた ときは、新しい コードを もらって ください。',
    en: 'This code did not work. It is mistyped, too old, or was asked for in another browser. After 5 wrong tries please ask for a new one.',
  },
  'code-too-often': {
    status: 429,
    ja: 'もう何度もコードをお送りしました。1時間ほど待ってから、もう一度お試しください。ほかの方法でもサインインできます。',
    jaEasy: 'もう 何度も コードを 送りました。1時間くらい 待って ください。ほかの やりかたでも できます。',
    en: 'Several codes have been sent. Please wait about 1 hour, or use another way.',
  },
  'code-busy': {
    status: 503,
    ja: 'いま、こみあっています。少し待ってから、もう一度お試しください。',
    jaEasy: 'いま、こみあって います。すこし まって ください。',
    en: 'Many people are asking for codes at the moment. Please wait a little and try again.',
  },
  'address-taken': {
    status: 409,
    ja: 'このメールアドレスは、ほかの人が使っています。別のアドレスを入れてください。わけがわからないときは、窓口にお電話ください。',
    jaEasy:
      'この メールアドレスは、ほかの だれかが 使って います。ちがう アドレスを 入れて ください。わからない ときは、窓口に 電話して ください。',
    en: 'This e-mail address is used by somebody else here. Please enter another one. If you do not know why, please call the office.',
  },
  'pin-refused': {
    status: 422,
    ja: 'この暗証番号では、確かめられませんでした。カードを見て、入れなおしてください。5回つづけてまちがえると、そのカードではサインインできなくなります。',
    jaEasy:
      'この 暗証番号では ありません。カードを もう一度 見て ください。5回 つづけて まちがえると、カードで サインインできません。',
    en: 'This PIN did not work. Please look at your card and try again. After 5 wrong ones in a row nobody can sign in with it.',
  },
  'recent-proof-needed': {
    status: 403,
    ja: 'この操作の前に、ご本人かどうかを確かめます。もう一度サインインしてから、やりなおしてください。止めることは、このままでもできます。',
    jaEasy:
      'はじめに、もう一度 サインインして ください。それから もう一度 して ください。止める ことは、このままでも できます。',
    en: 'Before this you are asked once more who you are. Please sign in again and retry. Stopping needs no such thing.',
  },
  'no-card': {
    status: 404,
    ja: 'この住民のカードはありません。',
    jaEasy: 'この 住民の カードは ありません。',
    en: 'This resident has no card.',
  },
  'no-such-resident': {
    status: 404,
    ja: 'この住民は登録されていません。',
    jaEasy: 'この 住民は いません。',
    en: 'There is no such resident.',
  },
  'outside-declined': {
    status: 403,
    ja: '確認を途中でやめました。やりなおすことも、ほかの方法を使うこともできます。',
    jaEasy: 'とちゅうで やめました。もう一度 できます。ほかの やりかたでも できます。',
    en: 'You chose not to go on. You can try again, or use another way.',
  },
  'outside-not-linked': {
    status: 403,
    ja: 'この方法は、まだつながっていません。はじめにカードなどでサインインし、設定のページでつないでください。むずかしいときは、窓口にお電話ください。',
    jaEasy:
      'まだ つながって いません。はじめに カードなどで サインインして、設定の ページで つないで ください。窓口でも できます。',
    en: 'This way in is not linked yet. First sign in with your card or in another way, then link it in the settings. The office can help you.',
  },
  'outside-taken': {
    status: 409,
    ja: 'この方法は、ほかの人につながっています。わけがわからないときは、窓口にお電話ください。',
    jaEasy: 'ほかの だれかに つながって います。わからない ときは、窓口に 電話して ください。',
    en: 'This way in is linked to somebody else. If you do not know why, please call the office.',
  },
  'outside-somebody-else': {
    status: 403,
    ja: '相手のサービスの答えは、いまサインインしているご本人のものではありませんでした。ほかの方法で確かめてください。',
    jaEasy: 'いま サインインして いる あなたでは ありませんでした。ほかの やりかたで して ください。',
    en: 'The other service does not know you as the person who is signed in here. Please use another way.',
  },
  'outside-unreachable': {
    status: 503,
    ja: 'いま、相手のサービスにつながりません。少し待ってからやりなおすか、ほかの方法を使ってください。',
    jaEasy:
      'いま 相手の サービスが 動きません。少し 待って、もう一度 して ください。ほかの やりかたでも できます。',
    en: 'The other service cannot be reached at present. Please try again in a little while, or use another way.',
  },
  'outside-not-begun': {
    status: 409,
    ja: '時間がたったか、はじめたときとは別のブラウザーで開いたため、できませんでした。はじめからやりなおしてください。',
    jaEasy: '時間が すぎたか、ちがう 画面で 開きました。はじめから もう一度 して ください。',
    en: 'This took too long, or was begun in another browser. Please start again.',
  },
  'outside-not-believed': {
    status: 403,
    ja: '相手のサービスの答えを確かめられませんでした。やりなおしても同じときは、窓口にお電話ください。',
    jaEasy:
      '相手の サービスの 答えが 正しく ありません。もう一度 して だめな ときは、窓口に 電話して ください。',
    en: 'The answer of the other service could not be trusted. If it happens again, please call the office.',
  },
  'no-token': {
    status: 401,
    ja: 'アクセストークンがありません。',
    jaEasy: 'アクセストークンが ありません。',
    en: 'There is no access token.',
  },
  'bad-token': {
    status: 401,
    ja: 'アクセストークンが正しくありません。',
    jaEasy: 'アクセストークンが 正しく ありません。',
    en: 'The access token is not valid here.',
  },
  'expired-token': {
    status: 401,
    ja: 'アクセストークンの期限が切れています。新しいトークンを取得してください。',
    jaEasy: 'アクセストークンの 期限が すぎました。新しい ものを もらって ください。',
    en: 'The access token has expired. Please ask for a new one.',
  },
  'no-scope': {
    status: 403,
    ja: 'このプログラムには、この操作が許されていません。必要なときは、市の管理者に頼んでください。',
    jaEasy: 'この プログラムは、これを して いけません。市の 管理者に 聞いて ください。',
    en: 'This program is not allowed to do this. If it needs to, ask an administrator of the city.',
  },
  'unknown-program': {
    status: 404,
    ja: 'このプログラムは登録されていないか、もう終了しています。',
    jaEasy: 'この プログラムは ありません。',
    en: 'There is no such program, or it has ended.',
  },
  'changed-meanwhile': {
    status: 409,
    ja: 'ほかの人が、同じときに変えました。いまの内容を見てから、もう一度お試しください。',
    jaEasy: 'ほかの ひとが いま 変えました。よく 見て、もう一度 して ください。',
    en: 'Somebody else has changed it at the same moment. Please look at it as it is now, and change it again.',
  },
  'private-key': {
    status: 422,
    ja: '秘密鍵が含まれています。公開鍵だけを登録してください。この鍵は、もう使わないでください。',
    jaEasy: '秘密の 鍵が 入って います。公開鍵だけを 登録して ください。この 鍵は もう 使わないで ください。',
    en: 'A private key was sent. Register the public key only, and do not use this key any more.',
  },
  'unusable-key': {
    status: 422,
    ja: 'この鍵は使えません。Ed25519、P-256、または2048ビット以上のRSAの公開鍵を、kid を付けて登録してください。',
    jaEasy: 'この 鍵は 使えません。',
    en: 'This key cannot be used. Register Ed25519, P-256 or RSA public keys of at least 2048 bits, each with a kid.',
  },
  'client-exists': {
    status: 409,
    ja: 'このクライアントIDは登録済みです。',
    jaEasy: 'この 名前は もう あります。',
    en: 'This client id is already registered.',
  },
  'unknown-vendor': {
    status: 404,
    ja: 'この事業者は登録されていません。',
    jaEasy: 'この 会社は ありません。',
    en: 'There is no such company.',
  },
  'demo-only': {
    status: 403,
    ja: 'デモのときだけ使えます。',
    jaEasy: 'デモの ときだけ 使えます。',
    en: 'This exists in the demo only.',
  },
  'no-demo-key': {
    status: 404,
    ja: 'このクライアントのデモ用の鍵はありません。',
    jaEasy: 'デモの 鍵が ありません。',
    en: 'There is no demo key of such a client.',
  },
  'not-running': {
    status: 503,
    ja: 'サーバーが応答しません。起動しているか確かめてください。',
    jaEasy: 'サーバーが 答えません。動いて いるか 見て ください。',
    en: 'The server does not answer. Please check that it is running.',
  },
  'staff-not-signed-in': {
    status: 401,
    ja: '職員としてサインインしていないか、時間がたってサインインが終わりました。もう一度サインインしてください。',
    jaEasy: '職員の サインインが おわって います。もう一度 サインインして ください。',
    en: 'You are not signed in as staff, or your session has ended. Please sign in again.',
  },
  'appointed-already': {
    status: 409,
    ja: 'この任命は、もう受け付けています。招待がないときは、職員の一覧で、その人をもう一度招待してください。',
    jaEasy: 'この ひとは、もう 任命しました。招待が ない ときは、もう一度 招待して ください。',
    en: 'This appointment was made already. If you do not have the invitation, invite the person once more from the list of staff.',
  },
  'not-your-role': {
    status: 403,
    ja: 'あなたの役割では、この操作はできません。必要なときは、管理者に相談してください。',
    jaEasy: 'あなたの 役割では できません。管理者に 聞いて ください。',
    en: 'Your role does not allow this. If you need it, please ask an administrator.',
  },
  'proof-needed': {
    status: 401,
    ja: 'この操作の前に、もう一度パスキーで確かめます。前のページにもどってください。',
    jaEasy: 'もう一度 パスキーを 使って ください。',
    en: 'Your passkey is asked for again before this. Please go back to the page before.',
  },
  'bad-passkey': {
    status: 401,
    ja: 'パスキーを確かめられませんでした。画面を開き直して、もう一度お試しください。',
    jaEasy: 'パスキーが わかりませんでした。もう一度 して ください。',
    en: 'Your passkey could not be verified. Please open the page again and retry.',
  },
  'passkey-there-already': {
    status: 409,
    ja: 'このスマホやパソコンには、あなたのパスキーがもうあります。もう一度登録しなくても、サインインに使えます。',
    jaEasy: 'この スマホや パソコンには、パスキーが もう あります。そのまま 使えます。',
    en: 'This device has a passkey of yours already. You can sign in with it as it is.',
  },
  'too-many-passkeys': {
    status: 409,
    ja: 'パスキーは10個までです。使わないものを終わりにしてから、もう一度お試しください。',
    jaEasy: 'パスキーは 10こまでです。使わない ものを 終わりに して ください。',
    en: 'You can have at most 10 passkeys. Please end one that you do not use, and try again.',
  },
  'bad-invitation': {
    status: 410,
    ja: 'この招待は使えません。期限が過ぎたか、もう使われています。管理者に、もう一度招待してもらってください。',
    jaEasy: 'この 招待は 使えません。管理者に もう一度 頼んで ください。',
    en: 'This invitation is not valid. It has expired or has been used. Please ask an administrator for a new one.',
  },
  'unknown-staff': {
    status: 404,
    ja: 'この職員はいないか、もう終了しています。',
    jaEasy: 'この 職員は いません。',
    en: 'There is no such member of staff, or their access has ended.',
  },
  'not-yourself': {
    status: 409,
    ja: '自分のことは、自分では変えられません。ほかの管理者に頼んでください。',
    jaEasy: '自分の ことは できません。ほかの 管理者に 頼んで ください。',
    en: 'You cannot do this to yourself. Please ask another administrator.',
  },
})
