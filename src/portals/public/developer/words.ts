import { defineWords } from '../../ui/index.ts'

export const developerWords = defineWords({
  ja: {
    start: '{開発者|かいはつしゃ}のページ',
    items: 'データ項目',
    api: 'APIの説明',
    try: 'APIを試す',
  },
  'ja-easy': {
    start: 'プログラムを つくる {人|ひと}へ',
    items: 'データの しゅるい',
    api: 'APIの せつめい',
    try: 'APIを ためす',
  },
  en: {
    start: 'For developers',
    items: 'Items of data',
    api: 'The API',
    try: 'Try the API',
  },
})
