/**
 * Other shapes of one character (異体字) that stand in names, each before its usual shape: those that 常用漢字表 (2010) puts
 * in brackets as 康熙字典体, and others that families write (髙, 﨑, 邉, 𠮷, 峯). Two characters that are only read alike stay
 * apart: 斎 and 斉, 沢 and 佐和. Somebody who hears サイトウ searches by kana; a table that mixed them would show a clerk
 * people who were not looked for.
 */
const table = `
  髙高 﨑崎 嵜崎 邊辺 邉辺 齋斎 齊斉 澤沢 濱浜 濵浜 廣広 國国 圀国 櫻桜 眞真 德徳 惠恵 榮栄 瀨瀬 渕淵 渊淵 嶋島 嶌島 槇槙 冨富
  𠮷吉 龍竜 萬万 圓円 應応 學学 實実 壽寿 條条 靜静 曾曽 藏蔵 豐豊 彌弥 橫横 增増 黑黒 緖緒 淸清 桒桑 舘館 關関 鐵鉄 與与
  來来 凜凛 遙遥 堯尭 桧檜 嶽岳 龜亀 澁渋 淺浅 瀧滝 戶戸 吳呉 佛仏 兒児 穗穂 稻稲 萠萌 靑青 髮髪 縣県 收収 爲為 禮礼 祿禄
  繩縄 鷗鴎 鹽塩 輕軽 將将 淨浄 勳勲 寬寛 敕勅 峯峰 桺柳 栁柳 舩船 埜野 恆恒 團団 氣気 濤涛 蘆芦 藝芸 賴頼 賣売
`

export const usualShapes: ReadonlyMap<string, string> = new Map(
  table
    .trim()
    .split(/\s+/u)
    .map((pair) => Array.from(pair))
    .map(([shape = '', usual = '']) => [shape, usual]),
)
