import { defineWords } from '../../../ui/index.ts'

export const words = defineWords({
  ja: {
    title: '説明会を{直|なお}す',
    why: '来た人や参加した人がいる説明会の日は、変えられません。知らせた人には、市から伝えてください。',
  },
  'ja-easy': {
    title: '{説明会|せつめいかい}を {変|か}える',
    why: '{人|ひと}が {来|き}た {説明会|せつめいかい}の {日|ひ}は {変|か}えられません。{知|し}らせた {人|ひと}には、{市|し}から {伝|つた}えて ください。',
  },
  en: {
    title: 'Change the briefing',
    why: 'The day of a briefing to which people have come stays. Please tell yourself those who were invited.',
  },
})
