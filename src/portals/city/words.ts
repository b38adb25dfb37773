import { defineWords } from '../ui/index.ts'

/** What several pages of the city's staff say: places, roles. */
export const cityWords = defineWords({
  ja: {
    home: '職員のホーム',
    staff: '職員',
    acts: '職員についての記録',
    administrator: '管理者',
    counter: '窓口',
    reviewer: '審査担当',
    auditor: '監査担当',
    administratorMay: '職員を任命し、終了します。市民のことは見ません。',
    counterMay: '窓口で市民を手伝います。',
    reviewerMay: '会社がデータを何に使うかを審査します。',
    auditorMay: '記録と台帳を読みます。何も変えません。',
  },
  'ja-easy': {
    home: '{職員|しょくいん}の ホーム',
    staff: '{職員|しょくいん}',
    acts: '{職員|しょくいん}の {記録|きろく}',
    administrator: '{管理者|かんりしゃ}',
    counter: '{窓口|まどぐち}',
    reviewer: 'しらべる たんとう',
    auditor: '{記録|きろく}を {見|み}る たんとう',
    administratorMay: '{職員|しょくいん}を {決|き}めます。{市民|しみん}の ことは {見|み}ません。',
    counterMay: '{窓口|まどぐち}で {市民|しみん}を {手伝|てつだ}います。',
    reviewerMay: '{会社|かいしゃ}が データを {何|なに}に {使|つか}うかを しらべます。',
    auditorMay: '{記録|きろく}を {読|よ}みます。{何|なに}も {変|か}えません。',
  },
  en: {
    home: 'Staff home',
    staff: 'Staff',
    acts: 'Record of staff',
    administrator: 'Administrator',
    counter: 'Counter',
    reviewer: 'Reviewer',
    auditor: 'Auditor',
    administratorMay: 'Appoints and ends staff, and sees nothing of residents.',
    counterMay: 'Helps residents at the counter.',
    reviewerMay: 'Reviews what companies want to use data for.',
    auditorMay: 'Reads records and ledgers, and changes nothing.',
  },
})
