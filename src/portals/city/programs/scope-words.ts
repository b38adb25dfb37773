import { defineWords } from '../../ui/index.ts'

/** What each scope opens, in words of whoever decides on it. */
export const scopeWords = defineWords({
  ja: {
    'admin:items': '項目と目的を見る',
    'admin:itemsOpens': 'データの項目と、使う目的の一覧を見ます。何も変えません。',
    'admin:vendors': '会社を登録し、変える',
    'admin:vendorsOpens': '会社の登録、契約の期限、使える量を変えます。会社を止めることもできます。',
    'admin:uses': '利用を登録し、終わりにする',
    'admin:usesOpens': '会社が何のデータを何に使うかを登録し、終わりにします。',
    'admin:residents': '市民をまとめて登録する',
    'admin:residentsOpens':
      '名前や生年月日のファイルを送って、市民を登録します。登録してある市民は見られません。',
    'admin:cohorts': '募集と説明会を用意する',
    'admin:cohortsOpens': '募集、説明会、招待番号を{作|つく}ります。人数だけを見て、だれかは見られません。',
    'admin:consents': '窓口で受けた同意を入れる',
    'admin:consentsOpens': '市民がサインした紙か暗証番号で確かめた同意だけを入れます。',
    'intake:deposit': '市民のデータを持ってくる',
    'intake:depositOpens':
      '市民がえらんだ種類のデータを、病院などから持ってきます。何も見ません。種類は、システムの運用担当が登録します。',
  },
  'ja-easy': {
    'admin:items': 'データの {種類|しゅるい}を {見|み}る',
    'admin:itemsOpens': 'データの {名前|なまえ}の リストを {見|み}ます。{何|なに}も {変|か}えません。',
    'admin:vendors': '{会社|かいしゃ}を {登録|とうろく}する',
    'admin:vendorsOpens':
      '{会社|かいしゃ}の {登録|とうろく}を {変|か}えます。{会社|かいしゃ}を {止|と}める ことも できます。',
    'admin:uses': '{使|つか}いかたを {登録|とうろく}する',
    'admin:usesOpens':
      '{会社|かいしゃ}が データを {何|なに}に {使|つか}うかを {登録|とうろく}します。おわりにも します。',
    'admin:residents': '{市民|しみん}を まとめて {登録|とうろく}する',
    'admin:residentsOpens':
      '{市民|しみん}の {名前|なまえ}の ファイルを {送|おく}ります。{登録|とうろく}して ある {人|ひと}は {見|み}られません。',
    'admin:cohorts': '{募集|ぼしゅう}と {説明会|せつめいかい}を {用意|ようい}する',
    'admin:cohortsOpens':
      '{説明会|せつめいかい}や {招待|しょうたい}の {番号|ばんごう}を {作|つく}ります。だれかは {見|み}られません。',
    'admin:consents': '{窓口|まどぐち}の {同意|どうい}を {入|い}れる',
    'admin:consentsOpens': 'サインした {紙|かみ}か PIN で たしかめた {同意|どうい}だけを {入|い}れます。',
    'intake:deposit': '{市民|しみん}の データを とどける',
    'intake:depositOpens':
      '{市民|しみん}が えらんだ データを {病院|びょういん}などから とどけます。{何|なに}も {見|み}ません。',
  },
  en: {
    'admin:items': 'See items and purposes',
    'admin:itemsOpens': 'Sees which items of data and which purposes there are. Changes nothing.',
    'admin:vendors': 'Register and change companies',
    'admin:vendorsOpens':
      'Changes companies, their contracts and how much they may read. It can suspend a company.',
    'admin:uses': 'Publish and end uses',
    'admin:usesOpens': 'Says which data companies may ask for and what for, and ends that.',
    'admin:residents': 'Take in residents from a file',
    'admin:residentsOpens': 'Sends files with names and dates of birth. It cannot see who is there already.',
    'admin:cohorts': 'Prepare cohorts and briefings',
    'admin:cohortsOpens':
      'Makes cohorts, briefings and invitation numbers. It sees how many, and nobody’s name.',
    'admin:consents': 'Enter consents given at the counter',
    'admin:consentsOpens': 'Enters only consents that a signed paper or a PIN proves.',
    'intake:deposit': 'Bring data of residents',
    'intake:depositOpens':
      'Brings what residents chose, from a clinic or a shop, and sees nothing. Which items, the system operator registers.',
  },
})
