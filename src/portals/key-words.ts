import { defineWords } from './ui/index.ts'

export const keyWords = defineWords({
  ja: {
    key: '公開鍵',
    keyHint:
      'JWK か、openssl が書いた PEM をはり付けてください。P-256 か Ed25519 が使えます。公開鍵とはっきり分からないものは、画面にも残しません。',
    'no-key': '公開鍵をはり付けてください。プログラムの秘密鍵と組になっている、公開するほうの鍵です。',
  },
  'ja-easy': {
    key: '{公開鍵|こうかいかぎ}',
    keyHint:
      'JWK か PEM を {入|い}れて ください。P-256 か Ed25519 です。{公開鍵|こうかいかぎ}で ない ものは {画面|がめん}に のこしません。',
    'no-key': '{公開鍵|こうかいかぎ}を {入|い}れて ください。{秘密|ひみつ}の {鍵|かぎ}では ありません。',
  },
  en: {
    key: 'Public key',
    keyHint:
      'Paste a JWK, or PEM as written by openssl. P-256 and Ed25519 can be used. What is not clearly a public key is not kept, on this page either.',
    'no-key': 'Paste the public key: of the pair of keys that the program has, the one that is not secret.',
  },
})
